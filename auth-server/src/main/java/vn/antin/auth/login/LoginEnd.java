package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.Account;
import vn.antin.auth.login.factor.LoginCompleted;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.SessionTerms;
import vn.antin.auth.session.SessionTrait;
import vn.antin.auth.session.Sessions;

/** Spends a flow and opens what it leads to, in one transaction. */
@Component
final class LoginEnd {
  /** Who turns away from a shared computer leaves it open no longer than this. */
  private static final Duration LOCK = Duration.ofMinutes(2);

  private final LoginFlows flows;
  private final Sessions sessions;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;

  LoginEnd(
      LoginFlows flows,
      Sessions sessions,
      ApplicationEventPublisher events,
      TransactionTemplate transaction) {
    this.flows = flows;
    this.sessions = sessions;
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
      Assurance reached = flow.proofs().reached();
      List<String> methods = flow.proofs().methods();
      SessionId session =
          sessions.open(
              account.id(), methods, reached, terms(demand.policy(), flow), request, response);
      events.publishEvent(new LoginCompleted(account.id(), session, flow.id(), methods, reached));
      return flow.continueTo();
    });
  }

  private static SessionTerms terms(SignInPolicy policy, LoginFlow flow) {
    Set<SessionTrait> traits = EnumSet.noneOf(SessionTrait.class);
    boolean counter = flow.counter() || policy.counter();
    if (counter) {
      traits.add(SessionTrait.COUNTER);
    }
    return new SessionTerms(
        policy.lifetime(), policy.idle(), counter ? LOCK : null, policy.sessions(), traits);
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
