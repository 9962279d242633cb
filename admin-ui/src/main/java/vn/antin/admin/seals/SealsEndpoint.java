package vn.antin.admin.seals;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Shows who keeps the seals; approves and withdraws handovers that were proposed. */
@Controller
class SealsEndpoint {
  private static final String PAGE = "/certificates/seals";

  private final Upstream signingService;
  private final Callers callers;

  SealsEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping(PAGE)
  ModelAndView show(
      DeskSession session,
      @RequestParam(required = false) @Nullable String done,
      @RequestParam(required = false) @Nullable String problem,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var seals = callers.checked(signingService.get("/seals", caller, SealsPage.Seals.class));
    var handovers =
        callers.checked(signingService.get("/seal-handovers", caller, SealsPage.Handovers.class));
    if (seals instanceof Answer.Granted<SealsPage.Seals>(var kept)
        && handovers instanceof Answer.Granted<SealsPage.Handovers>(var found)) {
      return new ModelAndView(
          "seals",
          "page",
          new SealsPage(
              Objects.requireNonNullElse(kept.items(), List.of()),
              Objects.requireNonNullElse(found.items(), List.of()),
              kept.stale(),
              done,
              problem));
    }
    return FaultPage.refused(seals, handovers);
  }

  @PostMapping(PAGE + "/approve")
  ModelAndView approve(DeskSession session, @RequestParam UUID id, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return after(
        "approved",
        signingService.post(
            "/seal-handovers/" + id + "/approve", caller, null, SealsPage.Approved.class));
  }

  @PostMapping(PAGE + "/withdraw")
  ModelAndView withdraw(DeskSession session, @RequestParam UUID id, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return after(
        "withdrawn", signingService.tell("/seal-handovers/" + id + "/withdraw", caller, null));
  }

  private <T> ModelAndView after(String done, Answer<T> answer) {
    return switch (answer) {
      case Answer.Granted<T> _ -> Redirect.to(PAGE + "?done=" + done);
      case Answer.Refused<T> refused ->
          Redirect.to(PAGE + "?problem=" + callers.explained(refused).name());
    };
  }
}
