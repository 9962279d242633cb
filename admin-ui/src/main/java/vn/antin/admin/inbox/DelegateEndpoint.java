package vn.antin.admin.inbox;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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

/**
 * Hands a step on: a seal to another records clerk of the agency, a personal one to who was given
 * the authority on record.
 */
@Controller
class DelegateEndpoint {
  private static final int LONGEST_REASON = 200;
  private static final String FORM = "/inbox/{step}/delegate";

  private final InboxClient inbox;
  private final Callers callers;

  DelegateEndpoint(InboxClient inbox, Callers callers) {
    this.inbox = inbox;
    this.callers = callers;
  }

  @GetMapping(FORM)
  ModelAndView ask(@PathVariable UUID step, DeskSession session, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return page(new Wish(step, session.subject(), "", ""), caller, HttpStatus.OK, null);
  }

  @PostMapping(FORM)
  ModelAndView delegate(
      @PathVariable UUID step,
      @RequestParam(defaultValue = "") String official,
      @RequestParam(defaultValue = "") String reason,
      DeskSession session,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var wish = new Wish(step, session.subject(), official, reason.strip());
    if (official.isEmpty()) {
      return page(wish, caller, HttpStatus.UNPROCESSABLE_CONTENT, "official");
    }
    if (wish.reason().isEmpty() || wish.reason().length() > LONGEST_REASON) {
      return page(wish, caller, HttpStatus.UNPROCESSABLE_CONTENT, "reason");
    }
    return switch (inbox.delegate(step, official, wish.reason(), caller)) {
      case Answer.Granted<Boolean> _ -> Redirect.to("/inbox?said=delegated");
      case Answer.Refused<Boolean> refused -> {
        var problem = callers.explained(refused);
        yield page(
            wish,
            caller,
            HttpStatusCode.valueOf(problem.status()),
            problem.status() == 409 ? "changed" : problem.name());
      }
    };
  }

  /** What the form asks for. */
  private record Wish(UUID step, String from, String official, String reason) {}

  private ModelAndView page(
      Wish wish, Caller caller, HttpStatusCode status, @Nullable String problem) {
    var found = callers.checked(inbox.step(wish.step(), 0, 1, caller));
    if (found instanceof Answer.Granted<StepView>(var personal) && !personal.step().delegable()) {
      return page(wish, personal.step(), DelegatePage.stead(personal), status, problem);
    }
    var own = callers.checked(inbox.certificates(caller));
    var seals = callers.checked(inbox.seals(caller));
    if (found instanceof Answer.Granted<StepView>(var view)
        && own instanceof Answer.Granted<SealClerks.Certificates>(var certificates)
        && seals instanceof Answer.Granted<SealClerks.Seals>(var sealed)) {
      return page(
          wish,
          view.step(),
          SealClerks.beside(wish.from(), view.step(), certificates, sealed),
          status,
          problem);
    }
    return found instanceof Answer.Refused<StepView>(var refusal) && refusal.status() == 404
        ? FaultPage.of(HttpStatus.NOT_FOUND, "step-gone", "/inbox", "fault.inbox")
        : FaultPage.refused(found, own, seals);
  }

  private static ModelAndView page(
      Wish wish,
      Step step,
      List<DelegatePage.Receiver> receivers,
      HttpStatusCode status,
      @Nullable String problem) {
    var page =
        new ModelAndView(
            "inbox/delegate",
            "page",
            new DelegatePage(step, receivers, wish.official(), wish.reason(), problem));
    page.setStatus(status);
    return page;
  }
}
