package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.login.remembered.KnownDevices;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;

/** Says what a login has to reach. */
@Component
final class Demands {
  private final SignInPolicies policies;
  private final Factors factors;
  private final KnownDevices devices;
  private final InstantSource clock;

  Demands(SignInPolicies policies, Factors factors, KnownDevices devices, InstantSource clock) {
    this.policies = policies;
    this.factors = factors;
    this.devices = devices;
    this.clock = clock;
  }

  /**
   * What one login has to reach.
   *
   * @param policy what holds for the official
   * @param least for the session to be opened at all
   * @param best what whoever began the login wants; at least {@code least}
   */
  record Demand(SignInPolicy policy, Assurance least, Assurance best) {}

  Demand of(LoginFlow flow, AccountId account) {
    SignInPolicy policy = policies.of(account, flow.clientId());
    Assurance least = excused(account, policy) ? Assurance.PASSWORD : policy.least();
    if (!least.meets(Assurance.TWO_FACTOR) && factors.chosenSecond(account, policy.factors())) {
      least = Assurance.TWO_FACTOR;
    }
    Assurance demanded = flow.demanded().orElse(least);
    return new Demand(policy, least, demanded.meets(least) ? demanded : least);
  }

  /** Whether the session is as strong as the policy wants it to be, or may do without. */
  boolean satisfied(Session session, SignInPolicy policy) {
    Proofs counted = Proofs.of(session, policy.factors());
    if (!counted.begun()) {
      return false;
    }
    return counted.reached().meets(policy.least())
        || (session.remembered()
            && policy.remember().isPositive()
            && Assurance.TWO_FACTOR.meets(policy.least()))
        || (!session.limited() && excused(session.account(), policy));
  }

  /** Who has not set up enough yet may come in for a time. */
  boolean excused(AccountId account, SignInPolicy policy) {
    return policy.inGrace(clock.instant())
        && !factors.reachable(account, policy.factors()).meets(policy.least());
  }

  static boolean atCounter(LoginFlow flow, SignInPolicy policy) {
    return flow.counter() || policy.counter();
  }

  /**
   * Whether the browser stands in for the second factor: where nobody asked for it in particular,
   * never at a shared computer, and only for who has trusted it.
   */
  boolean remembered(LoginFlow flow, AccountId account, Demand demand, HttpServletRequest request) {
    Assurance reached = flow.proofs().reached();
    return demand.policy().remember().isPositive()
        && !flow.fresh()
        && !atCounter(flow, demand.policy())
        && demand.best() == Assurance.TWO_FACTOR
        && flow.demanded().map(reached::meets).orElse(true)
        && devices
            .find(account, request)
            .filter(device -> device.trusted(clock.instant()))
            .isPresent();
  }
}
