package vn.antin.admin.enrolment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upload.DocumentName;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.Download;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** The requests to outside authorities: the list, one of them, its file, giving it up. */
@Controller
class RequestEndpoint {
  private static final String API = "/certificate-requests";
  private static final String PAGE = "/certificates/requests";

  /** RFC 5967. */
  private static final MediaType PKCS10 = MediaType.parseMediaType("application/pkcs10");

  private final Upstream signingService;
  private final Callers callers;

  RequestEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping(PAGE)
  ModelAndView list(
      DeskSession session,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    var wanted = Request.STATES.contains(state) ? state : "";
    var answer =
        callers.checked(
            signingService.get(
                wanted.isEmpty() ? API : API + "?status=" + wanted,
                callers.official(session, request),
                Request.Listing.class));
    return switch (answer) {
      case Answer.Refused<Request.Listing>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Request.Listing>(var listing) ->
          new ModelAndView(
              "enrolment-requests",
              "page",
              new RequestsPage(
                  Objects.requireNonNullElse(listing.items(), List.of()),
                  wanted,
                  listing.stale(),
                  done));
    };
  }

  @GetMapping(PAGE + "/{id}")
  ModelAndView show(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return switch (find(id, callers.official(session, request))) {
      case Answer.Refused<Request>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Request>(var found) ->
          new ModelAndView("enrolment-request", "page", new RequestPage(found, "", done, null));
    };
  }

  @GetMapping(PAGE + "/{id}/request.p10")
  ResponseEntity<byte[]> file(
      DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    return find(id, callers.official(session, request))
                instanceof Answer.Granted<Request>(var found)
            && found.request() != null
        ? ResponseEntity.ok()
            .contentType(PKCS10)
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                DocumentName.attachment(DocumentName.clean(found.name()) + ".p10"))
            .body(found.request().getBytes(US_ASCII))
        : ResponseEntity.notFound().build();
  }

  /** The paper that goes with the request, to be signed by hand. */
  @GetMapping(PAGE + "/{id}/form.pdf")
  @Nullable ModelAndView paper(
      DeskSession session,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var path = API + "/" + id + "/form.pdf";
    var answer = callers.checked(signingService.open(path, callers.official(session, request)));
    return switch (answer) {
      case Answer.Refused<Content>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Content>(var content) -> {
        response.setHeader(
            HttpHeaders.CONTENT_DISPOSITION, DocumentName.attachment("request-" + id + ".pdf"));
        Download.send(content, MediaType.APPLICATION_PDF_VALUE, response);
        yield null;
      }
    };
  }

  @GetMapping(PAGE + "/{id}/cancel")
  ModelAndView cancelling(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    return cancelling(id, callers.official(session, request), null, 200);
  }

  @PostMapping(PAGE + "/{id}/cancel")
  ModelAndView cancel(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return switch (signingService.tell(API + "/" + id + "/cancel", caller, null)) {
      case Answer.Granted<Boolean> _ -> Redirect.to(PAGE + "?done=cancelled");
      case Answer.Refused<Boolean> refused -> {
        var problem = callers.explained(refused);
        yield cancelling(id, caller, problem.name(), problem.status());
      }
    };
  }

  private ModelAndView cancelling(UUID id, Caller caller, @Nullable String problem, int status) {
    return switch (find(id, caller)) {
      case Answer.Refused<Request>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<Request>(var found) -> {
        if (!found.open()) {
          yield Redirect.to(found.after());
        }
        var view =
            new ModelAndView("enrolment-cancel", "page", new RequestPage(found, "", null, problem));
        view.setStatus(HttpStatusCode.valueOf(status));
        yield view;
      }
    };
  }

  private Answer<Request> find(UUID id, Caller caller) {
    return callers.checked(signingService.get(API + "/" + id, caller, Request.class));
  }
}
