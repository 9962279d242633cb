package vn.antin.auth.login.device;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/** Where the official says yes or no on the device where they are logged in. */
@Controller
@RequestMapping("/inbox/login/{id}")
final class DeviceDecisionController {
  private final DeviceInbox inbox;
  private final DeviceApprovals approvals;
  private final Logins logins;

  DeviceDecisionController(DeviceInbox inbox, DeviceApprovals approvals, Logins logins) {
    this.inbox = inbox;
    this.approvals = approvals;
    this.logins = logins;
  }

  @GetMapping
  @Nullable ModelAndView show(
      @PathVariable UUID id,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    return inbox
        .find(id, official.session())
        .map(login ->
            new ModelAndView(
                "inbox-login", "page", new DeviceQuestion(login, sameBrowser(id, request))))
        .orElseGet(() -> SeeOther.to("/inbox?said=gone", response));
  }

  @PostMapping
  @Nullable ModelAndView decide(
      @PathVariable UUID id,
      @RequestParam String action,
      @RequestParam(defaultValue = "") String number,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<WaitingLogin> login = inbox.find(id, official.session());
    boolean yes = action.equals("approve");
    if (login.isEmpty() || (yes && sameBrowser(id, request))) {
      return SeeOther.to("/inbox?said=gone", response);
    }
    String said =
        inbox
            .decide(login.get(), official.session(), yes ? number.strip() : null)
            .map(approved -> approved ? "login-approved" : yes ? "login-wrong" : "login-denied")
            .orElse("gone");
    return SeeOther.to("/inbox?said=" + said, response);
  }

  /** A browser does not vouch for itself: it is the other device that counts. */
  private boolean sameBrowser(UUID id, HttpServletRequest request) {
    return approvals.flowOf(id).flatMap(flow -> logins.find(flow, request)).isPresent();
  }
}
