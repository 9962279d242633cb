package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.Interlude;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.password.NewPasswords;
import vn.antin.auth.login.password.PasswordForm;
import vn.antin.auth.login.password.PasswordRules;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.web.SeeOther;

/** Has the password changed within the login, where somebody or the policy demands it. */
@Controller
@Order(50)
@RequestMapping(PasswordDuePage.PATH)
final class PasswordDuePage implements Interlude {
  static final String PATH = "/login/new-password";

  private final LoginFlows flows;
  private final LoginDispatcher dispatcher;
  private final SignInPolicies policies;
  private final Credentials credentials;
  private final Accounts accounts;
  private final NewPasswords passwords;
  private final PasswordRules rules;
  private final InstantSource clock;

  PasswordDuePage(
      LoginFlows flows,
      LoginDispatcher dispatcher,
      SignInPolicies policies,
      Credentials credentials,
      Accounts accounts,
      NewPasswords passwords,
      PasswordRules rules,
      InstantSource clock) {
    this.flows = flows;
    this.dispatcher = dispatcher;
    this.policies = policies;
    this.credentials = credentials;
    this.accounts = accounts;
    this.passwords = passwords;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public Optional<String> page(
      AccountId account, LoginInProgress login, HttpServletRequest request) {
    return step(login.id(), request).map(step -> PATH + "?flow=" + login.id());
  }

  /** A login in which all is proved, the password just now, and the password has to go. */
  private record Step(LoginFlow flow, Account account, String reason) {}

  private Optional<Step> step(String id, HttpServletRequest request) {
    return flows
        .find(id, request)
        .filter(flow -> !flow.consumed() && flow.proofs().hasNew(FactorKind.PASSWORD))
        .flatMap(flow ->
            Optional.ofNullable(flow.account())
                .filter(account -> dispatcher.reached(flow, account, request))
                .flatMap(accounts::find)
                .filter(account -> account.active() && account.federation() == null)
                .flatMap(account ->
                    reason(account.id()).map(reason -> new Step(flow, account, reason))));
  }

  private Optional<String> reason(AccountId account) {
    Duration age = policies.of(account, null).passwordAge();
    return credentials
        .passwordState(account)
        .flatMap(state -> {
          if (state.changeDue()) {
            return Optional.of("signin.password.due");
          }
          boolean old = age.isPositive() && state.setAt().plus(age).isBefore(clock.instant());
          return old ? Optional.of("signin.password.old") : Optional.empty();
        });
  }

  @GetMapping
  @Nullable ModelAndView show(
      @RequestParam String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<Step> found = step(flow, request);
    return found.isPresent()
        ? form(found.get(), null, request)
        : SeeOther.to(Logins.EXPIRED, response);
  }

  @PostMapping
  @Nullable ModelAndView change(
      @RequestParam String flow,
      @RequestParam String password,
      @RequestParam String repeated,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Step> found = step(flow, request);
    if (found.isEmpty() || !flows.attempt(flow)) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    Step step = found.get();
    Optional<String> problem =
        StaleProofs.sparing(
            step.flow(),
            () ->
                passwords.change(
                    step.account(),
                    password,
                    repeated,
                    step.flow().proofs().reached(),
                    Optional.empty()));
    if (problem.isPresent()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(step, problem.get(), request);
    }
    return SeeOther.to(dispatcher.resume(flow, request, response), response);
  }

  private ModelAndView form(Step step, @Nullable String problem, HttpServletRequest request) {
    dispatcher.prepare(step.flow(), request);
    Account account = step.account();
    return new ModelAndView(
        "new-password",
        "page",
        new PasswordForm(
            PATH,
            step.flow().id(),
            account.username(),
            step.reason(),
            rules.shortest(account),
            problem));
  }
}
