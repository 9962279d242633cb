package vn.antin.signing.authority.development;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.CredentialIssuer;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;

/** Issues one credential at a time: intent and audit first, then the key, then the result. */
final class Issuance implements CredentialIssuer {
  private static final Logger LOG = LoggerFactory.getLogger(Issuance.class);
  private static final Duration OTHER_NODE = Duration.ofSeconds(10);

  private final DevelopmentAuthority authority;
  private final Credentials credentials;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Issuance(
      DevelopmentAuthority authority,
      Credentials credentials,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.authority = authority;
    this.credentials = credentials;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  @Override
  public void issueFor(OfficialId id) {
    if (people.official(id).filter(People.Official::active).isEmpty()
        || people.mainUnit(id).isEmpty()) {
      return;
    }
    var holder = new Holder.Personal(id);
    if (!issue(holder)) {
      awaitOther(holder);
    }
  }

  void issueSeal(People.Unit unit) {
    issue(new Holder.Seal(unit.id()));
  }

  /** False when the holder is being served by someone else. */
  private boolean issue(Holder holder) {
    var intended =
        transaction.execute(_ -> {
          var id = credentials.intend(holder);
          id.ifPresent(each -> record("certificate.requested", holder, each));
          return id;
        });
    if (intended == null || intended.isEmpty()) {
      return false;
    }
    var id = intended.get();
    try {
      var made = authority.make(id, holder);
      transaction.executeWithoutResult(_ -> {
        if (!credentials.complete(made)) {
          throw new IllegalStateException("the intent to issue was given up meanwhile");
        }
        record("certificate.issued", holder, id, "serialNumber", made.serialNumber());
      });
      return true;
    } catch (RuntimeException e) {
      giveUp(holder, id);
      throw e;
    }
  }

  private void giveUp(Holder holder, CredentialId id) {
    try {
      var failed =
          transaction.execute(_ -> {
            var ended = credentials.fail(id);
            if (ended) {
              record("certificate.failed", holder, id);
            }
            return ended;
          });
      if (Boolean.TRUE.equals(failed)) {
        authority.unmake(id);
      }
    } catch (RuntimeException e) {
      LOG.warn("Credential {} failed and could not be cleared away: {}", id, e.getMessage());
    }
  }

  /** Someone else is issuing for the same holder: their result is ours too. */
  private void awaitOther(Holder holder) {
    Instant limit = time.instant().plus(OTHER_NODE);
    try {
      while (!credentials.present(holder) && time.instant().isBefore(limit)) {
        Thread.sleep(Duration.ofMillis(100));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void record(String type, Holder holder, CredentialId id, String... fact) {
    var owner = holder.id().toString();
    var facts =
        Optional.of(fact)
            .filter(each -> each.length == 2)
            .map(each -> Map.of("kind", holder.kind(), "holder", owner, each[0], each[1]))
            .orElseGet(() -> Map.of("kind", holder.kind(), "holder", owner));
    audit.append(new AuditEvent(type, DevelopmentAuthority.ACTOR, id.toString(), facts, Map.of()));
  }
}
