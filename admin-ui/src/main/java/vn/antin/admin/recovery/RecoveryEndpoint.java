package vn.antin.admin.recovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.installation.Installation;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Begins, shows and withdraws the recovery of one official's account. */
@Controller
@RequestMapping("/accounts/{id}/recovery")
class RecoveryEndpoint {
  private final Upstream authServer;
  private final Callers callers;
  private final Installation installation;

  RecoveryEndpoint(
      @Qualifier("authServer") Upstream authServer, Callers callers, Installation installation) {
    this.authServer = authServer;
    this.callers = callers;
    this.installation = installation;
  }

  @GetMapping
  ModelAndView show(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    if (!session.seesPeople()) {
      return FaultPage.of(HttpStatus.FORBIDDEN, "403");
    }
    return page(session, id, done, null, request);
  }

  @PostMapping
  ModelAndView start(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam String way,
      @RequestParam(defaultValue = "false") boolean resetsFactors,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request) {
    var wish = Map.of("way", way, "resetsFactors", resetsFactors, "reason", reason.strip());
    var answer =
        callers.checked(
            authServer.post(
                api(id), callers.official(session, request), wish, RecoveryPage.Begun.class));
    return switch (answer) {
      case Answer.Granted<RecoveryPage.Begun>(var begun) ->
          seeOther(id, "proposed".equals(begun.state()) ? "proposed" : "begun");
      case Answer.Refused<RecoveryPage.Begun>(var problem) ->
          page(session, id, null, problem, request);
    };
  }

  @PostMapping("/slip")
  ModelAndView printSlip(
      DeskSession session,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response) {
    var answer =
        callers.checked(
            authServer.post(
                api(id) + "/slip", callers.official(session, request), null, SlipPage.Slip.class));
    return switch (answer) {
      case Answer.Granted<SlipPage.Slip>(var slip) -> {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        yield new ModelAndView(
            "recovery-slip",
            "page",
            new SlipPage(id.toString(), installation.authServerOrigin() + "/activate", slip));
      }
      case Answer.Refused<SlipPage.Slip>(var problem) -> page(session, id, null, problem, request);
    };
  }

  @PostMapping("/withdraw")
  ModelAndView withdraw(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    var answer = callers.checked(authServer.delete(api(id), callers.official(session, request)));
    return switch (answer) {
      case Answer.Granted<Boolean> _ -> seeOther(id, "withdrawn");
      case Answer.Refused<Boolean>(var problem) -> page(session, id, null, problem, request);
    };
  }

  /**
   * Who is outside of the administrator's power has no recovery to show, like who never had one.
   */
  private ModelAndView page(
      DeskSession session,
      UUID id,
      @Nullable String done,
      @Nullable Problem problem,
      HttpServletRequest request) {
    var answer =
        callers.checked(
            authServer.get(
                api(id), callers.official(session, request), RecoveryPage.Recovery.class));
    return switch (answer) {
      case Answer.Granted<RecoveryPage.Recovery>(var current) ->
          view(new RecoveryPage(id.toString(), current, done, name(problem)), problem);
      case Answer.Refused<RecoveryPage.Recovery>(var refusal) when refusal.status() == 404 ->
          view(new RecoveryPage(id.toString(), null, done, name(problem)), problem);
      case Answer.Refused<RecoveryPage.Recovery>(var refusal) ->
          FaultPage.refused(refusal.status());
    };
  }

  private static @Nullable String name(@Nullable Problem problem) {
    return problem == null ? null : problem.name();
  }

  private static ModelAndView view(RecoveryPage page, @Nullable Problem problem) {
    var view = new ModelAndView("recovery", "page", page);
    if (problem != null) {
      view.setStatus(HttpStatus.valueOf(problem.status()));
    }
    return view;
  }

  private static String api(UUID id) {
    return "/api/accounts/" + id + "/recovery";
  }

  private static ModelAndView seeOther(UUID id, String done) {
    return Redirect.to("/accounts/" + id + "/recovery?done=" + done);
  }
}
