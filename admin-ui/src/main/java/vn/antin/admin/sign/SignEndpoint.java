package vn.antin.admin.sign;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upload.DocumentName;
import vn.antin.admin.upload.Upload;
import vn.antin.admin.upload.UploadProperties;
import vn.antin.admin.upload.Uploads;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Unreachable;
import vn.antin.admin.web.Redirect;

/** Takes a document in. */
@Controller
class SignEndpoint {
  private final SigningDesk desk;
  private final SigningClient client;
  private final Callers callers;
  private final UploadProperties limits;

  SignEndpoint(SigningDesk desk, SigningClient client, Callers callers, UploadProperties limits) {
    this.desk = desk;
    this.client = client;
    this.callers = callers;
    this.limits = limits;
  }

  @GetMapping("/sign")
  ModelAndView form(DeskSession session) {
    return page(HttpStatus.OK, null, desk.latest(session.subject()));
  }

  @PostMapping("/sign")
  Object upload(DeskSession session, HttpServletRequest request) {
    return switch (Uploads.open(request, limits.document())) {
      case Upload.Refused(var reason, var status) ->
          page(HttpStatusCode.valueOf(status), reason, List.of());
      case Upload.Pdf pdf -> store(named(pdf), session, request);
    };
  }

  private Object store(Upload.Pdf pdf, DeskSession session, HttpServletRequest request) {
    try {
      var answer = callers.checked(client.store(pdf, callers.official(session, request)));
      return switch (answer) {
        case Answer.Granted<SigningClient.Stored>(var stored) ->
            sent(desk.open(stored, pdf.name(), session.subject()), request);
        case Answer.Refused<SigningClient.Stored>(var problem) ->
            page(HttpStatusCode.valueOf(problem.status()), reason(problem), List.of());
      };
    } catch (Unreachable e) {
      var failure = pdf.stream().failure();
      if (failure == null) {
        throw e;
      }
      return page(
          failure.equals("too-large") ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST,
          failure,
          List.of());
    }
  }

  /** On to the document's own page; htmx follows its own header, a plain form a 303. */
  private static Object sent(Signing signing, HttpServletRequest request) {
    if (request.getHeader("HX-Request") != null) {
      return ResponseEntity.noContent().header("HX-Redirect", signing.path()).build();
    }
    return Redirect.to(signing.path());
  }

  private static String reason(Problem problem) {
    return switch (problem.status()) {
      case 413 -> "too-large";
      case 429 -> "too-often";
      case 422 -> problem.name();
      default -> "unreadable";
    };
  }

  private static Upload.Pdf named(Upload.Pdf pdf) {
    var name = DocumentName.clean(pdf.name());
    return name.isEmpty() ? new Upload.Pdf("document.pdf", pdf.stream()) : pdf;
  }

  private ModelAndView page(HttpStatusCode status, @Nullable String error, List<Signing> latest) {
    var view =
        new ModelAndView(
            "sign/upload", "page", new SignPage(limits.document().toBytes(), error, latest));
    view.setStatus(status);
    return view;
  }
}
