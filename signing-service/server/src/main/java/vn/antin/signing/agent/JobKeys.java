package vn.antin.signing.agent;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.key.Keys;
import vn.antin.signing.key.OwnedKey;
import vn.antin.signing.key.Residence;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;

/**
 * The keys that sign jobs: the current one and, long before its turn, the next, which every job
 * names so that agents learn it from a key they know. Thread-safe.
 */
final class JobKeys {
  /** Keys as agents should know them, the one in use first. */
  record Published(List<JobKey> keys) {
    Published {
      keys = List.copyOf(keys);
    }

    JobKey current() {
      return keys.getFirst();
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(JobKeys.class);
  private static final String ROLE = "agent-job";
  private static final Duration LONGEST_MAKING = Duration.ofMinutes(2);

  /** By then every node has noticed its successor. */
  private static final Duration RETIRED = Duration.ofMinutes(10);

  private final JobKeyRepository repository;
  private final Keys keys;
  private final AgentProperties properties;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private final ReentrantLock keeping = new ReentrantLock();

  JobKeys(
      JobKeyRepository repository,
      Keys keys,
      AgentProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.keys = keys;
    this.properties = properties;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /** Makes the first key when there is none; outside of a transaction. */
  Published published() {
    return read()
        .orElseGet(() -> {
          keep();
          return read()
              .orElseThrow(
                  () -> Problem.TOKEN_UNREACHABLE.because("no key for jobs could be made"));
        });
  }

  private Optional<Published> read() {
    var rows = repository.rows();
    var published =
        Stream.of("current", "next")
            .flatMap(state -> rows.stream().filter(row -> row.state().equals(state)))
            .map(JobKeyRepository.Row::key)
            .filter(Objects::nonNull)
            .toList();
    return rows.stream().anyMatch(row -> row.state().equals("current"))
        ? Optional.of(new Published(published))
        : Optional.empty();
  }

  /**
   * The signature over bytes (ECDSA in its DER form), verified.
   *
   * @throws vn.antin.signing.problem.SigningException TOKEN_UNREACHABLE
   */
  byte[] sign(JobKey key, byte[] bytes) {
    var owned = new OwnedKey(key.label(), ROLE, key.publicKey());
    var outcome = keys.sign(owned, SigningAlgorithm.ECDSA_SHA256, bytes);
    if (outcome instanceof SigningOutcome.Signed(var value)
        && SigningAlgorithm.ECDSA_SHA256.verify(key.publicKey(), bytes, value.bytes())) {
      return value.bytes();
    }
    throw Problem.TOKEN_UNREACHABLE.because("a job could not be signed: " + outcome);
  }

  /** Makes, changes and destroys keys as their time comes; called every few seconds. */
  void keep() {
    keeping.lock();
    try {
      var now = time.instant();
      for (var row : repository.rows()) {
        switch (row.state()) {
          case "making" -> giveUpOld(row, now);
          case "current" -> keepCurrent(row, now);
          case "retired" -> destroyOld(row, now);
          default -> {}
        }
      }
      if (read().isEmpty()) {
        make("current");
      }
    } finally {
      keeping.unlock();
    }
  }

  private void keepCurrent(JobKeyRepository.Row current, Instant now) {
    var age = Duration.between(current.since(), now);
    var next = repository.rows().stream().filter(row -> row.state().equals("next")).findFirst();
    if (next.isEmpty()) {
      if (age.compareTo(properties.keyLifetime().minus(properties.keyAhead())) > 0) {
        make("next");
      }
    } else if (age.compareTo(properties.keyLifetime()) > 0) {
      transaction.executeWithoutResult(_ -> {
        if (repository.move(current.label(), "current", "retired", now)
            && repository.move(next.get().label(), "next", "current", now)) {
          record("agent-key.changed", next.get().label());
        }
      });
    }
  }

  private void destroyOld(JobKeyRepository.Row retired, Instant now) {
    if (retired.since().isBefore(now.minus(RETIRED))) {
      keys.destroy(retired.label());
      transaction.executeWithoutResult(_ -> {
        if (repository.move(retired.label(), "retired", "destroyed", now)) {
          record("agent-key.destroyed", retired.label());
        }
      });
    }
  }

  private void giveUpOld(JobKeyRepository.Row making, Instant now) {
    if (making.since().isBefore(now.minus(LONGEST_MAKING))
        && repository.move(making.label(), "making", "failed", now)) {
      discard(making.label());
    }
  }

  private void make(String state) {
    var id = UUID.randomUUID();
    var label = new KeyLabel(ROLE + "-" + id);
    var intended =
        transaction.execute(_ -> {
          var first = repository.intend(id, label, time.instant());
          if (first) {
            record("agent-key.intended", label);
          }
          return first;
        });
    if (!Boolean.TRUE.equals(intended)) {
      return;
    }
    try {
      var made = keys.generate(label, KeyKind.EC_P256, Residence.RESIDENT, ROLE).publicKey();
      var key = new JobKey(id, label, made, thumbprint(made));
      transaction.executeWithoutResult(_ -> {
        if (!repository.install(key, state, time.instant())) {
          throw new IllegalStateException("the intent to make a key was given up meanwhile");
        }
        record("agent-key.made", label);
      });
    } catch (RuntimeException e) {
      if (repository.move(label, "making", "failed", time.instant())) {
        discard(label);
      }
      throw e;
    }
  }

  private void discard(KeyLabel label) {
    try {
      keys.destroy(label);
    } catch (RuntimeException e) {
      LOG.warn("A key for jobs that did not come to be is left in the token: {}", label, e);
    }
  }

  private void record(String type, KeyLabel label) {
    audit.append(new AuditEvent(type, ROLE, label.value(), Map.of(), Map.of()));
  }

  private static String thumbprint(PublicKey key) {
    try {
      return jwk(key).computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("a key on P-256 has a thumbprint", e);
    }
  }

  private static ECKey jwk(PublicKey key) {
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) key).build();
  }

  /** Its public form (RFC 7517). */
  static Map<String, Object> jwk(JobKey key) {
    var jwk = jwk(key.publicKey());
    return Map.of(
        "kty", "EC",
        "crv", "P-256",
        "x", jwk.getX().toString(),
        "y", jwk.getY().toString(),
        "kid", key.thumbprint(),
        "use", "sig",
        "alg", "ES256");
  }
}
