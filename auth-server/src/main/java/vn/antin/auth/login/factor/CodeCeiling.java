package vn.antin.auth.login.factor;

import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.FactorsReset;
import vn.antin.auth.session.Assurance;

/**
 * Ends guessing at typed codes that the {@link Throttle} only slows down. An attempt is counted
 * before its code is looked at, by one statement, so parallel guesses gain nothing; a right code
 * begins the count anew.
 *
 * <p>Closed codes are still asked for: the account is no weaker while they are. They count again
 * after a login by another factor, with a new password, or when the factor is set up anew.
 */
@Repository
public final class CodeCeiling {
  private final JdbcClient jdbc;
  private final CodeProperties limits;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;

  CodeCeiling(
      JdbcClient jdbc,
      CodeProperties limits,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      AuditLog audit) {
    this.jdbc = jdbc;
    this.limits = limits;
    this.transaction = transaction;
    this.events = events;
    this.audit = audit;
  }

  /** One attempt; how it ended is to be said once, by {@link #right} or {@link #wrong}. */
  public record Attempt(AccountId account, FactorKind kind, int number) {}

  /** Counts an attempt; empty when codes of this kind count no more. */
  public Optional<Attempt> attempt(AccountId account, FactorKind kind) {
    return jdbc.sql(
            """
            INSERT INTO code_failure AS f (account_id, factor, failures)
            VALUES (:account, :factor, 1)
            ON CONFLICT (account_id, factor) DO UPDATE SET failures = f.failures + 1
            WHERE f.failures < :most
            RETURNING failures
            """)
        .param("account", account.value())
        .param("factor", kind.path())
        .param("most", limits.close())
        .query(Integer.class)
        .optional()
        .map(number -> new Attempt(account, kind, number));
  }

  /** Whether codes of this kind count no more. */
  public boolean closed(AccountId account, FactorKind kind) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM code_failure
                           WHERE account_id = :account AND factor = :factor AND failures >= :most)
            """)
        .param("account", account.value())
        .param("factor", kind.path())
        .param("most", limits.close())
        .query(Boolean.class)
        .single();
  }

  /** The code was right. */
  public void right(Attempt attempt) {
    forget(attempt.account(), attempt.kind());
  }

  /** The code was wrong; tells whoever has to know when it was one too many. */
  public void wrong(Attempt attempt) {
    boolean closed = attempt.number() == limits.close();
    if (!closed && attempt.number() != limits.tell()) {
      return;
    }
    transaction.executeWithoutResult(status -> {
      String id = attempt.account().toString();
      audit.append(
          new AuditEvent(
              closed ? "login.factor-closed" : "login.codes-guessed",
              null,
              id,
              Map.of(
                  "factor", attempt.kind().path(), "failures", Integer.toString(attempt.number())),
              Map.of()));
      events.publishEvent(new CodesGuessed(attempt.account(), attempt.kind(), closed));
    });
  }

  /** A closed code does not lead here: another factor did. */
  @EventListener
  void entered(LoginCompleted login) {
    if (login.assurance().meets(Assurance.TWO_FACTOR)) {
      int opened =
          jdbc.sql("DELETE FROM code_failure WHERE account_id = :account AND failures >= :most")
              .param("account", login.account().value())
              .param("most", limits.close())
              .update();
      if (opened > 0) {
        String id = login.account().toString();
        audit.append(new AuditEvent("login.factor-opened", id, id, Map.of(), Map.of()));
      }
    }
  }

  /** Whoever guessed has to find out the password anew, or faces another secret. */
  @EventListener
  void changed(CredentialChanged changed) {
    switch (changed.kind()) {
      case PASSWORD -> forgetAll(changed.account());
      case TOTP -> forget(changed.account(), FactorKind.TOTP);
      case RECOVERY_CODES -> forget(changed.account(), FactorKind.RECOVERY_CODE);
      case PASSKEY, CERTIFICATE, UPSTREAM, SIGNING_PIN, APPLICATION_PASSWORD -> {
        // Nobody types them as a code of a login.
      }
    }
  }

  @EventListener
  void reset(FactorsReset reset) {
    forgetAll(reset.account());
  }

  private void forget(AccountId account, FactorKind kind) {
    jdbc.sql("DELETE FROM code_failure WHERE account_id = :account AND factor = :factor")
        .param("account", account.value())
        .param("factor", kind.path())
        .update();
  }

  private void forgetAll(AccountId account) {
    jdbc.sql("DELETE FROM code_failure WHERE account_id = :account")
        .param("account", account.value())
        .update();
  }
}
