package vn.antin.admin.inbox;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
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
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Shows one step, and takes the official's no. */
@Controller
class StepEndpoint {
  private static final int LONGEST_REASON = 200;

  private final InboxClient inbox;
  private final Callers callers;
  private final InstantSource clock;

  StepEndpoint(InboxClient inbox, Callers callers, InstantSource clock) {
    this.inbox = inbox;
    this.callers = callers;
    this.clock = clock;
  }

  @GetMapping("/inbox/{step}")
  ModelAndView show(
      @PathVariable UUID step,
      @RequestParam(defaultValue = "1") int document,
      @RequestParam(defaultValue = "0") int pages,
      DeskSession session,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    return page(step, caller, document, pages, HttpStatus.OK, "", null);
  }

  /** The step with what kept the number from being given. */
  ModelAndView refused(
      UUID step, Caller caller, HttpStatusCode status, String typed, String problem) {
    return page(step, caller, 1, 0, status, typed, problem);
  }

  @PostMapping("/inbox/{step}/reject")
  ModelAndView reject(
      @PathVariable UUID step,
      @RequestParam(defaultValue = "") String reason,
      DeskSession session,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      return page(step, caller, 1, 0, HttpStatus.UNPROCESSABLE_CONTENT, why, "reason");
    }
    return switch (callers.checked(inbox.reject(step, why, caller))) {
      case Answer.Granted<Boolean> _ -> Redirect.to("/inbox?said=rejected");
      case Answer.Refused<Boolean>(var problem) ->
          page(
              step,
              caller,
              1,
              0,
              HttpStatusCode.valueOf(problem.status()),
              why,
              problem.status() == 409 ? "changed" : problem.name());
    };
  }

  private ModelAndView page(
      UUID step,
      Caller caller,
      int document,
      int pages,
      HttpStatusCode status,
      String typed,
      @Nullable String problem) {
    return switch (callers.checked(
        inbox.step(step, StepPage.from(document), StepPage.DOCUMENTS_AT_ONCE, caller))) {
      case Answer.Refused<StepView>(var refusal) when refusal.status() == 404 ->
          FaultPage.of(HttpStatus.NOT_FOUND, "step-gone", "/inbox", "fault.inbox");
      case Answer.Refused<StepView>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<StepView>(var found) -> {
        var page =
            new ModelAndView(
                "inbox/step",
                "page",
                StepPage.of(found, document, pages, typed, problem, clock.instant()));
        page.setStatus(status);
        yield page;
      }
    };
  }
}
