package vn.antin.auth.login.password;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;

/** Changes an official's password; all other sessions of theirs end with the old one. */
@Component
public final class NewPasswords {
  private final PasswordRules rules;
  private final Credentials credentials;
  private final SecretHashes hashes;
  private final Sessions sessions;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  NewPasswords(
      PasswordRules rules,
      Credentials credentials,
      SecretHashes hashes,
      Sessions sessions,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.rules = rules;
    this.credentials = credentials;
    this.hashes = hashes;
    this.sessions = sessions;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * Sets the password that the official has chosen.
   *
   * @param proved what the official has just proved: with less than two factors, a password that
   *     came by mail is followed by one that did
   * @param kept the session in which it happens; empty during a login
   * @return the key of the text that says what is wrong with it; empty when it is set
   */
  public Optional<String> change(
      Account official,
      String password,
      String repeated,
      Assurance proved,
      Optional<SessionId> kept) {
    Password chosen = new Password(password);
    if (!chosen.equals(new Password(repeated))) {
      return Optional.of("activate.different");
    }
    Optional<String> weak =
        rules
            .weakness(chosen, official)
            .map(weakness -> "activate." + weakness.name().toLowerCase(Locale.ROOT));
    if (weak.isPresent()) {
      return weak;
    }
    try {
      Optional<String> old = credentials.passwordHash(official.id());
      if (old.isPresent() && hashes.matches(chosen, old.get())) {
        return Optional.of("signin.password.same");
      }
      String hash = hashes.hash(chosen);
      transaction.executeWithoutResult(status -> set(official, hash, proved, kept));
      return Optional.empty();
    } catch (TooManyHashes e) {
      return Optional.of("login.busy");
    }
  }

  private void set(Account official, String hash, Assurance proved, Optional<SessionId> kept) {
    boolean byMail =
        !proved.meets(Assurance.TWO_FACTOR) && credentials.passwordByMail(official.id());
    credentials.setPassword(official.id(), hash, byMail);
    sessions.openSessions(official.id()).stream()
        .filter(session -> !kept.equals(Optional.of(session.id())))
        .forEach(session -> sessions.end(session.id(), "password-changed"));
    String id = official.id().toString();
    audit.append(new AuditEvent("account.password-changed", id, id, Map.of(), Map.of()));
  }
}
