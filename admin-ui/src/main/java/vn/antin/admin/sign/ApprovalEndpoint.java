package vn.antin.admin.sign;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.authorization.Arrival;
import vn.antin.admin.authorization.Authorization;
import vn.antin.admin.authorization.Purpose;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.web.FaultPage;

/** Shows what will be signed, has it approved at the auth-server, and has it signed. */
@Controller
class ApprovalEndpoint {
  private final SigningDesk desk;
  private final SigningClient client;
  private final Authorization authorization;
  private final Callers callers;

  ApprovalEndpoint(
      SigningDesk desk, SigningClient client, Authorization authorization, Callers callers) {
    this.desk = desk;
    this.client = client;
    this.authorization = authorization;
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
    var signing = found.get();
    return switch (signing.state()) {
      case SIGNED -> new ModelAndView("sign/signed", "signing", signing);
      case APPROVED -> new ModelAndView("sign/approved", "signing", signing);
      case PREPARED -> {
        var answer = callers.checked(client.credentials(callers.official(session, request)));
        yield switch (answer) {
          case Answer.Granted<SigningClient.Credentials>(var credentials) ->
              new ModelAndView(
                  "sign/preview",
                  "page",
                  PreviewPage.of(
                      signing,
                      credentials.items() == null ? List.of() : credentials.items(),
                      pages));
          case Answer.Refused<SigningClient.Credentials>(var problem) ->
              FaultPage.refused(problem.status());
        };
      }
    };
  }

  @PostMapping("/sign/{id}/approve")
  Object approve(
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
      return SeeOther.to(signing.path());
    }
    var asked = desk.request(signing, credential, callers.official(session, request));
    return switch (asked) {
      case Answer.Granted<Signing.Request>(var wanted) ->
          SeeOther.to(
              authorization.start(
                  Purpose.SIGN,
                  signing.path(),
                  Map.of("authorization_details", wanted.authorizationDetails()),
                  request,
                  response));
      case Answer.Refused<Signing.Request>(var problem) -> {
        desk.refused(signing, refusal(problem));
        yield SeeOther.to(signing.path());
      }
    };
  }

  @GetMapping("/sign/callback")
  Object callback(DeskSession session, HttpServletRequest request) {
    return switch (authorization.arrive(Purpose.SIGN, request)) {
      case Arrival.Arrived(var grant, var nonce, var target) -> {
        var found = desk.find(id(target), session.subject());
        if (found.isEmpty()) {
          yield gone();
        }
        var approved = desk.approve(found.get(), grant);
        desk.finish(approved, callers.official(session, request));
        yield SeeOther.to(target);
      }
      case Arrival.Failed(var error, var target) -> {
        desk.find(id(target), session.subject()).ifPresent(signing -> failed(signing, error));
        yield SeeOther.to(target);
      }
      case Arrival.Repeated(var target) -> SeeOther.to(target);
      case Arrival.Unknown() ->
          FaultPage.of(HttpStatus.BAD_REQUEST, "sign-expired", "/sign", "fault.desk");
    };
  }

  /** Tries again with the approval that was received. */
  @PostMapping("/sign/{id}/finish")
  Object finish(@PathVariable UUID id, DeskSession session, HttpServletRequest request) {
    var found = desk.find(id, session.subject());
    if (found.isEmpty()) {
      return gone();
    }
    desk.finish(found.get(), callers.official(session, request));
    return SeeOther.to(found.get().path());
  }

  private static ModelAndView gone() {
    return FaultPage.of(HttpStatus.NOT_FOUND, "document-gone", "/sign", "fault.desk");
  }

  private void failed(Signing signing, String error) {
    switch (error) {
      case "access_denied" -> desk.denied(signing);
      case "invalid_grant" -> desk.refused(signing, "approval-expired");
      default -> desk.refused(signing, "approval-refused");
    }
  }

  private static String refusal(Problem problem) {
    return switch (problem.status()) {
      case 403 -> "credential-not-usable";
      case 404, 410 -> "document-gone";
      case 422 -> problem.name();
      default -> "signing-failed";
    };
  }

  private static UUID id(String target) {
    return UUID.fromString(target.substring(target.lastIndexOf('/') + 1));
  }
}
