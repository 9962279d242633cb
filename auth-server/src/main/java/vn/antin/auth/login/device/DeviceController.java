package vn.antin.auth.login.device;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Username;
import vn.antin.auth.login.device.DeviceApprovals.Question;
import vn.antin.auth.login.device.DeviceApprovals.Standing;
import vn.antin.auth.login.device.DeviceApprovals.Yes;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Device;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.Sessions;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.SeeOther;

/**
 * The step in the browser that wants in: asks, shows the number, and waits. It waits by the
 * browser's own {@code Refresh}, so it needs no JavaScript.
 */
@Controller
@RequestMapping("/login/device")
final class DeviceController {
  private static final String SECONDS = "4";

  private final Logins logins;
  private final DeviceApprovals approvals;
  private final DeviceFactor factor;
  private final Accounts accounts;
  private final Sessions sessions;
  private final DeviceLogin settings;

  DeviceController(
      Logins logins,
      DeviceApprovals approvals,
      DeviceFactor factor,
      Accounts accounts,
      Sessions sessions,
      DeviceLogin settings) {
    this.logins = logins;
    this.approvals = approvals;
    this.factor = factor;
    this.accounts = accounts;
    this.sessions = sessions;
    this.settings = settings;
  }

  @GetMapping
  @Nullable ModelAndView show(
      @RequestParam String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<LoginInProgress> found = logins.find(flow, request);
    if (found.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    LoginInProgress login = found.get();
    Optional<Standing> standing =
        approvals.standing(flow).filter(asked -> belongs(asked, login.account()));
    if (standing.isEmpty()) {
      return page(login, null, null);
    }
    return switch (standing.get().state()) {
      case WAITING -> {
        response.setHeader("Refresh", SECONDS);
        yield page(login, standing.get().number(), null);
      }
      case APPROVED -> enter(login, request, response);
      case DENIED -> {
        logins.refused(login, FactorKind.DEVICE, "denied", request);
        yield page(login, null, "device-login.denied");
      }
      case EXPIRED -> page(login, null, "device-login.expired");
    };
  }

  /** A question that was asked under another name is not this official's. */
  private static boolean belongs(Standing asked, @Nullable AccountId account) {
    return account == null || asked.account() == null || account.equals(asked.account());
  }

  @PostMapping
  @Nullable ModelAndView ask(
      @RequestParam String flow,
      @RequestParam(defaultValue = "") String username,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<LoginInProgress> found = logins.find(flow, request);
    if (found.isEmpty() || !logins.attempt(found.get())) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    LoginInProgress login = found.get();
    boolean proven = approvals.proven(flow);
    if (!proven && !factor.identifies()) {
      return SeeOther.to(Logins.choice(login), response);
    }
    // Who is nobody, or logged in nowhere, is asked too: the page looks the same.
    AccountId asked =
        Optional.ofNullable(login.account())
            .or(() -> accounts.find(new Username(username)).map(Account::id))
            .filter(account -> factor.somebodyCanAnswer(account, proven))
            .orElse(null);
    boolean done =
        approvals.ask(
            new Question(
                flow,
                asked,
                proven,
                ClientAddress.of(request).value(),
                Device.of(request).summary()));
    if (!done) {
      logins.refused(login, FactorKind.DEVICE, "throttled", request);
      return page(login, null, "device-login.throttled");
    }
    return SeeOther.to("/login/device?flow=" + flow, response);
  }

  private @Nullable ModelAndView enter(
      LoginInProgress login, HttpServletRequest request, HttpServletResponse response) {
    Optional<Yes> yes = approvals.spend(login.id());
    // The session that said yes may have ended since.
    Optional<Session> session = yes.flatMap(said -> sessions.find(said.session()));
    if (yes.isEmpty()
        || session.filter(open -> DeviceInbox.may(open, yes.get().proven())).isEmpty()) {
      return page(login, null, "device-login.expired");
    }
    boolean strong = session.get().assurance() == Assurance.PHISHING_RESISTANT;
    return SeeOther.to(
        logins.passed(
            login,
            new Proof(
                yes.get().account(),
                FactorKind.DEVICE,
                List.of("mca"),
                strong ? Assurance.TWO_FACTOR : Assurance.PASSWORD),
            request,
            response),
        response);
  }

  private ModelAndView page(
      LoginInProgress login, @Nullable String number, @Nullable String problem) {
    return new ModelAndView(
        "login-device",
        "step",
        new DeviceStep(
            login.id(), login.account() != null, settings.lifetime().toMinutes(), number, problem));
  }
}
