package vn.antin.admin.inbox;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.session.DeskSessions;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.web.FaultPage;

/** Lists what waits for the official, and what the official decided. */
@Controller
class InboxEndpoint {
  private static final Set<String> SAID = Set.of("rejected", "delegated");
  private static final Set<String> PROBLEMS =
      Set.of(
          "nothing-chosen",
          "too-many",
          "changed",
          "steps-differ",
          "credential-not-usable",
          "people-stale",
          "seal-refused",
          "leader-not-signed",
          "leader-signature-invalid",
          "leader-not-competent",
          "number-missing");
  private static final int LONGEST_QUERY = 100;

  private final InboxClient inbox;
  private final Callers callers;
  private final DeskSessions sessions;
  private final InstantSource clock;

  InboxEndpoint(InboxClient inbox, Callers callers, DeskSessions sessions, InstantSource clock) {
    this.inbox = inbox;
    this.callers = callers;
    this.sessions = sessions;
    this.clock = clock;
  }

  @GetMapping("/inbox")
  ModelAndView waiting(
      DeskSession session,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(required = false) @Nullable String said,
      @RequestParam(required = false) @Nullable String problem,
      HttpServletRequest request) {
    return list(
        new Wish(
            false,
            q,
            after,
            all,
            said != null && SAID.contains(said) ? said : null,
            problem != null && PROBLEMS.contains(problem) ? problem : null),
        session,
        request);
  }

  @GetMapping("/inbox/done")
  ModelAndView done(
      DeskSession session,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String after,
      HttpServletRequest request) {
    return list(new Wish(true, q, after, false, null, null), session, request);
  }

  private record Wish(
      boolean done,
      String query,
      String after,
      boolean all,
      @Nullable String said,
      @Nullable String problem) {
    Wish {
      query = query.strip();
      query = query.length() > LONGEST_QUERY ? query.substring(0, LONGEST_QUERY) : query;
    }
  }

  private ModelAndView list(Wish wish, DeskSession session, HttpServletRequest request) {
    var caller = callers.official(session, request);
    var answer = callers.checked(inbox.list(wish.done(), wish.query(), wish.after(), caller));
    return switch (answer) {
      case Answer.Refused<StepList>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<StepList>(var found) -> {
        sessions.waiting(session, found.waiting(), request);
        yield new ModelAndView(
            "inbox/list",
            "page",
            new InboxPage(
                wish.done(),
                wish.query(),
                found.all(),
                found.next(),
                found.waiting(),
                wish.all(),
                wish.said(),
                wish.problem(),
                clock.instant()));
      }
    };
  }
}
