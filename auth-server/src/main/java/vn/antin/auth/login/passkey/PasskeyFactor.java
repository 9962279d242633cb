package vn.antin.auth.login.passkey;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Enrolled;
import vn.antin.auth.login.factor.Enrolment;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;

/** Says who has passkeys. */
@Component
final class PasskeyFactor implements Factor, Enrolment {
  private final Passkeys passkeys;

  PasskeyFactor(Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.PASSKEY;
  }

  @Override
  public boolean identifies() {
    return true;
  }

  @Override
  public boolean enrolled(AccountId account) {
    return passkeys.anyOf(account);
  }

  @Override
  public List<Enrolled> of(AccountId account) {
    return passkeys.of(account).stream()
        .map(passkey -> new Enrolled(passkey.label(), passkey.createdAt(), passkey.lastUsedAt()))
        .toList();
  }
}
