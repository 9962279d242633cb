package vn.antin.auth.login.password;

import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;

/** What an official knows; its form stands on the first page of a login. */
@Component
final class PasswordFactor implements Factor {
  private final Accounts accounts;
  private final Credentials credentials;

  PasswordFactor(Accounts accounts, Credentials credentials) {
    this.accounts = accounts;
    this.credentials = credentials;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.PASSWORD;
  }

  @Override
  public boolean identifies() {
    return true;
  }

  @Override
  public boolean enrolled(AccountId account) {
    return credentials.passwordHash(account).isPresent()
        || accounts.find(account).map(Account::federation).isPresent();
  }

  @Override
  public String page() {
    return "/login";
  }
}
