package vn.antin.auth.oauth2.authorize;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The page that posts an answer to the client, by itself where scripts run, else by a button. */
@Controller
final class FormPostPage {
  static final String PATH = "/oauth2/form-post";
  static final String ANSWER = FormPost.class.getName();

  @RequestMapping(PATH)
  ModelAndView show(HttpServletRequest request) {
    if (request.getAttribute(ANSWER) instanceof FormPost answer) {
      return new ModelAndView("form-post", "answer", answer);
    }
    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
