package vn.antin.admin.inbox;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Gives documents their number before the seal, and shows the register in which it stands. */
@Controller
class DocumentNumberEndpoint {
  private static final int LONGEST_QUERY = 100;
  private static final int LONGEST_NUMBER = 6;
  private static final Set<String> KNOWN =
      Set.of("number-taken", "step-busy", "issuance-refused", "people-stale", "busy");

  private final InboxClient inbox;
  private final StepEndpoint steps;
  private final Callers callers;

  DocumentNumberEndpoint(InboxClient inbox, StepEndpoint steps, Callers callers) {
    this.inbox = inbox;
    this.steps = steps;
    this.callers = callers;
  }

  /** The number shown is sent as it was typed: somebody else may have taken it meanwhile. */
  @PostMapping("/inbox/{step}/number")
  ModelAndView number(
      @PathVariable UUID step,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String date,
      DeskSession session,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var typed = number.strip();
    var day = day(date.strip());
    if (!typed.matches("[0-9]{1," + LONGEST_NUMBER + "}") || Integer.parseInt(typed) == 0) {
      return steps.refused(step, caller, HttpStatus.UNPROCESSABLE_CONTENT, typed, "number");
    }
    if (day == null && !date.isBlank()) {
      return steps.refused(step, caller, HttpStatus.UNPROCESSABLE_CONTENT, typed, "date");
    }
    var wanted = new InboxClient.Numbering(Integer.parseInt(typed), day);
    return switch (callers.checked(inbox.number(step, wanted, caller))) {
      case Answer.Granted<InboxClient.Given> _ -> Redirect.to("/inbox/" + step + "?said=numbered");
      case Answer.Refused<InboxClient.Given>(var problem) ->
          steps.refused(step, caller, HttpStatus.valueOf(problem.status()), typed, word(problem));
    };
  }

  /** Last part of the message key. */
  static String word(Problem problem) {
    if (problem.name().equals("seal-refused")) {
      return problem.facts().getOrDefault("reason", "seal-refused");
    }
    if (problem.name().equals("invalid-request") && "date".equals(problem.facts().get("field"))) {
      return "date";
    }
    return KNOWN.contains(problem.name())
        ? problem.name()
        : problem.status() == 409 ? "changed" : "other";
  }

  private static @Nullable LocalDate day(String date) {
    try {
      return date.isEmpty() ? null : LocalDate.parse(date);
    } catch (DateTimeException e) {
      return null;
    }
  }

  @GetMapping("/inbox/registers")
  ModelAndView register(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "") String after,
      DeskSession session,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var query = q.strip();
    query = query.length() > LONGEST_QUERY ? query.substring(0, LONGEST_QUERY) : query;
    var chosen = year.matches("[0-9]{4}") ? year : "";
    return switch (callers.checked(inbox.register(query, chosen, after, caller))) {
      case Answer.Refused<RegisterPage.Found>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<RegisterPage.Found>(var found) ->
          new ModelAndView(
              "inbox/register", "page", new RegisterPage(query, chosen, found.all(), found.next()));
    };
  }
}
