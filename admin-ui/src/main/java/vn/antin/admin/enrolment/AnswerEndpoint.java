package vn.antin.admin.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upload.SmallForm;
import vn.antin.admin.upload.Uploads;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Hands the outside authority's answer in. */
@Controller
class AnswerEndpoint {
  private static final String API = "/certificate-requests/";
  private static final String PAGE = "/certificates/requests/";

  private final Upstream signingService;
  private final Callers callers;

  AnswerEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  /**
   * The form stands on the request's page; whoever reloads or switches the language is led there.
   */
  @GetMapping(PAGE + "{id}/answer")
  ModelAndView form(@PathVariable UUID id) {
    return Redirect.to(PAGE + id);
  }

  @PostMapping(PAGE + "{id}/answer")
  ModelAndView answer(DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return switch (Uploads.small(request, CertificateText.MOST)) {
      case SmallForm.Refused(var reason, var status) -> page(id, "", reason, status, caller);
      case SmallForm.Sent form -> {
        var certificates = CertificateText.of(form);
        yield certificates.isEmpty()
            ? page(id, "", "missing", 422, caller)
            : send(id, certificates, form.fields().containsKey("confirmSubject"), caller);
      }
    };
  }

  private ModelAndView send(UUID id, String certificates, boolean confirmed, Caller caller) {
    var answer =
        signingService.tell(
            API + id + "/answer",
            caller,
            Map.of("certificates", certificates, "confirmSubject", confirmed));
    return switch (answer) {
      case Answer.Granted<Boolean> _ -> Redirect.to("/certificates/" + id + "?done=answered");
      case Answer.Refused<Boolean> refused -> {
        var problem = callers.explained(refused);
        yield problem.name().equals("subject-unconfirmed")
            ? confirm(id, certificates, problem, caller)
            : page(id, certificates, HolderPages.reason(problem), problem.status(), caller);
      }
    };
  }

  private ModelAndView confirm(UUID id, String certificates, Problem problem, Caller caller) {
    return switch (find(id, caller)) {
      case Answer.Refused<Request>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<Request>(var found) ->
          HolderPages.confirm(
              SubjectPage.of(
                  PAGE + id + "/answer", PAGE + id, found.name(), problem, certificates));
    };
  }

  private ModelAndView page(
      UUID id, String certificates, String problem, int status, Caller caller) {
    return switch (find(id, caller)) {
      case Answer.Refused<Request>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<Request>(var found) -> {
        if (!found.open()) {
          yield Redirect.to(found.after());
        }
        var view =
            new ModelAndView(
                "enrolment-request", "page", new RequestPage(found, certificates, null, problem));
        view.setStatus(HttpStatusCode.valueOf(status));
        yield view;
      }
    };
  }

  private Answer<Request> find(UUID id, Caller caller) {
    return callers.checked(signingService.get(API + id, caller, Request.class));
  }
}
