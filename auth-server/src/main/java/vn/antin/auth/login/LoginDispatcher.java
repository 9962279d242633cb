package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.Interlude;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.login.remembered.KnownDevices;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.Sessions;
import vn.antin.auth.web.Language;
import vn.antin.auth.web.PageSecurity;

/** Decides from the flow's row, and from it alone, what comes next in a login. */
@Component
final class LoginDispatcher implements Logins {
  private final LoginFlows flows;
  private final Accounts accounts;
  private final SignInPolicies policies;
  private final Factors factors;
  private final Demands demands;
  private final LoginEnd end;
  private final LoginRecord record;
  private final Sessions sessions;
  private final KnownDevices devices;
  private final ObjectProvider<Interlude> interludes;
  private final ObjectProvider<ApplicationDirectory> applications;

  LoginDispatcher(
      LoginFlows flows,
      Accounts accounts,
      SignInPolicies policies,
      Factors factors,
      Demands demands,
      LoginEnd end,
      LoginRecord record,
      Sessions sessions,
      KnownDevices devices,
      ObjectProvider<Interlude> interludes,
      ObjectProvider<ApplicationDirectory> applications) {
    this.flows = flows;
    this.accounts = accounts;
    this.policies = policies;
    this.factors = factors;
    this.demands = demands;
    this.end = end;
    this.record = record;
    this.sessions = sessions;
    this.devices = devices;
    this.interludes = interludes;
    this.applications = applications;
  }

  @Override
  public Optional<LoginInProgress> find(String flow, HttpServletRequest request) {
    return flows
        .find(flow, request)
        .filter(found -> !found.consumed())
        .map(found -> {
          prepare(found, request);
          return inProgress(found);
        });
  }

  /** Lets the page of this request speak the flow's language, and its form end where it leads. */
  Optional<Application> prepare(LoginFlow flow, HttpServletRequest request) {
    if (flow.locale() != null) {
      Language.prefer(request, flow.locale());
    }
    Optional<Application> application =
        Optional.ofNullable(flow.clientId())
            .flatMap(client ->
                Optional.ofNullable(applications.getIfAvailable())
                    .flatMap(directory -> directory.find(client)));
    application.ifPresent(to -> PageSecurity.allowFormTargets(request, to.origins()));
    return application;
  }

  LoginInProgress inProgress(LoginFlow flow) {
    return new LoginInProgress(
        flow.id(),
        flow.account(),
        flow.clientId(),
        flow.locale(),
        flow.proofs().begun(),
        provable(flow));
  }

  private Set<FactorKind> provable(LoginFlow flow) {
    AccountId account = flow.account();
    Set<FactorKind> allowed = policies.of(account, flow.clientId()).factors();
    if (account == null || !flow.proofs().begun()) {
      return allowed;
    }
    Set<FactorKind> provable = EnumSet.noneOf(FactorKind.class);
    provable.addAll(allowed);
    vouching(flow, account, demands.of(flow, account))
        .forEach(factor -> provable.add(factor.kind()));
    return provable;
  }

  @Override
  public boolean attempt(LoginInProgress login) {
    return flows.attempt(login.id());
  }

  @Override
  public void refused(
      LoginInProgress login, FactorKind kind, String reason, HttpServletRequest request) {
    record.refused(login, kind, reason, request);
  }

  @Override
  public String passed(
      LoginInProgress login,
      Proof proof,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<LoginFlow> before = flows.find(login.id(), request).filter(flow -> !flow.consumed());
    if (before.isEmpty()) {
      return EXPIRED;
    }
    boolean counts =
        policies.of(proof.account(), before.get().clientId()).factors().contains(proof.kind());
    if (!counts && !vouches(before.get(), proof)) {
      record.refused(login, proof.kind(), "not-allowed", request);
      return Told.NOT_ALLOWED.page(login.id());
    }
    if (proof.kind() != FactorKind.PASSWORD
        && before.get().proofs().isEmpty()
        && devices.counter(request)) {
      flows.atCounter(before.get(), true);
    }
    Optional<LoginFlow> after = flows.prove(login.id(), proof, !counts);
    if (after.isEmpty()) {
      record.refused(login, proof.kind(), "other-account", request);
      return before.get().account() == null ? EXPIRED : Told.OTHER_ACCOUNT.page(login.id());
    }
    record.proved(proof, request);
    return next(after.get(), proof.account(), request, response);
  }

  private boolean vouches(LoginFlow flow, Proof proof) {
    return proof.account().equals(flow.account())
        && flow.proofs().begun()
        && vouching(flow, proof.account(), demands.of(flow, proof.account())).stream()
            .anyMatch(factor -> factor.kind() == proof.kind());
  }

  @Override
  public String resume(
      LoginInProgress login, HttpServletRequest request, HttpServletResponse response) {
    return resume(login.id(), request, response);
  }

  String resume(String flow, HttpServletRequest request, HttpServletResponse response) {
    return flows
        .find(flow, request)
        .filter(found -> !found.consumed())
        .map(found -> next(found, request, response))
        .orElse(EXPIRED);
  }

  /** Where this login goes on. */
  String next(LoginFlow flow, HttpServletRequest request, HttpServletResponse response) {
    AccountId account = flow.account();
    return account == null ? "/login?flow=" + flow.id() : next(flow, account, request, response);
  }

