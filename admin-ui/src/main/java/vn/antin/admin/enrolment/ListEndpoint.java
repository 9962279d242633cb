package vn.antin.admin.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
import vn.antin.admin.upload.IncomingStream;
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
 * Brings the list of an outside authority, as a file or from its directory. It is previewed as a
 * job before it is carried out.
 */
@Controller
class ListEndpoint {
  private static final String PAGE = "/certificates/lists";
  private static final String API = "/certificate-lists";

  /** A directory may answer page by page for minutes. */
  private static final Duration READING = Duration.ofMinutes(10);

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
  ModelAndView form(DeskSession session, HttpServletRequest request) {
    return session.administrator()
        ? page(callers.official(session, request), null, null, 200)
        : FaultPage.of(HttpStatus.FORBIDDEN, "403");
  }

  @PostMapping(PAGE)
  ModelAndView send(DeskSession session, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return switch (Uploads.form(request, limits.list())) {
      case FormFile.Refused(var reason, var status) -> page(caller, "list-" + reason, null, status);
      case FormFile.Sent file -> send(file, caller);
    };
  }

  /**
   * The form stands on the page of lists; whoever reloads or switches the language is led there.
   */
  @GetMapping(PAGE + "/directory")
  ModelAndView form() {
    return Redirect.to(PAGE);
  }

  @PostMapping(PAGE + "/directory")
  ModelAndView read(DeskSession session, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return shown(
        signingService.post(
            API + "?source=directory&preview=true", caller, READING, null, Made.class),
        caller);
  }

  private ModelAndView send(FormFile.Sent file, Caller caller) {
    var stream = file.stream();
    try {
      return shown(
          signingService.send(API + "?preview=true", caller, content(stream), Made.class), caller);
    } catch (Unreachable | IOException e) {
      var failure = stream.failure();
      if (failure == null && e instanceof Unreachable gone) {
        throw gone;
      }
      return "too-large".equals(failure)
          ? page(caller, "list-too-large", null, 413)
          : page(caller, "list-interrupted", null, 400);
    }
  }

  /** An archive begins with a file or, empty, with its end (APPNOTE.TXT §4.3.7, 4.3.16). */
  private static Content content(IncomingStream stream) throws IOException {
    var head = stream.readNBytes(3);
    var archive =
        head.length == 3 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5);
    return new Content(
        new SequenceInputStream(new ByteArrayInputStream(head), stream),
        -1,
        archive ? "application/zip" : "text/csv");
  }

  private ModelAndView shown(Answer<Made> answer, Caller caller) {
    return switch (answer) {
      case Answer.Granted<Made>(var made) -> Redirect.to("/certificates/jobs/" + made.id());
      case Answer.Refused<Made> refused -> refused(callers.explained(refused), caller);
    };
  }

  private ModelAndView refused(Problem problem, Caller caller) {
    var name = problem.name();
    var reason = problem.facts().getOrDefault("reason", "");
    return page(
        caller,
        switch (name) {
          case "list-refused" -> "list-" + reason;
          case "document-too-large" -> "list-too-large";
          case "directory-unreachable" -> "directory-" + reason.replaceFirst("^directory-", "");
          default -> name;
        },
        problem.facts().get("row"),
        problem.status());
  }

  private ModelAndView page(
      Caller caller, @Nullable String problem, @Nullable String row, int status) {
    var view =
        new ModelAndView(
            "enrolment-list",
            "page",
            new ListPage(limits.list().toBytes(), directory(caller), problem, row));
    view.setStatus(HttpStatusCode.valueOf(status));
    return view;
  }

  /** Servers of the directory; none when no directory is configured. */
  private List<String> directory(Caller caller) {
    return callers.checked(signingService.get(API + "/directory", caller, ListPage.Directory.class))
            instanceof Answer.Granted<ListPage.Directory>(var found)
        ? Objects.requireNonNullElse(found.servers(), List.of())
        : List.of();
  }
}
