package vn.antin.admin.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
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
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** Issues a first certificate, after a page that says what it will say. */
@Controller
class IssueEndpoint {
  private static final String PAGE = "/certificates/new";

  private final Upstream signingService;
  private final Callers callers;
  private final HolderPages pages;

  IssueEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, HolderPages pages) {
    this.signingService = signingService;
    this.callers = callers;
    this.pages = pages;
  }

  @GetMapping(PAGE)
  ModelAndView ask(
      DeskSession session,
      @RequestParam(required = false) @Nullable UUID official,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(defaultValue = "") String q,
      HttpServletRequest request) {
    return session.administrator()
        ? page(new HolderPages.Named(official, unit), q, callers.official(session, request), null)
        : FaultPage.of(HttpStatus.FORBIDDEN, "403");
  }

  @PostMapping(PAGE)
  ModelAndView issue(
      DeskSession session,
      @RequestParam(required = false) @Nullable UUID official,
      @RequestParam(required = false) @Nullable UUID unit,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var named = new HolderPages.Named(official, unit);
    if (!named.one()) {
      return page(named, "", caller, null);
    }
    return switch (signingService.post("/certificates", caller, named.wish(), Made.class)) {
      case Answer.Granted<Made>(var made) ->
          Redirect.to("/certificates/" + made.id() + "?done=issue");
      case Answer.Refused<Made> refused -> page(named, "", caller, pages.explained(refused));
    };
  }

  private ModelAndView page(
      HolderPages.Named named, String query, Caller caller, @Nullable Problem problem) {
    return pages.about(
        named,
        "issue",
        query,
        caller,
        holder ->
            HolderPages.page(
                "enrolment-issue",
                new IssuePage(holder, problem == null ? null : problem.name()),
                problem));
  }
}
