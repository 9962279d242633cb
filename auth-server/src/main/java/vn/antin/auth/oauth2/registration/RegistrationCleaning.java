package vn.antin.auth.oauth2.registration;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;

/** Removes clients that registered and were never used, and what else has run out. */
@Component
final class RegistrationCleaning {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrationCleaning.class);

  private final RegistrationTable table;
  private final InitialTokens initialTokens;
  private final RegistrationRate rate;
  private final RegistrationProperties properties;
  private final TransactionTemplate transaction;
  private final AuditLog audit;
  private final InstantSource clock;

  RegistrationCleaning(
      RegistrationTable table,
      InitialTokens initialTokens,
      RegistrationRate rate,
      RegistrationProperties properties,
      TransactionTemplate transaction,
      AuditLog audit,
      InstantSource clock) {
    this.table = table;
    this.initialTokens = initialTokens;
    this.rate = rate;
    this.properties = properties;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void clean() {
    transaction.executeWithoutResult(status -> {
      List<String> removed = table.removeUnused(clock.instant().minus(properties.unusedLifetime()));
      removed.forEach(client ->
          audit.append(
              new AuditEvent(
                  "oauth2.client-removed", null, client, Map.of("by", "expiry"), Map.of())));
      initialTokens.removeExpired();
      rate.removeEmpty();
      if (!removed.isEmpty()) {
        LOG.info("registration: removed {} clients that were never used", removed.size());
      }
    });
  }
}
