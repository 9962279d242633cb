package vn.antin.admin.sign;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.approval.Approval;
import vn.antin.admin.approval.Approvals;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.usbtoken.TokenJobEndpoint;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Shows what will be signed, and sends the official to approve it. */
@Controller
class SigningEndpoint {
  private final SigningDesk desk;
  private final SigningClient client;
  private final Approvals approvals;
  private final Callers callers;

  SigningEndpoint(SigningDesk desk, SigningClient client, Approvals approvals, Callers callers) {
    this.desk = desk;
    this.client = client;
    this.approvals = approvals;
    this.callers = callers;
  }

  @GetMapping("/sign/{id}")
  ModelAndView show(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int pages,
      DeskSession session,
      HttpServletRequest request) {
    var found = desk.find(id, session.subject());
    if (found.isEmpty()) {
      return gone();
    }
    var caller = callers.official(session, request);
    var signing = desk.settled(found.get(), session.subject(), caller);
    return switch (signing.state()) {
      case SIGNED -> new ModelAndView("sign/signed", "signing", signing);
      case APPROVED -> new ModelAndView("sign/approved", "signing", signing);
      case PREPARED -> preview(signing, pages, caller);
    };
  }

  @PostMapping("/sign/{id}/approve")
  ModelAndView approve(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String credential,
      DeskSession session,
      HttpServletRequest request,
      HttpServletResponse response) {
    var found = desk.find(id, session.subject());
    if (found.isEmpty()) {
      return gone();
    }
    var signing = found.get();
    if (signing.state() != Signing.State.PREPARED || credential.isEmpty()) {
      return Redirect.to(signing.path());
    }
    var caller = callers.official(session, request);
    return switch (desk.approval(signing, credential, session.subject(), caller)) {
      case Answer.Granted<Approval>(var approval) when Credential.token(credential) ->
          Redirect.to(
              TokenJobEndpoint.path(
                  UUID.fromString(approval.wanted().requestId()), signing.path()));
      case Answer.Granted<Approval>(var approval) ->
          Redirect.to(approvals.start(approval, request, response).toString());
      case Answer.Refused<Approval>(var problem) -> {
        desk.refused(signing, refusal(problem));
        yield Redirect.to(signing.path());
      }
    };
  }

  /** Tries again with the approval that was received. */
  @PostMapping("/sign/{id}/finish")
  ModelAndView finish(@PathVariable UUID id, DeskSession session, HttpServletRequest request) {
    var found = desk.find(id, session.subject());
    if (found.isEmpty()) {
      return gone();
    }
    desk.finish(found.get(), callers.official(session, request));
    return Redirect.to(found.get().path());
  }

  private ModelAndView preview(Signing signing, int pages, Caller caller) {
    return switch (callers.checked(client.credentials(caller))) {
      case Answer.Granted<SigningClient.Credentials>(var credentials) ->
          new ModelAndView(
              "sign/preview",
              "page",
              PreviewPage.of(signing, with(credentials, client.onTokens(caller)), pages));
      case Answer.Refused<SigningClient.Credentials>(var problem) ->
          FaultPage.refused(problem.status());
    };
  }

  private static List<Credential> with(
      SigningClient.Credentials here, Answer<SigningClient.Credentials> onTokens) {
    var all = new ArrayList<>(here.listed());
    if (onTokens instanceof Answer.Granted<SigningClient.Credentials>(var found)) {
      found.listed().stream().map(Credential::onToken).forEach(all::add);
    }
    return all;
  }

  private static ModelAndView gone() {
    return FaultPage.of(HttpStatus.NOT_FOUND, "document-gone", "/sign", "fault.desk");
  }

  private static String refusal(Problem problem) {
    return switch (problem.status()) {
      case 403 -> "credential-not-usable";
      case 404, 410 -> "document-gone";
      case 422 -> problem.name();
      default -> "signing-failed";
    };
  }
}
