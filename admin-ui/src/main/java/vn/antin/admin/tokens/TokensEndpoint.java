package vn.antin.admin.tokens;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** The tokens' health. */
@Controller
class TokensEndpoint {
  private final Upstream signingService;
  private final Callers callers;

  TokensEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping("/certificates/tokens")
  ModelAndView show(DeskSession session, HttpServletRequest request) {
    var answer =
        callers.checked(
            signingService.get("/tokens", callers.official(session, request), TokensPage.class));
    return switch (answer) {
      case Answer.Granted<TokensPage>(var page) -> new ModelAndView("tokens", "page", page);
      case Answer.Refused<TokensPage>(var problem) -> FaultPage.refused(problem.status());
    };
  }
}
