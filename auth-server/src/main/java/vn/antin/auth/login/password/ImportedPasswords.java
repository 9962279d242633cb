package vn.antin.auth.login.password;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.Username;

/** Takes password hashes over from another system, for accounts that have no password yet. */
@Component
final class ImportedPasswords {
  private final Accounts accounts;
  private final Credentials credentials;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  ImportedPasswords(
      Accounts accounts, Credentials credentials, AuditLog audit, TransactionTemplate transaction) {
    this.accounts = accounts;
    this.credentials = credentials;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * What came of it.
   *
   * @param taken hashes that count from now on
   * @param unknown lines about no account of ours, or one whose password a directory holds
   * @param kept lines about accounts that have a password already; it stays
   * @param unreadable lines without a hash that can be checked here
   */
  record Summary(int taken, int unknown, int kept, int unreadable) {}

  /** Takes lines of the form {@code username,hash}; empty ones and comments (#) are passed over. */
  Summary take(List<String> lines) {
    int taken = 0;
    int unknown = 0;
    int kept = 0;
    int unreadable = 0;
    for (String line : lines) {
      int comma = line.indexOf(',');
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String hash = comma < 0 ? "" : line.substring(comma + 1).strip();
      Optional<Account> account =
          comma < 0
              ? Optional.empty()
              : accounts
                  .find(new Username(line.substring(0, comma)))
                  .filter(found -> found.federation() == null);
      if (!SecretHashes.foreign(hash)) {
        unreadable++;
      } else if (account.isEmpty()) {
        unknown++;
      } else if (set(account.get(), hash)) {
        taken++;
      } else {
        kept++;
      }
    }
    return new Summary(taken, unknown, kept, unreadable);
  }

  private boolean set(Account account, String hash) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          if (credentials.passwordHash(account.id()).isPresent()) {
            return false;
          }
          credentials.setPassword(account.id(), hash);
          audit.append(
              new AuditEvent(
                  "account.password-imported",
                  null,
                  account.id().toString(),
                  Map.of("by", "command-line"),
                  Map.of()));
          return true;
        }));
  }
}
