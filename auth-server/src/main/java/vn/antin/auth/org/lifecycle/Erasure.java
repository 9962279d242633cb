package vn.antin.auth.org.lifecycle;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditException;
import vn.antin.audit.AuditLog;
import vn.antin.audit.PersonalData;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;

/**
 * Erases the personal data of officials who left, when its time is over. What is left is the
 * account's id, with posts, decisions and signatures that name nobody any more.
 */
@Component
final class Erasure {
  private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);
  private static final String REASON = "retention";
  private static final int AT_ONCE = 500;

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final AuditLog audit;
  private final ObjectProvider<PersonalData> personalData;
  private final RetentionProperties properties;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Erasure(
      JdbcClient jdbc,
      Accounts accounts,
      AuditLog audit,
      ObjectProvider<PersonalData> personalData,
      RetentionProperties properties,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.audit = audit;
    this.personalData = personalData;
    this.properties = properties;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void eraseDue() {
    for (AccountId account : due("erased_at IS NULL")) {
      transaction.executeWithoutResult(status -> {
        if (accounts.erase(account)) {
          audit.append(
              new AuditEvent(
                  "account.erased",
                  null,
                  account.toString(),
                  Map.of("by", "schedule", "reason", REASON),
                  Map.of()));
        }
      });
    }
    if (properties.auditLog()) {
      eraseBesideTheLog();
    }
  }

  /** After the account itself, so that a log that refuses holds nothing else up. */
  private void eraseBesideTheLog() {
    try {
      for (AccountId account : due("erased_at IS NOT NULL")) {
        personalData.getObject().eraseOf(account.toString(), REASON);
        jdbc.sql("UPDATE account SET audit_erased_at = :now WHERE id = :id")
            .param("now", now())
            .param("id", account.value())
            .update();
      }
    } catch (AuditException e) {
      LOG.warn("personal data beside the audit log was not erased; it is tried again hourly", e);
    }
  }

  private List<AccountId> due(String state) {
    return jdbc.sql(
            """
            SELECT id FROM account
            WHERE status = 'disabled' AND audit_erased_at IS NULL AND disabled_at < :before
              AND disabled_reason LIKE 'left:%' AND
            """
                + state
                + " ORDER BY disabled_at LIMIT :most")
        .param("before", now().minus(properties.keep()))
        .param("most", AT_ONCE)
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .list();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
