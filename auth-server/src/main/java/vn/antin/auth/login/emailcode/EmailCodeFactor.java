package vn.antin.auth.login.emailcode;

import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.mail.Mailer;

/** Who reads mail at a proven address can be asked for a code from there. */
@Component
final class EmailCodeFactor implements Factor {
  private final Mailer mailer;
  private final ProvenAddresses addresses;

  EmailCodeFactor(Mailer mailer, ProvenAddresses addresses) {
    this.mailer = mailer;
    this.addresses = addresses;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.EMAIL_CODE;
  }

  @Override
  public boolean identifies() {
    return false;
  }

  @Override
  public boolean enrolled(AccountId account) {
    return mailer.available() && addresses.find(account).isPresent();
  }
}
