package vn.antin.auth.login;

import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.session.Assurance;

/** Says what a login has to reach. */
@Component
final class Demands {
  private final SignInPolicies policies;
  private final Factors factors;

  Demands(SignInPolicies policies, Factors factors) {
    this.policies = policies;
    this.factors = factors;
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
    Assurance least = policy.least();
    if (!least.meets(Assurance.TWO_FACTOR) && factors.chosenSecond(account, policy.factors())) {
      least = Assurance.TWO_FACTOR;
    }
    Assurance demanded = flow.demanded().orElse(least);
    return new Demand(policy, least, demanded.meets(least) ? demanded : least);
  }
}
