package vn.antin.auth.login.password;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.PasswordPolicy;
import vn.antin.auth.account.PasswordPolicy.Measure;
import vn.antin.auth.account.PasswordPolicy.Weakness;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.org.Standing;
import vn.antin.auth.session.Assurance;

/**
 * What a new password of one official has to be: shorter where the policy always demands a second
 * factor, and never made of the official's own names or those of the unit.
 */
@Component
public final class PasswordRules {
  private final SignInPolicies policies;
  private final Standing standing;
  private final InstantSource clock;

  PasswordRules(SignInPolicies policies, Standing standing, InstantSource clock) {
    this.policies = policies;
    this.standing = standing;
    this.clock = clock;
  }

  /** Characters that it has at least. */
  public int shortest(Account official) {
    SignInPolicy policy = policies.of(official.id(), null);
    // What an official has chosen to add can be taken away again; what the policy demands cannot.
    return policy.least().meets(Assurance.TWO_FACTOR) && !policy.inGrace(clock.instant())
        ? PasswordPolicy.SHORTEST_OF_TWO
        : PasswordPolicy.SHORTEST;
  }

  /** What is wrong with it; empty when it may be used. */
  public Optional<Weakness> weakness(Password chosen, Account official) {
    List<String> words = new ArrayList<>();
    words.add(official.username());
    words.add(official.displayName());
    String email = official.email();
    if (email != null) {
      words.add(email);
    }
    standing.posts(official.id()).forEach(post -> words.add(post.unit()));
    SignInPolicy policy = policies.of(official.id(), null);
    return PasswordPolicy.weakness(
        chosen, new Measure(shortest(official), policy.passwordClasses(), words));
  }
}
