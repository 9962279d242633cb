package vn.antin.admin.reorganisations;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** All plans, new ones, and what units that ended have left to decide. */
@Controller
class OverviewEndpoint {
  static final String API = "/api/reorganisations";

  private final Upstream authServer;
  private final Upstream signingService;
  private final Callers callers;

  OverviewEndpoint(
      @Qualifier("authServer") Upstream authServer,
      @Qualifier("signingService") Upstream signingService,
      Callers callers) {
    this.authServer = authServer;
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping("/reorganisations")
  ModelAndView show(
      DeskSession session,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return session.administrator()
        ? show(callers.official(session, request), after, done, null)
        : FaultPage.of(HttpStatus.FORBIDDEN, "403");
  }

  private ModelAndView show(
      Caller caller, @Nullable UUID after, @Nullable String done, @Nullable Problem problem) {
    var answer =
        callers.checked(
            authServer.get(
                API + "?limit=25" + (after == null ? "" : "&after=" + after),
                caller,
                Plan.Listing.class));
    if (!(answer instanceof Answer.Granted<Plan.Listing>(var plans))) {
      return FaultPage.refused(((Answer.Refused<Plan.Listing>) answer).problem().status());
    }
    var inFlight =
        callers.checked(signingService.get("/documents-in-flight", caller, InFlight.Listing.class))
                instanceof Answer.Granted<InFlight.Listing>(var listing)
            ? listing.lines()
            : List.<InFlight>of();
    var seals =
        callers.checked(signingService.get("/seal-requests", caller, InFlight.SealRequests.class))
                instanceof Answer.Granted<InFlight.SealRequests>(var wanted)
            ? wanted.lines()
            : List.<InFlight.SealRequest>of();
    var view =
        new ModelAndView(
            "reorganisations",
            "page",
            new Pages.Overview(
                plans.items() == null ? List.of() : plans.items(),
                plans.next() == null ? null : "/reorganisations?after=" + plans.next(),
                inFlight,
                seals,
                done,
                problem == null ? null : problem.reason()));
    if (problem != null) {
      view.setStatus(HttpStatus.valueOf(problem.status()));
    }
    return view;
  }

  @PostMapping("/reorganisations")
  ModelAndView draft(
      DeskSession session,
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String basis,
      @RequestParam(defaultValue = "") String effectiveOn,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var wish =
        Map.of("title", title, "basis", basis, "effectiveOn", effectiveOn, "steps", List.of());
    return switch (callers.checked(authServer.post(API, caller, wish, Plan.class))) {
      case Answer.Granted<Plan>(var plan) -> Redirect.to("/reorganisations/" + plan.id());
      case Answer.Refused<Plan>(var problem) -> show(caller, null, null, problem);
    };
  }

  @PostMapping("/reorganisations/in-flight/{id}")
  ModelAndView decide(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam String decision,
      HttpServletRequest request) {
    return decided(
        signingService.tell(
            "/documents-in-flight/" + id,
            callers.official(session, request),
            Map.of("decision", decision)));
  }

  @PostMapping("/reorganisations/seals/{unit}")
  ModelAndView dismiss(DeskSession session, @PathVariable UUID unit, HttpServletRequest request) {
    return decided(
        signingService.tell(
            "/seal-requests/" + unit + "/dismiss", callers.official(session, request), null));
  }

  private ModelAndView decided(Answer<Boolean> answer) {
    return switch (callers.checked(answer)) {
      case Answer.Granted<Boolean> _ -> Redirect.to("/reorganisations?done=decided");
      case Answer.Refused<Boolean>(var problem) -> FaultPage.refused(problem.status());
    };
  }
}
