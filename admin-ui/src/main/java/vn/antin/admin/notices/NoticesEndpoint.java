package vn.antin.admin.notices;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Shows which systems have confirmed, and has the rest tried again. */
@Controller
class NoticesEndpoint {
  private static final String API = "/api/notices";

  private final Upstream authServer;
  private final Callers callers;

  NoticesEndpoint(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  @GetMapping("/notices")
  ModelAndView show(
      DeskSession session,
      @RequestParam(required = false) @Nullable Integer retried,
      HttpServletRequest request) {
    var answer =
        callers.checked(
            authServer.get(API, callers.official(session, request), NoticesPage.Overview.class));
    return switch (answer) {
      case Answer.Granted<NoticesPage.Overview>(var overview) ->
          new ModelAndView("notices", "page", page(overview, retried));
      case Answer.Refused<NoticesPage.Overview>(var problem) -> refused(problem);
    };
  }

  private static NoticesPage page(NoticesPage.Overview overview, @Nullable Integer retried) {
    var items = overview.items() == null ? List.<NoticesPage.Item>of() : overview.items();
    return new NoticesPage(
        overview.confirmed(),
        overview.systems(),
        items.stream()
            .sorted(
                Comparator.comparing(NoticesPage.Item::confirmed)
                    .thenComparing(NoticesPage.Item::name))
            .toList(),
        retried);
  }

  @PostMapping("/notices/retry")
  ModelAndView retry(
      DeskSession session,
      @RequestParam String kind,
      @RequestParam String recipient,
      HttpServletRequest request) {
    var answer =
        callers.checked(
            authServer.post(
                API + "/" + Upstream.encoded(kind) + "/" + Upstream.encoded(recipient) + "/retry",
                callers.official(session, request),
                null,
                NoticesPage.Retried.class));
    return switch (answer) {
      case Answer.Granted<NoticesPage.Retried>(var done) ->
          Redirect.to("/notices?retried=" + done.retried());
      case Answer.Refused<NoticesPage.Retried>(var problem) -> refused(problem);
    };
  }

  private static ModelAndView refused(Problem problem) {
    return problem.status() == HttpStatus.FORBIDDEN.value()
        ? FaultPage.of(HttpStatus.FORBIDDEN, "notices")
        : FaultPage.refused(problem.status());
  }
}
