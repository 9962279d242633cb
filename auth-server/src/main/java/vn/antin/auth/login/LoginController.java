package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.Username;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.login.factor.Throttle;
import vn.antin.auth.login.password.PasswordCheck;
import vn.antin.auth.login.password.Passwords;
import vn.antin.auth.login.remembered.KnownDevices;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.Language;
import vn.antin.auth.web.SeeOther;

/** The first page of a login, with the form for a password, and the choice of what follows. */
@Controller
final class LoginController {
  private final LoginFlows flows;
  private final LoginDispatcher dispatcher;
  private final LoginPages pages;
  private final Passwords passwords;
  private final KnownDevices devices;

  LoginController(
      LoginFlows flows,
      LoginDispatcher dispatcher,
      LoginPages pages,
      Passwords passwords,
      KnownDevices devices) {
    this.flows = flows;
    this.dispatcher = dispatcher;
    this.pages = pages;
    this.passwords = passwords;
    this.devices = devices;
  }

  @GetMapping("/login")
  @Nullable ModelAndView show(
      @RequestParam(name = "flow", required = false) @Nullable String id,
      @RequestParam(defaultValue = "") String told,
      @RequestParam(required = false) @Nullable String as,
      @Nullable Authentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (id == null) {
      return SeeOther.to(flows.begin("/account", request, response).toString(), response);
    }
    Optional<LoginFlow> found = flows.find(id, request);
    if (found.isEmpty()) {
      return expired(response);
    }
    LoginFlow flow = found.get();
    if (official instanceof SessionAuthentication open && (flow.consumed() || !flow.fresh())) {
      Session session = open.session();
      if (flow.consumed() || dispatcher.suffices(session, flow)) {
        flows.consume(flow);
        return SeeOther.to(flow.continueTo(), response);
      }
      Optional<LoginFlow> adopted = dispatcher.adopt(flow, session);
      if (adopted.isEmpty() && session.limited() && flow.proofs().begun()) {
        // A factor has been set up meanwhile: on with it.
        return SeeOther.to(dispatcher.resume(flow.id(), request, response), response);
      }
      if (adopted.isPresent()) {
        return SeeOther.to(dispatcher.next(adopted.get(), request, response), response);
      }
    }
    if (flow.consumed()) {
      return expired(response);
    }
    Language.chosen(request).ifPresent(locale -> flows.speak(flow, locale));
    String problem = LoginDispatcher.Told.of(told).map(LoginDispatcher.Told::key).orElse(null);
    return !flow.proofs().begun()
        ? pages.first(flow, as, problem, 0, request)
        : pages.choice(flow, problem, request);
  }

  @PostMapping("/login")
  @Nullable ModelAndView check(
      @RequestParam("flow") String id,
      @RequestParam("username") String username,
      @RequestParam("password") String password,
      @RequestParam(defaultValue = "false") boolean counter,
      @Nullable Authentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<LoginFlow> found = flows.find(id, request);
    if (found.isEmpty()) {
      return expired(response);
    }
    LoginFlow flow = found.get();
    if (flow.consumed()) {
      // The second press of an impatient finger: the first one has opened the session.
      return official instanceof SessionAuthentication
          ? SeeOther.to(flow.continueTo(), response)
          : expired(response);
    }
    if (!flows.attempt(flow.id())) {
      return expired(response);
    }
    if (counter != flow.counter()) {
      flows.atCounter(flow, counter);
    }
    Username name = new Username(username);
    Throttle.Bucket bucket =
        devices
            .find(name, request)
            .map(device -> Throttle.Bucket.ofDevice(device.id().toString()))
            .orElseGet(() -> Throttle.Bucket.of(name));
    PasswordCheck check =
        passwords.verify(name, new Password(password), ClientAddress.of(request), bucket);
    return switch (check) {
      case PasswordCheck.Accepted(Account account) ->
          SeeOther.to(
              dispatcher.passed(
                  dispatcher.inProgress(flow),
                  new Proof(account.id(), FactorKind.PASSWORD, List.of("pwd"), Assurance.PASSWORD),
                  request,
                  response),
              response);
      case PasswordCheck.Refused() -> again(flow, username, "login.refused", request);
      case PasswordCheck.Disabled(Account _) -> again(flow, username, "login.disabled", request);
      case PasswordCheck.Throttled throttled ->
          pages.first(
              flow, username, "login.throttled", throttled.retryAfter().toMinutes() + 1, request);
      case PasswordCheck.PasswordChangeDue(Account _) ->
          again(flow, username, "login.directory.change", request);
      case PasswordCheck.ClosedByDirectory(Account _) ->
          again(flow, username, "login.directory.closed", request);
      case PasswordCheck.DirectoryUnreachable() -> {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "30");
        yield again(flow, username, "login.directory.unreachable", request);
      }
      case PasswordCheck.Busy() -> {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        yield again(flow, username, "login.busy", request);
      }
    };
  }

  private ModelAndView again(
      LoginFlow flow, String username, String problem, HttpServletRequest request) {
    return pages.first(flow, username, problem, 0, request);
  }

  /** It was somebody else, or shall be: the login begins anew. */
  @PostMapping("/login/restart")
  @Nullable ModelAndView restart(
      @RequestParam("flow") String id, HttpServletRequest request, HttpServletResponse response) {
    Optional<LoginFlow> found = flows.find(id, request).filter(flow -> !flow.consumed());
    if (found.isEmpty()) {
      return expired(response);
    }
    flows.restart(found.get());
    return SeeOther.to("/login?flow=" + found.get().id(), response);
  }

  @GetMapping(Logins.EXPIRED)
  ModelAndView expired(HttpServletResponse response) {
    response.setStatus(HttpStatus.GONE.value());
    return new ModelAndView("login-expired");
  }
}
