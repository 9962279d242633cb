package vn.antin.admin.outcomes;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upload.FormFile;
import vn.antin.admin.upload.UploadProperties;
import vn.antin.admin.upload.Uploads;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** What is known of an unknown outcome, and the decision about it. */
@Controller
class OutcomeEndpoint {
  private static final String PAGE = OutcomesEndpoint.PAGE + "/{grant}/{hash:[0-9a-f]{2,256}}";

  private final Upstream signingService;
  private final Callers callers;
  private final UploadProperties uploads;

  OutcomeEndpoint(
      @Qualifier("signingService") Upstream signingService,
      Callers callers,
      UploadProperties uploads) {
    this.signingService = signingService;
    this.callers = callers;
    this.uploads = uploads;
  }

  /** Which one, and what is said of it. */
  private record Wish(UUID grant, String hash, String outcome, String reason, boolean confirmed) {
    String api() {
      return OutcomesEndpoint.API + "/" + grant + "/" + hash;
    }

    String page() {
      return OutcomesEndpoint.PAGE + "/" + grant + "/" + hash;
    }

    @Nullable String missing() {
      return reason.isBlank() ? "reason" : confirmed ? null : "confirm";
    }
  }

  @GetMapping(PAGE)
  ModelAndView show(
      DeskSession session,
      @PathVariable UUID grant,
      @PathVariable String hash,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return page(new Wish(grant, hash, "", "", false), done, null, 200, session, request);
  }

  /** For whoever reloads after a file was refused, or switches the language then. */
  @GetMapping(PAGE + "/file")
  ModelAndView form(@PathVariable UUID grant, @PathVariable String hash) {
    return Redirect.to(new Wish(grant, hash, "", "", false).page());
  }

  /** Not signed; or an application's hash that was signed, with its value. */
  @PostMapping(PAGE)
  ModelAndView decide(
      DeskSession session,
      @PathVariable UUID grant,
      @PathVariable String hash,
      @RequestParam(defaultValue = "") String outcome,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String value,
      @RequestParam(defaultValue = "false") boolean confirm,
      HttpServletRequest request) {
    var wish = new Wish(grant, hash, outcome, reason, confirm);
    var missing = wish.missing();
    if (missing == null && outcome.equals("signed") && value.isBlank()) {
      missing = "value";
    }
    if (missing != null) {
      return page(wish, null, missing, 422, session, request);
    }
    var said = new HashMap<String, Object>();
    if (outcome.equals("signed")) {
      said.put("value", value.replaceAll("\\s", ""));
    }
    return tell(wish, said, session, request);
  }

  /** A document that was signed, with its file, which is read on as it arrives. */
  @PostMapping(PAGE + "/file")
  ModelAndView signed(
      DeskSession session,
      @PathVariable UUID grant,
      @PathVariable String hash,
      HttpServletRequest request) {
    return switch (Uploads.form(request, uploads.document())) {
      case FormFile.Refused(var reason, var status) ->
          page(new Wish(grant, hash, "signed", "", false), null, reason, status, session, request);
      case FormFile.Sent form -> {
        var fields = form.fields();
        var wish =
            new Wish(
                grant,
                hash,
                "signed",
                fields.getOrDefault("reason", ""),
                fields.containsKey("confirm"));
        var missing = wish.missing();
        yield missing == null
            ? send(wish, form, session, request)
            : page(wish, null, missing, 422, session, request);
      }
    };
  }

  private ModelAndView send(
      Wish wish, FormFile.Sent form, DeskSession session, HttpServletRequest request) {
    var stored =
        signingService.send(
            "/documents?name=" + Upstream.encoded(form.name()),
            callers.official(session, request),
            Content.pdf(form.stream()),
            Outcome.Stored.class);
    return switch (stored) {
      case Answer.Granted<Outcome.Stored>(var document) ->
          tell(wish, Map.of("documentId", document.id()), session, request);
      case Answer.Refused<Outcome.Stored> refused -> refused(wish, refused, session, request);
    };
  }

  private ModelAndView tell(
      Wish wish, Map<String, Object> proof, DeskSession session, HttpServletRequest request) {
    var said = new HashMap<>(proof);
    said.put("outcome", wish.outcome());
    said.put("reason", wish.reason());
    return switch (signingService.tell(
        wish.api() + "/resolve", callers.official(session, request), said)) {
      case Answer.Granted<Boolean> _ -> Redirect.to(wish.page() + "?done=" + wish.outcome());
      case Answer.Refused<Boolean> refused -> refused(wish, refused, session, request);
    };
  }

  private <T> ModelAndView refused(
      Wish wish, Answer.Refused<T> refused, DeskSession session, HttpServletRequest request) {
    var problem = callers.explained(refused);
    return page(wish, null, problem.name(), problem.status(), session, request);
  }

  private ModelAndView page(
      Wish wish,
      @Nullable String done,
      @Nullable String problem,
      int status,
      DeskSession session,
      HttpServletRequest request) {
    return switch (find(wish, callers.official(session, request))) {
      case Answer.Refused<Outcome>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<Outcome>(var found) -> {
        var view =
            new ModelAndView(
                "outcome",
                "page",
                new OutcomePage(
                    found,
                    session.roles().contains("security-administrator"),
                    found.approver() != null
                        && found.approver().toString().equals(session.subject()),
                    wish.reason(),
                    wish.outcome(),
                    uploads.document().toBytes(),
                    done,
                    problem));
        view.setStatus(HttpStatusCode.valueOf(status));
        yield view;
      }
    };
  }

  private Answer<Outcome> find(Wish wish, Caller caller) {
    return callers.checked(signingService.get(wish.api(), caller, Outcome.class));
  }
}
