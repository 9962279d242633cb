package vn.antin.admin.approval;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.authorization.Arrival;
import vn.antin.admin.authorization.Authorization;
import vn.antin.admin.authorization.Purpose;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;

/** Receives the official back from the approval page and has signed what was approved. */
@Controller
class ApprovalReturn {
  private static final String TARGET = "/approvals/";

  private final Approvals approvals;
  private final Authorization authorization;
  private final Callers callers;

  ApprovalReturn(Approvals approvals, Authorization authorization, Callers callers) {
    this.approvals = approvals;
    this.authorization = authorization;
    this.callers = callers;
  }

  /** What a flow at the auth-server leads to in the end. */
  static String target(UUID approval) {
    return TARGET + approval;
  }

  @GetMapping("/sign/callback")
  ModelAndView arrive(DeskSession session, HttpServletRequest request) {
    return switch (authorization.arrive(Purpose.SIGN, request)) {
      case Arrival.Arrived(var grant, var nonce, var target) -> {
        var found = find(target, session);
        found.ifPresent(approval ->
            approvals.sign(
                approvals.received(approval, grant), callers.official(session, request)));
        yield page(found);
      }
      case Arrival.Failed(var error, var target) -> {
        var found = find(target, session);
        found.ifPresent(approval -> approvals.notReceived(approval, error));
        yield page(found);
      }
      case Arrival.Repeated(var target) -> page(find(target, session));
      case Arrival.Unknown() -> expired();
    };
  }

  private Optional<Approval> find(String target, DeskSession session) {
    return target.startsWith(TARGET)
        ? approvals.find(UUID.fromString(target.substring(TARGET.length())), session.subject())
        : Optional.empty();
  }

  private static ModelAndView page(Optional<Approval> approval) {
    return approval.map(found -> Redirect.to(found.page())).orElseGet(ApprovalReturn::expired);
  }

  private static ModelAndView expired() {
    return FaultPage.of(HttpStatus.BAD_REQUEST, "sign-expired", "/", "fault.home");
  }
}
