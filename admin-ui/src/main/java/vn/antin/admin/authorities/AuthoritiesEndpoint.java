package vn.antin.admin.authorities;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** The state of our own authorities. */
@Controller
class AuthoritiesEndpoint {
  private final Upstream signingService;
  private final Callers callers;
  private final InstantSource time;

  AuthoritiesEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, InstantSource time) {
    this.signingService = signingService;
    this.callers = callers;
    this.time = time;
  }

  @GetMapping("/certificates/authorities")
  ModelAndView show(DeskSession session, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return switch (callers.checked(
        signingService.get("/authority", caller, AuthoritiesPage.Listing.class))) {
      case Answer.Granted<AuthoritiesPage.Listing>(var found) ->
          new ModelAndView(
              "authorities",
              "page",
              new AuthoritiesPage(
                  Objects.requireNonNullElse(found.items(), List.of()),
                  time.instant(),
                  session.roles().contains("security-administrator")));
      case Answer.Refused<AuthoritiesPage.Listing>(var problem) ->
          FaultPage.refused(problem.status());
    };
  }
}
