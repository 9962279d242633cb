package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.oauth2.authorize.AuthorizeResponder;
import vn.antin.auth.oauth2.authorize.Rejection;

/** The page for an authorization request that must not be answered by a redirect. */
@Controller
final class RefusedPage {
  @RequestMapping(AuthorizeResponder.REJECTION_PAGE)
  ModelAndView show(HttpServletRequest request, HttpServletResponse response) {
    Rejection because =
        request.getAttribute(AuthorizeResponder.REJECTION) instanceof Rejection rejection
            ? rejection
            : Rejection.UNKNOWN_CLIENT;
    response.setStatus(because.status());
    return new ModelAndView("refused", Map.of("text", because.key()));
  }
}
