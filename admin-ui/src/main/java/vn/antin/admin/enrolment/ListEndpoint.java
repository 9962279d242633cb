package vn.antin.admin.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upload.FormFile;
import vn.antin.admin.upload.UploadProperties;
import vn.antin.admin.upload.Uploads;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Made;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Unreachable;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/**
 * Brings the list of an outside authority, which is previewed as a job before it is carried out.
 */
@Controller
class ListEndpoint {
  private static final String PAGE = "/certificates/lists";
  private static final String API = "/certificate-lists?preview=true";

  private final Upstream signingService;
  private final Callers callers;
  private final UploadProperties limits;

  ListEndpoint(
      @Qualifier("signingService") Upstream signingService,
      Callers callers,
      UploadProperties limits) {
    this.signingService = signingService;
    this.callers = callers;
    this.limits = limits;
  }

  @GetMapping(PAGE)
  ModelAndView form(DeskSession session) {
    return session.administrator()
        ? page(null, null, 200)
        : FaultPage.of(HttpStatus.FORBIDDEN, "403");
  }

  @PostMapping(PAGE)
  ModelAndView send(DeskSession session, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return switch (Uploads.form(request, limits.list())) {
      case FormFile.Refused(var reason, var status) -> page("list-" + reason, null, status);
      case FormFile.Sent file -> send(file, caller);
    };
  }

  private ModelAndView send(FormFile.Sent file, Caller caller) {
    var stream = file.stream();
    try {
      var content = new Content(stream, -1, "text/csv");
      return switch (signingService.send(API, caller, content, Made.class)) {
        case Answer.Granted<Made>(var made) -> Redirect.to("/certificates/jobs/" + made.id());
        case Answer.Refused<Made> refused -> refused(callers.explained(refused));
      };
    } catch (Unreachable e) {
      var failure = stream.failure();
      if (failure == null) {
        throw e;
      }
      return page("list-" + failure, null, failure.equals("too-large") ? 413 : 400);
    }
  }

  private ModelAndView refused(Problem problem) {
    var name = problem.name();
    return page(
        switch (name) {
          case "list-refused" -> "list-" + problem.facts().getOrDefault("reason", "refused");
          case "document-too-large" -> "list-too-large";
          default -> name;
        },
        problem.facts().get("row"),
        problem.status());
  }

  private ModelAndView page(@Nullable String problem, @Nullable String row, int status) {
    var view =
        new ModelAndView(
            "enrolment-list", "page", new ListPage(limits.list().toBytes(), problem, row));
    view.setStatus(HttpStatusCode.valueOf(status));
    return view;
  }
}
