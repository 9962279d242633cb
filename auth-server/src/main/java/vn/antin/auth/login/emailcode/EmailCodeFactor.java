package vn.antin.auth.login.emailcode;

import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.mail.Mailer;

/**
 * Who reads mail at a proven address can be asked for a code from there, unless the password came
 * by mail as well: then it would be the same factor twice.
 */
@Component
final class EmailCodeFactor implements Factor {
  private final Mailer mailer;
  private final ProvenAddresses addresses;
  private final Credentials credentials;

  EmailCodeFactor(Mailer mailer, ProvenAddresses addresses, Credentials credentials) {
    this.mailer = mailer;
    this.addresses = addresses;
    this.credentials = credentials;
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
    return mailer.available()
        && addresses.find(account).isPresent()
        && !credentials.passwordByMail(account);
  }
}
