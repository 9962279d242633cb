package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.Account;
import vn.antin.auth.login.factor.LoginCompleted;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.login.remembered.KnownDevices;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.SessionProof;
import vn.antin.auth.session.SessionTerms;
import vn.antin.auth.session.SessionTrait;
import vn.antin.auth.session.Sessions;

/** Spends a flow and opens what it leads to, in one transaction. */
@Component
final class LoginEnd {
  /** Who turns away from a shared computer leaves it open no longer than this. */
  static final Duration LOCK = Duration.ofMinutes(2);

  private final LoginFlows flows;
  private final Sessions sessions;
  private final KnownDevices devices;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;

  LoginEnd(
      LoginFlows flows,
      Sessions sessions,
      KnownDevices devices,
      ApplicationEventPublisher events,
      TransactionTemplate transaction) {
    this.flows = flows;
    this.sessions = sessions;
    this.devices = devices;
    this.events = events;
    this.transaction = transaction;
  }

  /** Opens the session; says where the browser goes. */
  String open(
      LoginFlow flow,
      Account account,
      Demands.Demand demand,
      HttpServletRequest request,
      HttpServletResponse response) {
    return transaction.execute(status -> {
      if (!flows.consume(flow)) {
        return Logins.EXPIRED;
      }
      Set<SessionTrait> traits = EnumSet.noneOf(SessionTrait.class);
      if (!flow.proofs().reached().meets(demand.least())) {
        traits.add(SessionTrait.REMEMBERED);
      }
      if (!open(flow, account, demand.policy(), traits, request, response)) {
        status.setRollbackOnly();
        return Logins.EXPIRED;
      }
      return flow.continueTo();
    });
  }

  /** Opens a session that is good for setting up a factor alone; the login goes on afterwards. */
  void openLimited(
      LoginFlow flow,
      Account account,
      SignInPolicy policy,
      HttpServletRequest request,
      HttpServletResponse response) {
    transaction.executeWithoutResult(
        status -> open(flow, account, policy, EnumSet.of(SessionTrait.LIMITED), request, response));
  }

  /** False when what the flow has taken over from a session ended with that session. */
  private boolean open(
      LoginFlow flow,
      Account account,
      SignInPolicy policy,
      Set<SessionTrait> traits,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean counter = Demands.atCounter(flow, policy);
    if (counter) {
      traits.add(SessionTrait.COUNTER);
    }
    Assurance reached = flow.proofs().reached();
    List<String> methods = flow.proofs().methods();
    SessionTerms terms =
        new SessionTerms(
            policy.lifetime(), policy.idle(), counter ? LOCK : null, policy.sessions(), traits);
    SessionProof proof =
        new SessionProof(methods, flow.proofs().factors(), reached, flow.proofs().allNew());
    Optional<SessionId> opened = sessions.open(account.id(), proof, terms, request, response);
    opened.ifPresent(session -> {
      devices.note(
          new KnownDevices.Visit(account.id(), session, trust(flow, policy), counter),
          request,
          response);
      events.publishEvent(new LoginCompleted(account.id(), session, flow.id(), methods, reached));
    });
    return opened.isPresent();
  }

  private static @Nullable Duration trust(LoginFlow flow, SignInPolicy policy) {
    if (flow.remember() == null) {
      return null;
    }
    return flow.remember() ? policy.remember() : Duration.ZERO;
  }

  /** Lets the locked session go on. */
  String unlock(LoginFlow flow, Session session, HttpServletResponse response) {
    return transaction.execute(status -> {
      if (!flows.consume(flow)) {
        return Logins.EXPIRED;
      }
      sessions.unlock(session, response);
      return flow.continueTo();
    });
  }
}