  private String next(
      LoginFlow flow, AccountId id, HttpServletRequest request, HttpServletResponse response) {
    if (!flow.proofs().begun()) {
      return "/login?flow=" + flow.id();
    }
    Optional<Account> account = accounts.find(id).filter(Account::active);
    if (account.isEmpty()) {
      flows.restart(flow);
      return Told.DISABLED.page(flow.id());
    }
    Optional<Session> locked =
        flow.fresh()
            ? Optional.empty()
            : sessions.locked(request).filter(session -> session.account().equals(id));
    if (locked.isPresent() && suffices(locked.get(), flow)) {
      return end.unlock(flow, locked.get(), response);
    }
    Demands.Demand demand = demands.of(flow, id);
    Assurance reached = flow.proofs().reached();
    boolean remembered = demands.remembered(flow, id, demand, request);
    boolean wanting = !reached.meets(demand.best()) && !remembered;
    List<Factor> ways = wanting ? ways(flow, id, demand) : List.of();
    if (ways.isEmpty() && !remembered) {
      ways = vouching(flow, id, demand);
    }
    if (!ways.isEmpty()) {
      return ways.getFirst().page() + "?flow=" + flow.id();
    }
    if (wanting && !reached.meets(demand.least())) {
      return EnrolPage.address(flow);
    }
    if (!flow.proofs().anyNew()) {
      // Nothing was proved that was not known; whoever asked for more has to be content.
      flows.consume(flow);
      sessions.lift(request);
      return flow.continueTo();
    }
    LoginInProgress login = inProgress(flow);
    return interludes
        .orderedStream()
        .flatMap(interlude -> interlude.page(id, login, request).stream())
        .findFirst()
        .orElseGet(() -> end.open(flow, account.get(), demand, request, response));
  }

  /** The factors that lead on, the preferred first. */
  List<Factor> ways(LoginFlow flow, AccountId account) {
    Demands.Demand demand = demands.of(flow, account);
    List<Factor> ways = ways(flow, account, demand);
    return ways.isEmpty() ? vouching(flow, account, demand) : ways;
  }

  /**
   * What the official has to show before the password alone opens anything, although it counts for
   * nothing any more: where policy has taken a factor away, a thief of the password could set up a
   * new one otherwise. Empty once one of them is shown, or two factors that count.
   */
  private List<Factor> vouching(LoginFlow flow, AccountId account, Demands.Demand demand) {
    Proofs proofs = flow.proofs();
    Assurance reached = proofs.reached();
    boolean due = proofs.anyNew() || !reached.meets(demand.least());
    return due && !proofs.vouched() && !reached.meets(Assurance.TWO_FACTOR)
        ? factors.takenAway(account, demand.policy())
        : List.of();
  }

  /**
   * Towards what is wanted, else towards what is demanded, else as far as the official's factors
   * go: who cannot reach the level has to prove all the same that it is them.
   */
  private List<Factor> ways(LoginFlow flow, AccountId account, Demands.Demand demand) {
    Set<FactorKind> allowed = demand.policy().factors();
    Assurance reached = flow.proofs().reached();
    return Stream.of(demand.best(), demand.least(), factors.reachable(account, allowed))
        .filter(level -> !reached.meets(level) && demand.best().meets(level))
        .map(level -> factors.towards(level, account, flow.proofs(), allowed))
        .filter(ways -> !ways.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Whether the official has proved all that they can, and it is not what is demanded. */
  boolean stuck(LoginFlow flow, AccountId account) {
    Demands.Demand demand = demands.of(flow, account);
    return !flow.proofs().reached().meets(demand.least())
        && ways(flow, account, demand).isEmpty()
        && vouching(flow, account, demand).isEmpty();
  }

  /** Whether what is demanded is proved, or the browser stands in for it. */
  boolean reached(LoginFlow flow, AccountId account, HttpServletRequest request) {
    Demands.Demand demand = demands.of(flow, account);
    return flow.proofs().begun()
        && (flow.proofs().reached().meets(demand.least())
            || demands.remembered(flow, account, demand, request));
  }

  /** Whether what the session has proved is enough for who began the login. */
  boolean suffices(Session session, LoginFlow flow) {
    Proofs counted = counted(session, flow);
    return !session.limited()
        && counted.begun()
        && flow.demanded().map(counted.reached()::meets).orElse(true);
  }

  /** Lets the login go on from what the session has proved, as far as it counts there. */
  Optional<LoginFlow> adopt(LoginFlow flow, Session session) {
    Proofs counted = counted(session, flow);
    return counted.begun() ? flows.adopt(flow, session.account(), counted) : Optional.empty();
  }

  private Proofs counted(Session session, LoginFlow flow) {
    return Proofs.of(session, policies.of(session.account(), flow.clientId()).factors());
  }

  @Override
  public URI again(
      AccountId account,
      Assurance least,
      String continueTo,
      HttpServletRequest request,
      HttpServletResponse response) {
    return flows.begin(
        new NewLogin(continueTo, null, null, null, true, account, List.of(least.value())),
        request,
        response);
  }

  @Override
  public Assurance reachable(AccountId account) {
    return factors.reachable(account, policies.of(account, null).factors());
  }

  @Override
  public Assurance least(AccountId account) {
    return policies.of(account, null).least();
  }

  /** What the page with the first step says of why it is shown again. */
  enum Told {
    DISABLED("login.disabled"),
    OTHER_ACCOUNT("signin.told.other-account"),
    NOT_ALLOWED("signin.told.not-allowed");

    private final String key;

    Told(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }

    String page(String flow) {
      return "/login?flow=" + flow + "&told=" + name();
    }

    private static final Map<String, Told> BY_NAME =
        Map.of(
            DISABLED.name(), DISABLED,
            OTHER_ACCOUNT.name(), OTHER_ACCOUNT,
            NOT_ALLOWED.name(), NOT_ALLOWED);

    static Optional<Told> of(String name) {
      return Optional.ofNullable(BY_NAME.get(name));
    }
  }
}
