package vn.antin.admin.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upload.Upload;
import vn.antin.admin.upload.UploadProperties;
import vn.antin.admin.upload.Uploads;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Unreachable;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** The public check page. Nothing that is sent here is kept. */
@Controller
class CheckEndpoint {
  private final Upstream signingService;
  private final Callers callers;
  private final UploadProperties limits;

  CheckEndpoint(
      @Qualifier("signingService") Upstream signingService,
      Callers callers,
      UploadProperties limits) {
    this.signingService = signingService;
    this.callers = callers;
    this.limits = limits;
  }

  @GetMapping("/check")
  ModelAndView form() {
    return page(200, null, "", null);
  }

  @PostMapping("/check")
  ModelAndView check(HttpServletRequest request) {
    return switch (Uploads.open(request, limits.check())) {
      case Upload.Refused(var reason, var status) -> page(status, reason, "", null);
      case Upload.Pdf pdf -> check(pdf, request);
    };
  }

  /** The same check for a document of the signed-in official, without sending it again. */
  @GetMapping("/documents/{id}/check")
  ModelAndView checkOwn(@PathVariable UUID id, DeskSession session, HttpServletRequest request) {
    var caller = callers.official(session, request);
    var about = callers.checked(signingService.get("/documents/" + id, caller, Named.class));
    var content = callers.checked(signingService.open("/documents/" + id + "/content", caller));
    if (!(content instanceof Answer.Granted<Content>(var pdf))) {
      return FaultPage.of(HttpStatus.NOT_FOUND, "404");
    }
    var name = about instanceof Answer.Granted<Named>(var named) ? named.name() : null;
    return switch (validate(pdf, request)) {
      case Answer.Granted<Report>(var report) -> page(200, null, name == null ? "" : name, report);
      case Answer.Refused<Report>(var problem) -> refused(problem, name == null ? "" : name);
    };
  }

  private ModelAndView check(Upload.Pdf pdf, HttpServletRequest request) {
    try {
      return switch (validate(Content.pdf(pdf.stream()), request)) {
        case Answer.Granted<Report>(var report) -> page(200, null, pdf.name(), report);
        case Answer.Refused<Report>(var problem) -> refused(problem, pdf.name());
      };
    } catch (Unreachable e) {
      var failure = pdf.stream().failure();
      if (failure == null) {
        throw e;
      }
      return page(failure.equals("too-large") ? 413 : 400, failure, "", null);
    }
  }

  private Answer<Report> validate(Content pdf, HttpServletRequest request) {
    return callers.checked(
        signingService.send("/validations", callers.anybody(request), pdf, Report.class));
  }

  private ModelAndView refused(Problem problem, String name) {
    var reason =
        switch (problem.status()) {
          case 413 -> "too-large";
          case 429 -> "too-often";
          case 422 -> problem.name();
          default -> "unreadable";
        };
    return page(problem.status(), reason, name, null);
  }

  private ModelAndView page(
      int status, @Nullable String error, String name, @Nullable Report report) {
    var page = new CheckPage(limits.check().toBytes(), error, name, report);
    var view = new ModelAndView("check", "page", page);
    view.setStatus(HttpStatusCode.valueOf(status));
    return view;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Named(@Nullable String name) {}
}
