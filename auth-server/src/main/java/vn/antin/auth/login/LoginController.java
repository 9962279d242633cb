package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
import vn.antin.auth.login.password.PasswordCheck;
import vn.antin.auth.login.password.Passwords;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.session.Sessions;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.Language;
import vn.antin.auth.web.PageSecurity;

/** The dispatcher of logins: decides from the flow's row what comes next. */
@Controller
final class LoginController {
  private final LoginFlows flows;
  private final Passwords passwords;
  private final Sessions sessions;
  private final ObjectProvider<ApplicationDirectory> applications;

  LoginController(
      LoginFlows flows,
      Passwords passwords,
      Sessions sessions,
      ObjectProvider<ApplicationDirectory> applications) {
    this.flows = flows;
    this.passwords = passwords;
    this.sessions = sessions;
    this.applications = applications;
  }

  @GetMapping("/login")
  @Nullable ModelAndView show(
      @RequestParam(name = "flow", required = false) @Nullable String id,
      @Nullable Authentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (id == null) {
      return seeOther(flows.begin("/account", request, response).toString(), response);
    }
    Optional<LoginFlow> found = flows.find(id, request);
    if (found.isEmpty()) {
      return expired(response);
    }
    LoginFlow flow = found.get();
    if (official instanceof SessionAuthentication && (flow.consumed() || !flow.fresh())) {
      flows.consume(flow);
      return seeOther(flow.continueTo(), response);
    }
    if (flow.consumed()) {
      return expired(response);
    }
    Language.chosen(request).ifPresent(locale -> flows.speak(flow, locale));
    return page(flow, flow.hint() == null ? "" : flow.hint(), null, 0, request);
  }

  @PostMapping("/login")
  @Nullable ModelAndView check(
      @RequestParam("flow") String id,
      @RequestParam("username") String username,
      @RequestParam("password") String password,
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
          ? seeOther(flow.continueTo(), response)
          : expired(response);
    }
    if (!flows.attempt(flow)) {
      return expired(response);
    }
    PasswordCheck check =
        passwords.verify(new Username(username), new Password(password), ClientAddress.of(request));
    return switch (check) {
      case PasswordCheck.Accepted(Account account) -> enter(flow, account, request, response);
      case PasswordCheck.Refused() -> page(flow, username, "login.refused", 0, request);
      case PasswordCheck.Disabled(Account _) -> page(flow, username, "login.disabled", 0, request);
      case PasswordCheck.Throttled throttled ->
          page(flow, username, "login.throttled", throttled.retryAfter().toMinutes() + 1, request);
      case PasswordCheck.PasswordChangeDue(Account _) ->
          page(flow, username, "login.directory.change", 0, request);
      case PasswordCheck.ClosedByDirectory(Account _) ->
          page(flow, username, "login.directory.closed", 0, request);
      case PasswordCheck.DirectoryUnreachable() -> {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "30");
        yield page(flow, username, "login.directory.unreachable", 0, request);
      }
      case PasswordCheck.Busy() -> {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        yield page(flow, username, "login.busy", 0, request);
      }
    };
  }

  private @Nullable ModelAndView enter(
      LoginFlow flow, Account account, HttpServletRequest request, HttpServletResponse response) {
    if (!flows.consume(flow)) {
      return expired(response);
    }
    sessions.open(account.id(), List.of("pwd"), Assurance.PASSWORD, request, response);
    return seeOther(flow.continueTo(), response);
  }

  private ModelAndView page(
      LoginFlow flow,
      String username,
      @Nullable String problem,
      long minutes,
      HttpServletRequest request) {
    if (flow.locale() != null) {
      Language.prefer(request, flow.locale());
    }
    Optional<Application> application =
        Optional.ofNullable(flow.clientId())
            .flatMap(client ->
                Optional.ofNullable(applications.getIfAvailable())
                    .flatMap(directory -> directory.find(client)));
    application.ifPresent(to -> PageSecurity.allowFormTargets(request, to.origins()));
    String name = application.map(Application::name).orElse(null);
    return new ModelAndView(
        "login", "page", new LoginPage(flow.id(), name, username, problem, minutes));
  }

  private static ModelAndView expired(HttpServletResponse response) {
    response.setStatus(HttpStatus.GONE.value());
    return new ModelAndView("login-expired");
  }

  private static @Nullable ModelAndView seeOther(String target, HttpServletResponse response) {
    response.setHeader(HttpHeaders.LOCATION, target);
    response.setStatus(HttpStatus.SEE_OTHER.value());
    return null;
  }
}
