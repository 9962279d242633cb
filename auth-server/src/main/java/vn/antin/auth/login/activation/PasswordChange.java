package vn.antin.auth.login.activation;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.Sessions;

/** Sets another password: whoever knew the old one and is in elsewhere is out. */
@Component
final class PasswordChange {
  private final Credentials credentials;
  private final Sessions sessions;
  private final TransactionTemplate transaction;
  private final AuditLog audit;

  PasswordChange(
      Credentials credentials, Sessions sessions, TransactionTemplate transaction, AuditLog audit) {
    this.credentials = credentials;
    this.sessions = sessions;
    this.transaction = transaction;
    this.audit = audit;
  }

  void set(Session here, String passwordHash) {
    transaction.executeWithoutResult(status -> {
      credentials.setPassword(here.account(), passwordHash);
      sessions.openSessions(here.account()).stream()
          .filter(open -> !open.id().equals(here.id()))
          .forEach(other -> sessions.end(other.id(), "password-changed"));
      String id = here.account().toString();
      audit.append(new AuditEvent("account.password-changed", id, id, Map.of(), Map.of()));
    });
  }
}
