package vn.antin.auth.login.totp;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.FactorsReset;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.TypedCode;

/** The app as the second step of a recovery, and gone after one that resets the factors. */
@Component
final class TotpRecovery implements TypedCode {
  private final Apps apps;
  private final ApplicationEventPublisher events;

  TotpRecovery(Apps apps, ApplicationEventPublisher events) {
    this.apps = apps;
    this.events = events;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.TOTP;
  }

  @Override
  public boolean enrolled(AccountId account) {
    return apps.has(account);
  }

  @Override
  public boolean spend(AccountId account, String typed) {
    return apps.spend(account, AppsController.digits(typed));
  }

  @EventListener
  void reset(FactorsReset event) {
    if (apps.remove(event.account())) {
      events.publishEvent(
          new CredentialChanged(
              event.account(), CredentialChanged.Kind.TOTP, CredentialChanged.Change.REVOKED));
    }
  }
}
