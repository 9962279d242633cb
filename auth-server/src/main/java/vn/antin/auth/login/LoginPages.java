package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.login.remembered.KnownDevices;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.Sessions;

/** Lays out the dispatcher's own pages. */
@Component
final class LoginPages {
  private final LoginDispatcher dispatcher;
  private final Factors factors;
  private final SignInPolicies policies;
  private final Accounts accounts;
  private final Sessions sessions;
  private final KnownDevices devices;

  LoginPages(
      LoginDispatcher dispatcher,
      Factors factors,
      SignInPolicies policies,
      Accounts accounts,
      Sessions sessions,
      KnownDevices devices) {
    this.dispatcher = dispatcher;
    this.factors = factors;
    this.policies = policies;
    this.accounts = accounts;
    this.sessions = sessions;
    this.devices = devices;
  }

  /**
   * The page on which a login begins. It says the same whether a name exists or not.
   *
   * @param typed what stood in the name field; null at the first look
   */
  ModelAndView first(
      LoginFlow flow,
      @Nullable String typed,
      @Nullable String problem,
      long minutes,
      HttpServletRequest request) {
    Optional<Application> application = dispatcher.prepare(flow, request);
    AccountId bound = flow.bound() ? flow.account() : null;
    Set<FactorKind> allowed = policies.of(bound, flow.clientId()).factors();
    List<Way> others =
        factors.identifying(allowed).stream()
            .filter(factor -> factor.kind() != FactorKind.PASSWORD)
            .filter(factor -> bound == null || factor.enrolled(bound))
            .map(factor -> Way.of(factor, flow.id()))
            .toList();
    Optional<Account> locked =
        flow.fresh()
            ? Optional.empty()
            : sessions.locked(request).map(Session::account).flatMap(accounts::find);
    boolean counter = devices.counter(request);
    return new ModelAndView(
        "login",
        "page",
        new LoginPage(
            flow.id(),
            application.map(Application::name).orElse(null),
            bound == null
                ? Optional.ofNullable(typed)
                    .or(() -> Optional.ofNullable(flow.hint()))
                    .or(() -> locked.map(Account::username))
                    .orElse("")
                : accounts.find(bound).map(Account::username).orElse(""),
            bound != null,
            allowed.contains(FactorKind.PASSWORD),
            counter || flow.counter(),
            counter && bound == null ? devices.visitors(request) : List.of(),
            locked.map(Account::displayName).orElse(null),
            others,
            problem == null ? ended(request) : problem,
            minutes));
  }

  /** A word to who finds their session ended for a newer one. */
  private @Nullable String ended(HttpServletRequest request) {
    return sessions
        .endReason(request)
        .filter(Sessions.TOO_MANY::equals)
        .map(reason -> "signin.told.too-many")
        .orElse(null);
  }

  /** The page that lists what the login can go on with. */
  ModelAndView choice(LoginFlow flow, @Nullable String problem, HttpServletRequest request) {
    Optional<Application> application = dispatcher.prepare(flow, request);
    AccountId account = flow.account();
    return new ModelAndView(
        "login-choice",
        "page",
        new ChoicePage(
            flow.id(),
            application.map(Application::name).orElse(null),
            account == null ? "" : accounts.find(account).map(Account::displayName).orElse(""),
            account == null
                ? List.of()
                : dispatcher.ways(flow, account).stream()
                    .map(factor -> Way.of(factor, flow.id()))
                    .toList(),
            problem));
  }
}
