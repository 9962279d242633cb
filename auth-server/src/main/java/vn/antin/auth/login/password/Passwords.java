package vn.antin.auth.login.password;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import vn.antin.auth.federation.FederatedCheck;
import vn.antin.auth.federation.Federation;
import vn.antin.auth.login.factor.Throttle;
import vn.antin.auth.web.ClientAddress;

/**
 * Judges passwords, for every door that takes one: counts attempts, writes the audit log, and keeps
 * the ways to fail alike.
 */
@Component
public final class Passwords {
  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
  private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

  private final Accounts accounts;
  private final Credentials credentials;
  private final SecretHashes hashes;
  private final Federation federation;
  private final Throttle throttle;
  private final AuditLog audit;
  private final MeterRegistry meters;

  Passwords(
      Accounts accounts,
      Credentials credentials,
      SecretHashes hashes,
      Federation federation,
      Throttle throttle,
      AuditLog audit,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.credentials = credentials;
    this.hashes = hashes;
    this.federation = federation;
    this.throttle = throttle;
    this.audit = audit;
    this.meters = meters;
  }

  /** Checks a password that came from this address. */
  public PasswordCheck verify(Username username, Password password, ClientAddress address) {
    return verify(username, password, address, Throttle.Bucket.of(username));
  }

  /**
   * Checks a password.
   *
   * @param bucket where a failure counts beside the address: the name's, or that of a browser which
   *     the account knows, so that strangers cannot lock it out
   */
  public PasswordCheck verify(
      Username username, Password password, ClientAddress address, Throttle.Bucket bucket) {
    PasswordCheck check;
    try {
      check = judge(username, password, address, bucket);
    } catch (TooManyHashes e) {
      throttle.takeBack(bucket, address);
      check = new PasswordCheck.Busy();
    }
    meters.counter("antin.logins", "method", "password", "outcome", name(check)).increment();
    return check;
  }

  private PasswordCheck judge(
      Username username, Password password, ClientAddress address, Throttle.Bucket bucket)
      throws TooManyHashes {
    Throttle.Count count = throttle.attempt(bucket, address);
    Optional<Account> found = accounts.find(username);
    // The same statements for a name that nobody has.
    Optional<String> hash = credentials.passwordHash(found.map(Account::id).orElse(NOBODY));
    boolean elsewhere = found.map(Account::federation).isPresent();
    if (count.addressFull()) {
      // Whoever floods from one address shall not keep the processors busy as well.
      record("login.failed", found.orElse(null), "throttled", username, address);
      return new PasswordCheck.Refused();
    }
    // A directory counts failures too: it is not asked once we have seen enough of them.
    boolean closed = elsewhere ? count.throttled() : count.full();
    if (elsewhere && !closed) {
      return judgeElsewhere(found.orElseThrow(), username, password, address, bucket, count);
    }
    boolean right;
    if (found.isEmpty() || hash.isEmpty() || closed) {
      hashes.matchNobody(password);
      right = false;
    } else {
      right = hashes.matches(password, hash.get());
    }
    if (!right || found.isEmpty()) {
      String reason = closed ? "throttled" : found.isEmpty() ? "unknown" : "wrong";
      record("login.failed", found.orElse(null), reason, username, address);
      return new PasswordCheck.Refused();
    }
    PasswordCheck check = admit(found.get(), "password", username, address, bucket, count);
    if (check instanceof PasswordCheck.Accepted) {
      renew(found.get(), password, hash.orElseThrow());
    }
    return check;
  }

  /**
   * Takes a password that opens nothing at this door, whether it is right or not, and lets nobody
   * learn which: it costs a hash and is counted like any other. A right one takes its count back,
   * so that a program which keeps sending it locks nobody out.
   */
  public void waste(Username username, Password password, ClientAddress address)
      throws TooManyHashes {
    Throttle.Bucket bucket = Throttle.Bucket.of(username);
    Throttle.Count count = throttle.attempt(bucket, address);
    if (count.addressFull()) {
      return;
    }
    Optional<Account> found = accounts.find(username);
    Optional<String> hash =
        count.full()
            ? Optional.empty()
            : found
                .filter(account -> account.federation() == null)
                .flatMap(account -> credentials.passwordHash(account.id()));
    try {
      if (hash.isEmpty()) {
        hashes.matchNobody(password);
      } else if (hashes.matches(password, hash.get())) {
        throttle.takeBack(bucket, address);
      }
    } catch (TooManyHashes e) {
      throttle.takeBack(bucket, address);
      throw e;
    }
  }

  /** The password is judged by the directory that holds it; ours, if any, counts for nothing. */
  private PasswordCheck judgeElsewhere(
      Account account,
      Username username,
      Password password,
      ClientAddress address,
      Throttle.Bucket bucket,
      Throttle.Count count)
      throws TooManyHashes {
    // Not to be told from the others by a faster answer.
    hashes.matchNobody(password);
    return switch (federation.check(account, password)) {
      case FederatedCheck.Accepted(Account synced) ->
          admit(synced, "directory", username, address, bucket, count);
      case FederatedCheck.Refused(String reason) -> {
        record("login.failed", account, reason, username, address);
        yield new PasswordCheck.Refused();
      }
      case FederatedCheck.PasswordChangeDue() -> {
        record("login.failed", account, "password-change-due", username, address);
        yield new PasswordCheck.PasswordChangeDue(account);
      }
      case FederatedCheck.Closed() -> {
        record("login.failed", account, "closed-by-directory", username, address);
        yield new PasswordCheck.ClosedByDirectory(account);
      }
      case FederatedCheck.Unreachable() -> {
        throttle.takeBack(bucket, address);
        record("login.failed", account, "directory-unreachable", username, address);
        yield new PasswordCheck.DirectoryUnreachable();
      }
    };
  }

  /** The password is right; the throttle and the account have the last word. */
  private PasswordCheck admit(
      Account account,
      String method,
      Username username,
      ClientAddress address,
      Throttle.Bucket bucket,
      Throttle.Count count) {
    throttle.takeBack(bucket, address);
    if (count.throttled()) {
      record("login.throttled", account, "throttled", username, address);
      return new PasswordCheck.Throttled(account, count.delay());
    }
    if (!account.active()) {
      record("login.failed", account, "disabled", username, address);
      return new PasswordCheck.Disabled(account);
    }
    throttle.forgive(bucket);
    record("login.ok", account, method, username, address);
    return new PasswordCheck.Accepted(account);
  }

  /** A hash made at an older price is made again while the password is at hand. */
  private void renew(Account account, Password password, String hash) {
    if (hashes.outdated(hash)) {
      try {
        credentials.rehashPassword(account.id(), hash, hashes.hash(password));
      } catch (TooManyHashes e) {
        LOG.debug("Too busy to renew a password hash; the next login will", e);
      }
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
      case PasswordCheck.PasswordChangeDue _ -> "password-change-due";
      case PasswordCheck.ClosedByDirectory _ -> "closed-by-directory";
      case PasswordCheck.DirectoryUnreachable _ -> "directory-unreachable";
      case PasswordCheck.Busy _ -> "busy";
    };
  }
}
