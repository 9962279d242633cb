package vn.antin.auth.login.password;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.account.Username;
import vn.antin.auth.web.ClientAddress;

/**
 * Judges passwords, for every door that takes one: counts attempts, writes the audit log, and keeps
 * the ways to fail alike.
 */
@Component
public final class Passwords {
  private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

  private final Accounts accounts;
  private final Credentials credentials;
  private final SecretHashes hashes;
  private final Throttle throttle;
  private final AuditLog audit;
  private final MeterRegistry meters;

  Passwords(
      Accounts accounts,
      Credentials credentials,
      SecretHashes hashes,
      Throttle throttle,
      AuditLog audit,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.credentials = credentials;
    this.hashes = hashes;
    this.throttle = throttle;
    this.audit = audit;
    this.meters = meters;
  }

  /** Checks a password that came from this address. */
  public PasswordCheck verify(Username username, Password password, ClientAddress address) {
    PasswordCheck check;
    try {
      check = judge(username, password, address);
    } catch (TooManyHashes e) {
      throttle.takeBack(username, address);
      check = new PasswordCheck.Busy();
    }
    meters.counter("antin.logins", "method", "password", "outcome", name(check)).increment();
    return check;
  }

  private PasswordCheck judge(Username username, Password password, ClientAddress address)
      throws TooManyHashes {
    Throttle.Count count = throttle.attempt(username, address);
    Optional<Account> found = accounts.find(username);
    // The same statements for a name that nobody has.
    Optional<String> hash = credentials.passwordHash(found.map(Account::id).orElse(NOBODY));
    boolean right;
    if (found.isEmpty() || hash.isEmpty() || count.full()) {
      hashes.matchNobody(password);
      right = false;
    } else {
      right = hashes.matches(password, hash.get());
    }
    if (!right || found.isEmpty()) {
      String reason = count.full() ? "throttled" : found.isEmpty() ? "unknown" : "wrong";
      record("login.failed", found.orElse(null), reason, username, address);
      return new PasswordCheck.Refused();
    }
    Account account = found.get();
    throttle.takeBack(username, address);
    if (count.throttled()) {
      record("login.throttled", account, "throttled", username, address);
      return new PasswordCheck.Throttled(account, count.delay());
    }
    if (!account.active()) {
      record("login.failed", account, "disabled", username, address);
      return new PasswordCheck.Disabled(account);
    }
    throttle.forgive(username);
    renew(account, password, hash.orElseThrow());
    record("login.ok", account, "password", username, address);
    return new PasswordCheck.Accepted(account);
  }

  /** A hash made at an older price is made again while the password is at hand. */
  private void renew(Account account, Password password, String hash) throws TooManyHashes {
    if (hashes.outdated(hash)) {
      credentials.rehashPassword(account.id(), hash, hashes.hash(password));
    }
  }

  private void record(
      String type,
      @Nullable Account account,
      String how,
      Username username,
      ClientAddress address) {
    String id = account == null ? null : account.id().toString();
    audit.append(
        new AuditEvent(
            type,
            type.equals("login.ok") ? id : null,
            id,
            Map.of(type.equals("login.ok") ? "method" : "reason", how),
            Map.of("username", username.value(), "address", address.value())));
  }

  private static String name(PasswordCheck check) {
    return switch (check) {
      case PasswordCheck.Accepted _ -> "ok";
      case PasswordCheck.Refused _ -> "refused";
      case PasswordCheck.Throttled _ -> "throttled";
      case PasswordCheck.Disabled _ -> "disabled";
      case PasswordCheck.Busy _ -> "busy";
    };
  }
}
