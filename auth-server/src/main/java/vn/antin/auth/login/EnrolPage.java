package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.login.factor.Interlude;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.web.SeeOther;

/**
 * Tells an official that a stronger factor is wanted: soon, while there is grace, or before going
 * on. The session that it opens then is good for setting one up; the login waits meanwhile.
 */
@Controller
@Order(100)
final class EnrolPage implements Interlude {
  private static final String PATH = "/login/enrol";
  private static final String FACTORS = "/account/factors";

  private final LoginFlows flows;
  private final LoginDispatcher dispatcher;
  private final Demands demands;
  private final SignInPolicies policies;
  private final LoginEnd end;
  private final Accounts accounts;

  EnrolPage(
      LoginFlows flows,
      LoginDispatcher dispatcher,
      Demands demands,
      SignInPolicies policies,
      LoginEnd end,
      Accounts accounts) {
    this.flows = flows;
    this.dispatcher = dispatcher;
    this.demands = demands;
    this.policies = policies;
    this.end = end;
    this.accounts = accounts;
  }

  static String address(LoginFlow flow) {
    return PATH + "?flow=" + flow.id();
  }

  @Override
  public Optional<String> page(
      AccountId account, LoginInProgress login, HttpServletRequest request) {
    SignInPolicy policy = policies.of(account, login.clientId());
    return demands.excused(account, policy)
        ? flows.find(login.id(), request).filter(flow -> !flow.reminded()).map(EnrolPage::address)
        : Optional.empty();
  }

  /** A login of which something is proved. */
  private record Step(LoginFlow flow, AccountId account, SignInPolicy policy, boolean excused) {}

  private Optional<Step> find(String id, HttpServletRequest request) {
    return flows
        .find(id, request)
        .filter(flow -> !flow.consumed() && flow.proofs().begun())
        .flatMap(flow ->
            Optional.ofNullable(flow.account())
                .map(account -> {
                  SignInPolicy policy = policies.of(account, flow.clientId());
                  return new Step(flow, account, policy, demands.excused(account, policy));
                }))
        // Not a way around a factor that the official has.
        .filter(step ->
            step.excused()
                ? dispatcher.reached(step.flow(), step.account(), request)
                : dispatcher.stuck(step.flow(), step.account()));
  }

  @GetMapping(PATH)
  @Nullable ModelAndView show(
      @RequestParam String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<Step> step = find(flow, request);
    if (step.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    Step found = step.get();
    Optional<Application> application = dispatcher.prepare(found.flow(), request);
    return new ModelAndView(
        "login-enrol",
        Map.of(
            "flow", found.flow().id(),
            "application", application.map(Application::name).orElse(""),
            "strong", found.policy().least() == Assurance.PHISHING_RESISTANT,
            "later", found.excused(),
            "by", Optional.ofNullable(found.policy().enrolBy())));
  }

  @PostMapping(PATH)
  @Nullable ModelAndView answer(
      @RequestParam String flow,
      @RequestParam(defaultValue = "false") boolean later,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Step> step = find(flow, request);
    if (step.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    Step found = step.get();
    if (later && found.excused()) {
      flows.remind(found.flow());
      return SeeOther.to(dispatcher.resume(flow, request, response), response);
    }
    Optional<Account> account = accounts.find(found.account()).filter(Account::active);
    if (account.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    if (found.excused()) {
      // Whatever else stands before the session still does.
      flows.lead(found.flow(), FACTORS);
      return SeeOther.to(dispatcher.resume(flow, request, response), response);
    }
    if (found.flow().proofs().anyNew()) {
      end.openLimited(found.flow(), account.get(), found.policy(), request, response);
    }
    return SeeOther.to(FACTORS + "?flow=" + found.flow().id(), response);
  }
}
