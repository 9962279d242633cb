package vn.antin.admin.inbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.approval.Approval;
import vn.antin.admin.approval.Approvals;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.usbtoken.TokenJobEndpoint;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Sends the official to approve what was ticked, all at once. */
@Controller
class ApproveEndpoint {
  private static final int MOST = 500;

  private final InboxClient inbox;
  private final Approvals approvals;
  private final Callers callers;

  ApproveEndpoint(InboxClient inbox, Approvals approvals, Callers callers) {
    this.inbox = inbox;
    this.approvals = approvals;
    this.callers = callers;
  }

  @PostMapping("/inbox/approvals")
  ModelAndView approve(
      @RequestParam(name = "steps", required = false, defaultValue = "") List<UUID> steps,
      DeskSession session,
      HttpServletRequest request,
      HttpServletResponse response) {
    var chosen = new TreeSet<>(steps);
    if (chosen.isEmpty()) {
      return Redirect.to("/inbox?problem=nothing-chosen");
    }
    if (chosen.size() > MOST) {
      return Redirect.to("/inbox?problem=too-many");
    }
    var subject = chosen.stream().map(UUID::toString).collect(Collectors.joining(" "));
    var before = approvals.asked(session.subject(), subject);
    if (before.isPresent()) {
      return start(before.get(), request, response);
    }
    var caller = callers.official(session, request);
    return switch (callers.checked(inbox.ask(List.copyOf(chosen), caller))) {
      case Answer.Granted<InboxClient.Asked>(var asked) when asked.byToken() ->
          Redirect.to(TokenJobEndpoint.path(UUID.fromString(asked.signatureRequest()), "/inbox"));
      case Answer.Granted<InboxClient.Asked>(var asked) ->
          start(
              approvals.ask(
                  session.subject(), subject, asked.wanted(), true, id -> "/inbox/approvals/" + id),
              request,
              response);
      case Answer.Refused<InboxClient.Asked>(var problem) -> refused(problem);
    };
  }

  private static ModelAndView refused(Problem problem) {
    if (problem.name().equals("steps-differ") && !problem.groups().isEmpty()) {
      return new ModelAndView("inbox/groups", "page", GroupsPage.of(problem));
    }
    return switch (problem.name()) {
      case "seal-refused" ->
          Redirect.to("/inbox?problem=" + problem.facts().getOrDefault("reason", problem.name()));
      case "steps-differ", "credential-not-usable", "people-stale" ->
          Redirect.to("/inbox?problem=" + problem.name());
      default ->
          switch (problem.status()) {
            case 404, 409, 410 -> Redirect.to("/inbox?problem=changed");
            default -> FaultPage.refused(problem.status());
          };
    };
  }

  private ModelAndView start(
      Approval approval, HttpServletRequest request, HttpServletResponse response) {
    return Redirect.to(approvals.start(approval, request, response).toString());
  }
}
