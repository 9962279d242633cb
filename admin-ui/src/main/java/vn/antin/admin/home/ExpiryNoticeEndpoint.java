package vn.antin.admin.home;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.Redirect;

/** Puts notices of certificates that end soon away. */
@Controller
class ExpiryNoticeEndpoint {
  private final Upstream signingService;
  private final Callers callers;

  ExpiryNoticeEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  /** One that is not there any more is as good as put away. */
  @PostMapping("/certificate-notices/{number}/seen")
  ModelAndView putAway(
      DeskSession session,
      @PathVariable long number,
      @RequestParam(defaultValue = "false") boolean gathered,
      HttpServletRequest request) {
    var path = "/certificate-notices/" + number + "/seen" + (gathered ? "?gathered=true" : "");
    callers.checked(signingService.tell(path, callers.official(session, request), null));
    return Redirect.to("/");
  }
}
