package vn.antin.auth.login.recoverycode;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.FactorsReset;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.TypedCode;

/** A code as the second step of a recovery, and none left after one that resets the factors. */
@Component
final class RecoveryCodeRecovery implements TypedCode {
  private final RecoveryCodes codes;
  private final ApplicationEventPublisher events;

  RecoveryCodeRecovery(RecoveryCodes codes, ApplicationEventPublisher events) {
    this.codes = codes;
    this.events = events;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.RECOVERY_CODE;
  }

  @Override
  public boolean enrolled(AccountId account) {
    return codes.left(account).filter(left -> left.codes() > 0).isPresent();
  }

  @Override
  public boolean spend(AccountId account, String typed) {
    return codes.spend(account, RecoveryCode.typed(typed));
  }

  @EventListener
  void reset(FactorsReset event) {
    if (codes.remove(event.account())) {
      events.publishEvent(
          new CredentialChanged(
              event.account(),
              CredentialChanged.Kind.RECOVERY_CODES,
              CredentialChanged.Change.REVOKED));
    }
  }
}
