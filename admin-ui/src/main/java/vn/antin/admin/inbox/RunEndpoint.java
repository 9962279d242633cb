package vn.antin.admin.inbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.approval.Approval;
import vn.antin.admin.approval.Approvals;
import vn.antin.admin.approval.Request;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.session.DeskSessions;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Tells what became of an approval, while it is being signed and afterwards. */
@Controller
class RunEndpoint {
  private static final int DOCUMENTS = 500;
  private static final int MOST_DOCUMENTS = 5000;

  private final Approvals approvals;
  private final InboxClient inbox;
  private final Callers callers;
  private final DeskSessions sessions;
  private final InstantSource clock;

  RunEndpoint(
      Approvals approvals,
      InboxClient inbox,
      Callers callers,
      DeskSessions sessions,
      InstantSource clock) {
    this.approvals = approvals;
    this.inbox = inbox;
    this.callers = callers;
    this.sessions = sessions;
    this.clock = clock;
  }

  @GetMapping("/inbox/approvals/{id}")
  ModelAndView show(@PathVariable UUID id, DeskSession session, HttpServletRequest request) {
    var found = approvals.find(id, session.subject());
    if (found.isEmpty()) {
      return gone();
    }
    var approval = found.get();
    if (approval.state() != Approval.State.SIGNING) {
      return page(new RunPage(approval, null, List.of(), clock.instant()));
    }
    var caller = callers.official(session, request);
    return switch (callers.checked(approvals.request(approval, 0, DOCUMENTS, caller))) {
      case Answer.Refused<Request>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Request>(var told) -> {
        if (inbox.count(caller) instanceof Answer.Granted<StepList>(var list)) {
          sessions.waiting(session, list.waiting(), request);
        }
        var now = clock.instant();
        var left =
            RunPage.busy(approval, told, now)
                ? List.<Request.Document>of()
                : left(approval, told, caller);
        yield page(new RunPage(approval, told, left, now));
      }
    };
  }

  /** Opens the approval page once more. */
  @PostMapping("/inbox/approvals/{id}/again")
  ModelAndView again(
      @PathVariable UUID id,
      DeskSession session,
      HttpServletRequest request,
      HttpServletResponse response) {
    var found = approvals.find(id, session.subject());
    if (found.isEmpty()) {
      return gone();
    }
    return found.get().state() == Approval.State.ASKED
        ? Redirect.to(approvals.start(found.get(), request, response).toString())
        : Redirect.to(found.get().page());
  }

  /** Tries again with the grant that was received. */
  @PostMapping("/inbox/approvals/{id}/finish")
  ModelAndView finish(@PathVariable UUID id, DeskSession session, HttpServletRequest request) {
    var found = approvals.find(id, session.subject());
    if (found.isEmpty()) {
      return gone();
    }
    approvals.sign(found.get(), callers.official(session, request));
    return Redirect.to(found.get().page());
  }

  /** Documents that are not signed; the later ones are asked for only when there must be some. */
  private List<Request.Document> left(Approval approval, Request first, Caller caller) {
    var left = new ArrayList<Request.Document>();
    var progress = first.counted();
    int wanted = Math.min(progress.total() - progress.signed(), RunPage.MOST_LEFT);
    var told = first;
    int from = 0;
    while (true) {
      told.told().stream().filter(document -> !document.signed()).forEach(left::add);
      from += DOCUMENTS;
      if (left.size() >= wanted
          || from >= Math.min(progress.total(), MOST_DOCUMENTS)
          || !(callers.checked(approvals.request(approval, from, DOCUMENTS, caller))
              instanceof Answer.Granted<Request>(var next))) {
        return left.size() > RunPage.MOST_LEFT ? left.subList(0, RunPage.MOST_LEFT) : left;
      }
      told = next;
    }
  }

  private static ModelAndView page(RunPage page) {
    return new ModelAndView("inbox/run", "page", page);
  }

  private static ModelAndView gone() {
    return FaultPage.of(HttpStatus.NOT_FOUND, "approval-gone", "/inbox", "fault.inbox");
  }
}
