package vn.antin.admin.certificates;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Made;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** One job: how far it is, what became of each holder, stopping it. */
@Controller
class JobEndpoint {
  private static final String API = "/certificate-jobs/";
  private static final int ROWS = 100;

  private final Upstream signingService;
  private final Callers callers;

  JobEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping("/certificates/jobs/{id}")
  ModelAndView show(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "0") int after,
      @RequestParam(required = false) @Nullable String done,
      @RequestParam(required = false) @Nullable String problem,
      @RequestHeader(value = "HX-Target", defaultValue = "") String target,
      HttpServletRequest request,
      HttpServletResponse response) {
    var caller = callers.official(session, request);
    var wanted = Job.STATES.contains(state) ? "&state=" + state : "";
    var job = callers.checked(signingService.get(API + id, caller, Job.class));
    var rows =
        callers.checked(
            signingService.get(
                API + id + "/rows?limit=" + ROWS + "&after=" + after + wanted,
                caller,
                Job.Rows.class));
    if (job instanceof Answer.Granted<Job>(var found)
        && rows instanceof Answer.Granted<Job.Rows>(var listed)) {
      if (target.equals("progress") && !found.busy()) {
        // The rows below the bar are as old as the page; now that all is over it is read anew.
        response.setHeader("HX-Refresh", "true");
      }
      var next = listed.next();
      return new ModelAndView(
          "certificate-job",
          "page",
          new JobPage(
              found,
              wanted.isEmpty() ? "" : state,
              Objects.requireNonNullElse(listed.items(), List.of()),
              next == null ? null : "/certificates/jobs/" + id + "?after=" + next + wanted,
              done,
              problem));
    }
    return FaultPage.refused(
        job instanceof Answer.Refused<Job>(var refusal) ? refusal.status() : 400);
  }

  /** Registers what a preview showed, as another job. */
  @PostMapping("/certificates/jobs/{id}/carry-out")
  ModelAndView carryOut(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return switch (signingService.post(API + id + "/carry-out", caller, null, Made.class)) {
      case Answer.Granted<Made>(var made) -> Redirect.to("/certificates/jobs/" + made.id());
      case Answer.Refused<Made> refused -> {
        var name = callers.explained(refused).name();
        yield Redirect.to(
            "/certificates/jobs/"
                + id
                + "?problem="
                + (name.equals("not-found") ? "carried-out" : name));
      }
    };
  }

  @PostMapping("/certificates/jobs/{id}/cancel")
  ModelAndView cancel(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    var answer =
        signingService.tell(API + id + "/cancel", callers.official(session, request), null);
    return switch (answer) {
      case Answer.Granted<Boolean> _ -> Redirect.to("/certificates/jobs/" + id + "?done=cancel");
      case Answer.Refused<Boolean> refused ->
          Redirect.to("/certificates/jobs/" + id + "?problem=" + callers.explained(refused).name());
    };
  }
}
