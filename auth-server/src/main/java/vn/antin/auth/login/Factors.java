package vn.antin.auth.login;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.session.Assurance;

/** The factors of this server, the most convenient second step first. */
@Component
final class Factors {
  /** Who has set up one of these is asked for a second factor, whatever the policy says. */
  private static final Set<FactorKind> BY_CHOICE = Set.of(FactorKind.TOTP, FactorKind.PASSKEY);

  /** What an official keeps from one login to the next, beside a password. */
  private static final Set<FactorKind> HELD =
      Set.of(
          FactorKind.PASSKEY,
          FactorKind.TOTP,
          FactorKind.CERTIFICATE,
          FactorKind.EMAIL_CODE,
          FactorKind.RECOVERY_CODE);

  private final ObjectProvider<Factor> factors;

  /** They are looked up late: some of them report to the dispatcher that asks for them here. */
  Factors(ObjectProvider<Factor> factors) {
    this.factors = factors;
  }

  private Stream<Factor> among(Set<FactorKind> allowed) {
    return factors.stream()
        .filter(factor -> allowed.contains(factor.kind()))
        .sorted(Comparator.comparing(Factor::kind));
  }

  /** With which a login may begin. */
  List<Factor> identifying(Set<FactorKind> allowed) {
    return among(allowed).filter(Factor::identifies).toList();
  }

  /** With which this login can get to the level, given what it has. */
  List<Factor> towards(Assurance level, AccountId account, Proofs proofs, Set<FactorKind> allowed) {
    List<Factor> left =
        among(allowed)
            .filter(factor -> factor.kind() != FactorKind.BROKER && !proofs.has(factor.kind()))
            .filter(factor -> proofs.assuming(factor.kind()).reached().meets(level))
            .toList();
    return left.stream().filter(factor -> factor.enrolled(account)).toList();
  }

  /** The most that this account's factors can reach. */
  Assurance reachable(AccountId account, Set<FactorKind> allowed) {
    Proofs all = Proofs.NONE;
    for (Factor factor : among(allowed).toList()) {
      if (all.reached() != Assurance.PHISHING_RESISTANT && factor.enrolled(account)) {
        all = all.assuming(factor.kind());
      }
    }
    return all.reached();
  }

  /**
   * What the official has set up and policy does not let count any more. Empty when nothing of it
   * was ever asked of them.
   */
  List<Factor> takenAway(AccountId account, SignInPolicy policy) {
    List<Factor> had =
        among(HELD)
            .filter(factor -> !policy.factors().contains(factor.kind()))
            .filter(factor -> factor.enrolled(account))
            .toList();
    boolean asked =
        policy.least().meets(Assurance.TWO_FACTOR)
            || had.stream().anyMatch(factor -> BY_CHOICE.contains(factor.kind()));
    return asked ? had : List.of();
  }

  /** Whether the official has chosen to log in with more than a password. */
  boolean chosenSecond(AccountId account, Set<FactorKind> allowed) {
    return among(allowed)
        .anyMatch(factor -> BY_CHOICE.contains(factor.kind()) && factor.enrolled(account));
  }
}
