package vn.antin.auth.login.password;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.account.Username;
import vn.antin.auth.web.ClientAddress;

/** Judges passwords, for every door that takes one. */
@Component
public final class Passwords {
  private final Accounts accounts;
  private final Credentials credentials;
  private final SecretHashes hashes;

  Passwords(Accounts accounts, Credentials credentials, SecretHashes hashes) {
    this.accounts = accounts;
    this.credentials = credentials;
    this.hashes = hashes;
  }

  /** Checks a password that came from this address. */
  public PasswordCheck verify(Username username, Password password, ClientAddress address) {
    try {
      Optional<Account> account = accounts.find(username);
      Optional<String> hash = account.map(Account::id).flatMap(credentials::passwordHash);
      if (account.isEmpty() || hash.isEmpty()) {
        hashes.matchNobody(password);
        return new PasswordCheck.Refused();
      }
      if (!hashes.matches(password, hash.get())) {
        return new PasswordCheck.Refused();
      }
      return account.get().active()
          ? new PasswordCheck.Accepted(account.get())
          : new PasswordCheck.Disabled(account.get());
    } catch (TooManyHashes e) {
      return new PasswordCheck.Busy();
    }
  }
}
