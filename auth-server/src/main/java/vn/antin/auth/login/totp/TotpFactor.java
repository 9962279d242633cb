package vn.antin.auth.login.totp;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Enrolled;
import vn.antin.auth.login.factor.Enrolment;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;

/** Says who has an app. */
@Component
final class TotpFactor implements Factor, Enrolment {
  private final Apps apps;

  TotpFactor(Apps apps) {
    this.apps = apps;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.TOTP;
  }

  @Override
  public boolean identifies() {
    return false;
  }

  @Override
  public boolean enrolled(AccountId account) {
    return apps.has(account);
  }

  @Override
  public List<Enrolled> of(AccountId account) {
    return apps.of(account).stream()
        .map(app -> new Enrolled("", app.since(), app.lastUsed()))
        .toList();
  }
}
