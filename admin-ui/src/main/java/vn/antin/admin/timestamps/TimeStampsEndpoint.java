package vn.antin.admin.timestamps;

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

/** The time-stamp authority's state. */
@Controller
class TimeStampsEndpoint {
  private final Upstream signingService;
  private final Callers callers;

  TimeStampsEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping("/certificates/time-stamps")
  ModelAndView show(DeskSession session, HttpServletRequest request) {
    var caller = callers.official(session, request);
    var stamping =
        callers.checked(signingService.get("/time-stamping", caller, TimeStamping.class));
    return switch (stamping) {
      case Answer.Granted<TimeStamping>(var state) ->
          new ModelAndView("time-stamps", "state", state);
      case Answer.Refused<TimeStamping>(var problem) -> FaultPage.refused(problem.status());
    };
  }
}
