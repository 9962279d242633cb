package vn.antin.signing.request;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.grant.GrantId;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.HashLedger;
import vn.antin.signing.grant.HashValue;
import vn.antin.signing.signature.ValueOutcome;
import vn.antin.signing.signature.ValueSigner;

/**
 * Uses the key for a few reserved hashes: the intents and their audit rows are committed before,
 * the values and their audit rows after. Thread-safe.
 */
final class HashSigning {
  private static final Logger LOG = LoggerFactory.getLogger(HashSigning.class);

  private final HashLedger ledger;
  private final ValueSigner signer;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final MeterRegistry meters;

  HashSigning(
      HashLedger ledger,
      ValueSigner signer,
      AuditLog audit,
      TransactionOperations transaction,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.signer = signer;
    this.audit = audit;
    this.transaction = transaction;
    this.meters = meters;
  }

  /** One commit for the intents of a few and one for what came of them. */
  Map<HashValue, ValueOutcome> sign(
      HashGrant grant, UUID attempt, Credential credential, List<HashOrder> few) {
    var outcomes = new LinkedHashMap<HashValue, ValueOutcome>();
    few.forEach(each -> outcomes.put(each.hash(), new ValueOutcome.NotMade()));
    Set<HashValue> begun;
    try {
      begun = begin(grant, attempt, List.copyOf(outcomes.keySet()));
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("The intent to sign could not be written down: {}", e.toString());
      return outcomes;
    }
    for (var order : few) {
      if (begun.contains(order.hash())) {
        var outcome = use(grant, credential, order);
        outcomes.put(order.hash(), outcome);
        if (!(outcome instanceof ValueOutcome.Made)) {
          break; // nothing more is tried after a failure
        }
      }
    }
    outcomes.putAll(end(grant, attempt, credential, outcomes, begun));
    return outcomes;
  }

  private Set<HashValue> begin(HashGrant grant, UUID attempt, List<HashValue> hashes) {
    return transaction.execute(_ -> {
      var begun = ledger.begin(grant.id(), attempt, hashes);
      audit.append(
          begun.stream()
              .map(hash -> event("signature.started", grant, facts(grant.id(), hash)))
              .toList());
      return begun;
    });
  }

  private ValueOutcome use(HashGrant grant, Credential credential, HashOrder order) {
    try {
      return signer.sign(credential, grant.official(), order.algorithm(), order.digest());
    } catch (RuntimeException e) {
      LOG.warn("A signature could not be finished: {}", e.toString());
      return new ValueOutcome.Unknown();
    }
  }

  /**
   * Writes down what came of those that were begun; a value that is not kept is unknown. When
   * nothing can be written down, the lease makes them unknown.
   */
  private Map<HashValue, ValueOutcome> end(
      HashGrant grant,
      UUID attempt,
      Credential credential,
      Map<HashValue, ValueOutcome> outcomes,
      Set<HashValue> begun) {
    Set<HashValue> kept;
    try {
      kept =
          transaction.execute(_ -> {
            var events = new ArrayList<AuditEvent>();
            var signed = ledger.signed(grant.id(), attempt, made(outcomes));
            for (var hash : signed) {
              var facts = new TreeMap<>(facts(grant.id(), hash));
              facts.put("certificate", Certificates.fingerprint(credential.certificate()));
              events.add(event("signature.completed", grant, facts));
            }
            var left = only(ValueOutcome.NotMade.class, outcomes, begun);
            for (var hash : ledger.notSigned(grant.id(), attempt, left)) {
              events.add(event("signature.postponed", grant, facts(grant.id(), hash)));
            }
            var lost = only(ValueOutcome.Unknown.class, outcomes, begun);
            for (var hash : ledger.unknown(grant.id(), attempt, lost)) {
              events.add(event("signature.unknown", grant, facts(grant.id(), hash)));
            }
            audit.append(events);
            return signed;
          });
    } catch (DataAccessException | TransactionException e) {
      LOG.error("The outcome of signatures could not be written down: {}", e.toString());
      kept = Set.of();
    }
    var told = new HashMap<HashValue, ValueOutcome>();
    for (var hash : begun) {
      var outcome = Objects.requireNonNull(outcomes.get(hash));
      if (outcome instanceof ValueOutcome.Made && !kept.contains(hash)) {
        outcome = new ValueOutcome.Unknown();
      }
      told.put(hash, outcome);
      meters.counter("antin.signatures", "outcome", name(outcome)).increment();
    }
    return told;
  }

  private static Map<HashValue, byte[]> made(Map<HashValue, ValueOutcome> outcomes) {
    var values = new LinkedHashMap<HashValue, byte[]>();
    outcomes.forEach((hash, outcome) -> {
      if (outcome instanceof ValueOutcome.Made(var value)) {
        values.put(hash, value);
      }
    });
    return values;
  }

  private static List<HashValue> only(
      Class<? extends ValueOutcome> kind,
      Map<HashValue, ValueOutcome> outcomes,
      Set<HashValue> begun) {
    return begun.stream().filter(hash -> kind.isInstance(outcomes.get(hash))).toList();
  }

  static Map<String, String> facts(GrantId grant, HashValue hash) {
    return Map.of("grant", grant.toString(), "hash", hash.base64());
  }

  static AuditEvent event(String type, HashGrant grant, Map<String, String> facts) {
    return new AuditEvent(
        type, grant.official().toString(), grant.id().toString(), facts, Map.of());
  }

  private static String name(ValueOutcome outcome) {
    return switch (outcome) {
      case ValueOutcome.Made _ -> "signed";
      case ValueOutcome.NotMade _ -> "not-signed";
      case ValueOutcome.Unknown _ -> "unknown";
    };
  }
}
