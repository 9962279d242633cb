package vn.antin.signing.timestamp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Revocations;
import vn.antin.signing.authority.ServiceCertificates;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.key.Keys;
import vn.antin.signing.key.Residence;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * The key in use. {@link #keep()} is called every few seconds by each node: it makes the first key,
 * replaces one whose certificate is near its end or was taken back, takes over what another node
 * made, and has retired keys destroyed, so that no stamp can be made with them later. Thread-safe.
 */
final class StampKeys {
  /**
   * A key in use.
   *
   * @param form the shape of its stamps
   */
  record Ready(StampKey key, SigningAlgorithm algorithm, StampForm form) {
    boolean verifies(byte[] bytes, byte[] signature) {
      return algorithm.verify(key.certificate().getPublicKey(), bytes, signature);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(StampKeys.class);
  private static final String ACTOR = "time-stamp-authority";
  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);
  private static final Duration LONGEST_MAKING = Duration.ofMinutes(2);

  /** By then every node has noticed its successor. */
  private static final Duration RETIRED = Duration.ofMinutes(10);

  private final StampKeyRepository repository;
  private final ServiceCertificates authority;
  private final Revocations revocations;
  private final Keys keys;
  private final TimeStampingProperties properties;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private volatile @Nullable Ready ready;

  StampKeys(
      StampKeyRepository repository,
      ServiceCertificates authority,
      Revocations revocations,
      Keys keys,
      TimeStampingProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.authority = authority;
    this.revocations = revocations;
    this.keys = keys;
    this.properties = properties;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  Optional<Ready> current() {
    return Optional.ofNullable(ready);
  }

  void keep() {
    retireTakenBack();
    adopt();
    var held = ready;
    var now = time.instant();
    if ((held == null || !held.key().validAt(now.plus(RENEWED_BEFORE_END)))
        && authority.offered()) {
      giveUpOld(now);
      make();
      adopt();
    }
    for (var label : repository.retiredBefore(now.minus(RETIRED))) {
      keys.destroy(label);
      transaction.executeWithoutResult(_ -> {
        if (repository.destroyed(label)) {
          record("time-stamp.key-destroyed", label, Map.of());
        }
      });
    }
  }

  /** A stamp under a certificate that was revoked is worth nothing; nor one under a held one. */
  private void retireTakenBack() {
    repository
        .find("current")
        .filter(key -> revocations.takenBack(key.certificate()))
        .ifPresent(key ->
            transaction.executeWithoutResult(_ -> {
              if (repository.retire(key.id(), time.instant())) {
                record("time-stamp.key-retired", key.label(), Map.of("reason", "taken-back"));
              }
            }));
  }

  /** What a maker that is gone may have left in the token. */
  private void giveUpOld(Instant now) {
    var left =
        transaction.execute(_ -> {
          var labels = repository.giveUpIntendedBefore(now.minus(LONGEST_MAKING), now);
          labels.forEach(label -> record("time-stamp.key-given-up", label, Map.of()));
          return labels;
        });
    if (left != null) {
      left.forEach(this::discard);
    }
  }

  private void adopt() {
    var found = repository.find("current");
    var held = ready;
    if (held == null || !found.map(StampKey::id).equals(Optional.of(held.key().id()))) {
      ready = found.map(this::ready).orElse(null);
    }
  }

  private Ready ready(StampKey key) {
    var algorithm = SigningAlgorithm.usual(key.certificate().getPublicKey());
    return new Ready(
        key,
        algorithm,
        new StampForm(
            key.certificate(),
            key.issuers(),
            algorithm,
            properties.accuracy(),
            properties.ordering()));
  }

  private void make() {
    var id = UUID.randomUUID();
    var label = new KeyLabel("time-stamp-" + id);
    var intended =
        transaction.execute(_ -> {
          var first = repository.intend(id, label, time.instant());
          if (first) {
            record("time-stamp.key-intended", label, Map.of("kind", properties.key().name()));
          }
          return first;
        });
    if (!Boolean.TRUE.equals(intended)) {
      return;
    }
    try {
      var kind = KeyKind.valueOf(properties.key().name());
      var made = keys.generate(label, kind, Residence.RESIDENT, id.toString()).publicKey();
      var certified =
          authority.timeStamping(
              "Ấn Tín Time-Stamping " + id.toString().substring(0, 8), made, ACTOR);
      var key = new StampKey(id, label, certified.certificate(), certified.issuers());
      transaction.executeWithoutResult(_ -> {
        if (!repository.install(key, time.instant())) {
          throw new IllegalStateException("the intent to make a key was given up meanwhile");
        }
        record(
            "time-stamp.key-installed",
            label,
            Map.of("certificate", Certificates.serialNumber(key.certificate())));
      });
    } catch (RuntimeException e) {
      var failed =
          transaction.execute(_ -> {
            var ended = repository.fail(id, time.instant());
            if (ended) {
              record("time-stamp.key-failed", label, Map.of());
            }
            return ended;
          });
      if (Boolean.TRUE.equals(failed)) {
        discard(label);
      }
      throw e;
    }
  }

  private void discard(KeyLabel label) {
    try {
      keys.destroy(label);
    } catch (RuntimeException e) {
      LOG.warn("A time-stamping key that did not come to be is left in the token: {}", label, e);
    }
  }

  private void record(String type, KeyLabel label, Map<String, String> facts) {
    audit.append(new AuditEvent(type, ACTOR, label.value(), facts, Map.of()));
  }
}
