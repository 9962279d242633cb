package vn.antin.auth.login.recoverycode;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Enrolled;
import vn.antin.auth.login.factor.Enrolment;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;

/** Says who has codes left. */
@Component
final class RecoveryCodeFactor implements Factor, Enrolment {
  private final RecoveryCodes codes;

  RecoveryCodeFactor(RecoveryCodes codes) {
    this.codes = codes;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.RECOVERY_CODE;
  }

  @Override
  public boolean identifies() {
    return false;
  }

  @Override
  public boolean enrolled(AccountId account) {
    return codes.left(account).filter(left -> left.codes() > 0).isPresent();
  }

  /** The label is the number of codes left. */
  @Override
  public List<Enrolled> of(AccountId account) {
    return codes.left(account).stream()
        .map(left ->
            new Enrolled(left.codes() + "/" + RecoveryCodes.COUNT, left.madeAt(), left.lastUsed()))
        .toList();
  }
}
