package vn.antin.signing.request;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.grant.GrantId;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.HashLedger;
import vn.antin.signing.grant.HashValue;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.signature.ValueOutcome;
import vn.antin.signing.signature.ValueSigner;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * Spends hashes that an application made, as far as an approval names them: all of a call are
 * reserved, or none; of each the intent and its audit row are committed before the key is used, the
 * value and its audit row after. Several hashes of a call are signed at the same time; after a
 * failure none is begun. Thread-safe.
 */
public final class HashSpending {
  private static final Logger LOG = LoggerFactory.getLogger(HashSpending.class);

  private final HashLedger ledger;
  private final Credentials credentials;
  private final ValueSigner signer;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final MeterRegistry meters;
  private final InstantSource time;
  private final int parallel;

  HashSpending(
      HashLedger ledger,
      Credentials credentials,
      ValueSigner signer,
      AuditLog audit,
      TransactionOperations transaction,
      MeterRegistry meters,
      InstantSource time,
      int parallel) {
    this.ledger = ledger;
    this.credentials = credentials;
    this.signer = signer;
    this.audit = audit;
    this.transaction = transaction;
    this.meters = meters;
    this.time = time;
    this.parallel = parallel;
  }

  /**
   * Spends these hashes.
   *
   * @param hashType the kind of hash that the caller's act wants approved: {@code DTBSR} or {@code
   *     SDR}
   */
  public HashOutcome sign(
      HashGrant grant, CredentialId credential, String hashType, List<HashOrder> orders) {
    return sign(UUID.randomUUID(), grant, credential, hashType, orders);
  }

  /**
   * The same for a call that may be tried again: what an earlier try has signed is given from the
   * ledger, and only the rest is signed.
   *
   * @param attempt the same at each try of one call, and of no other
   */
  public HashOutcome sign(
      UUID attempt,
      HashGrant grant,
      CredentialId credential,
      String hashType,
      List<HashOrder> orders) {
    var outcome = checked(attempt, grant, credential, hashType, orders);
    if (!(outcome instanceof HashOutcome.Signed)) {
      refused(grant, outcome);
    }
    return outcome;
  }

  /** The same of hashes of bytes to be signed, all by one algorithm, whose digest is theirs. */
  public HashOutcome sign(
      HashGrant grant,
      CredentialId credential,
      String hashType,
      List<byte[]> hashes,
      SigningAlgorithm algorithm) {
    return sign(
        grant,
        credential,
        hashType,
        hashes.stream().map(each -> HashOrder.of(each, algorithm)).toList());
  }

  private HashOutcome checked(
      UUID attempt,
      HashGrant grant,
      CredentialId credential,
      String hashType,
      List<HashOrder> orders) {
    if (!time.instant().isBefore(grant.expiresAt())) {
      return new HashOutcome.Expired();
    }
    var named = orders.stream().map(HashOrder::hash).toList();
    if (new HashSet<>(named).size() != named.size()) {
      return new HashOutcome.Repeated();
    }
    if (named.isEmpty()
        || !grant.credential().equals(credential)
        || !grant.hashType().equals(hashType)
        || !new HashSet<>(grant.hashes()).containsAll(named)) {
      return new HashOutcome.NotApproved();
    }
    var usable = credentials.usableBy(grant.official(), credential);
    if (usable.isEmpty()) {
      return new HashOutcome.CredentialStopped();
    }
    var key = usable.get().certificate().getPublicKey();
    if (orders.stream()
        .anyMatch(each ->
            !each.algorithm().fits(key)
                || each.digest().length != each.algorithm().digestLength())) {
      return new HashOutcome.AlgorithmNotOffered();
    }
    return switch (ledger.earlier(grant.id(), attempt, named)) {
      case HashLedger.Earlier.Unknown() -> new HashOutcome.Unknown();
      case HashLedger.Earlier.BeingSigned() -> new HashOutcome.BeingSigned();
      case HashLedger.Earlier.Signed(var values) ->
          rest(grant, attempt, usable.get(), orders, values);
    };
  }

  private HashOutcome rest(
      HashGrant grant,
      UUID attempt,
      Credential credential,
      List<HashOrder> orders,
      Map<HashValue, byte[]> signed) {
    var left = orders.stream().filter(each -> !signed.containsKey(each.hash())).toList();
    var values = new HashMap<>(signed);
    if (!left.isEmpty()) {
      var reserved = reserve(grant, attempt, left.stream().map(HashOrder::hash).toList());
      var outcome = reserved == null ? run(grant, attempt, credential, left) : reserved;
      if (!(outcome instanceof HashOutcome.Signed(var made))) {
        return outcome;
      }
      for (var i = 0; i < left.size(); i++) {
        values.put(left.get(i).hash(), made.get(i));
      }
    }
    return new HashOutcome.Signed(
        orders.stream().map(each -> Objects.requireNonNull(values.get(each.hash()))).toList());
  }

  /** Null when all are reserved. */
  private @Nullable HashOutcome reserve(HashGrant grant, UUID attempt, List<HashValue> named) {
    return transaction.execute(status -> {
      if (!ledger.remember(grant)) {
        status.setRollbackOnly();
        return new HashOutcome.NotApproved();
      }
      if (ledger.reserve(grant.id(), attempt, named) != named.size()) {
        status.setRollbackOnly();
        return ledger.stopped(grant.id())
            ? new HashOutcome.CredentialStopped()
            : new HashOutcome.Spent();
      }
      audit(
          "signature.reserved",
          grant.official(),
          grant.id(),
          Map.of(
              "grant", grant.id().toString(),
              "client", grant.clientId(),
              "credential", grant.credential().toString(),
              "hashes", named.stream().map(HashValue::base64).collect(Collectors.joining(" "))));
      return null;
    });
  }

  private HashOutcome run(
      HashGrant grant, UUID attempt, Credential credential, List<HashOrder> orders) {
    var outcomes = new AtomicReferenceArray<ValueOutcome>(orders.size());
    var next = new AtomicInteger();
    var stopped = new AtomicBoolean();
    Runnable all =
        () -> {
          for (var at = next.getAndIncrement();
              at < orders.size() && !stopped.get();
              at = next.getAndIncrement()) {
            var outcome = one(grant, attempt, credential, orders.get(at));
            outcomes.set(at, outcome);
            if (!(outcome instanceof ValueOutcome.Made)) {
              stopped.set(true);
            }
          }
        };
    if (orders.size() == 1) {
      all.run();
    } else {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var thread = 0; thread < Math.min(parallel, orders.size()); thread++) {
          threads.execute(all);
        }
      }
    }
    return told(grant, attempt, outcomes);
  }

  private HashOutcome told(
      HashGrant grant, UUID attempt, AtomicReferenceArray<ValueOutcome> outcomes) {
    var values = new ArrayList<byte[]>();
    var unknown = false;
    for (var at = 0; at < outcomes.length(); at++) {
      switch (outcomes.get(at)) {
        case ValueOutcome.Made(var value) -> values.add(value);
        case ValueOutcome.Unknown _ -> unknown = true;
        case ValueOutcome.NotMade _ -> {}
        case null -> {}
      }
    }
    if (values.size() == outcomes.length()) {
      return new HashOutcome.Signed(values);
    }
    transaction.executeWithoutResult(_ -> ledger.release(grant.id(), attempt));
    if (unknown) {
      return new HashOutcome.Unknown();
    }
    return Boolean.TRUE.equals(transaction.execute(_ -> ledger.stopped(grant.id())))
        ? new HashOutcome.CredentialStopped()
        : new HashOutcome.TokenAway();
  }

  private ValueOutcome one(HashGrant grant, UUID attempt, Credential credential, HashOrder order) {
    try {
      if (!begin(grant, attempt, order.hash())) {
        return new ValueOutcome.NotMade();
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("The intent to sign could not be written down: {}", e.toString());
      return new ValueOutcome.NotMade();
    }
    var kept = end(grant, attempt, credential, order.hash(), use(grant, credential, order));
    meters.counter("antin.signatures", "outcome", name(kept)).increment();
    return kept;
  }

  private boolean begin(HashGrant grant, UUID attempt, HashValue hash) {
    return Boolean.TRUE.equals(
        transaction.execute(_ -> {
          if (!ledger.begin(grant.id(), attempt, hash)) {
            return false;
          }
          audit("signature.started", grant.official(), grant.id(), facts(grant.id(), hash));
          return true;
        }));
  }

  private ValueOutcome use(HashGrant grant, Credential credential, HashOrder order) {
    try {
      return signer.sign(credential, grant.official(), order.algorithm(), order.digest());
    } catch (RuntimeException e) {
      LOG.warn("A signature could not be finished: {}", e.toString());
      return new ValueOutcome.Unknown();
    }
  }

  /** When the outcome cannot be written down, the lease makes it unknown. */
  private ValueOutcome end(
      HashGrant grant, UUID attempt, Credential credential, HashValue hash, ValueOutcome outcome) {
    try {
      var kept =
          transaction.execute(_ ->
              switch (outcome) {
                case ValueOutcome.Made(var value) -> {
                  if (!ledger.signed(grant.id(), attempt, hash, value)) {
                    yield false;
                  }
                  var facts = new TreeMap<>(facts(grant.id(), hash));
                  facts.put("certificate", Certificates.fingerprint(credential.certificate()));
                  audit("signature.completed", grant.official(), grant.id(), facts);
                  yield true;
                }
                case ValueOutcome.NotMade _ -> {
                  if (ledger.notSigned(grant.id(), attempt, hash)) {
                    audit(
                        "signature.postponed",
                        grant.official(),
                        grant.id(),
                        facts(grant.id(), hash));
                  }
                  yield true;
                }
                case ValueOutcome.Unknown _ -> {
                  if (ledger.unknown(grant.id(), attempt, hash)) {
                    audit(
                        "signature.unknown", grant.official(), grant.id(), facts(grant.id(), hash));
                  }
                  yield true;
                }
              });
      return Boolean.TRUE.equals(kept) ? outcome : new ValueOutcome.Unknown();
    } catch (DataAccessException | TransactionException e) {
      LOG.error("The outcome of a signature could not be written down: {}", e.toString());
      return new ValueOutcome.Unknown();
    }
  }

  @Scheduled(fixedDelayString = "5s", initialDelayString = "3s")
  void recover() {
    try {
      transaction.executeWithoutResult(_ -> {
        for (var lost : ledger.giveUp()) {
          LOG.error("The outcome of a signature is unknown: grant {}", lost.grant());
          audit(
              "signature.unknown", lost.official(), lost.grant(), facts(lost.grant(), lost.hash()));
        }
      });
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Recovery waits for the database: {}", e.getMessage());
    }
  }

  private void refused(HashGrant grant, HashOutcome outcome) {
    audit(
        "signature.refused",
        grant.official(),
        grant.id(),
        Map.of("grant", grant.id().toString(), "problem", outcome.getClass().getSimpleName()));
  }

  private static Map<String, String> facts(GrantId grant, HashValue hash) {
    return Map.of("grant", grant.toString(), "hash", hash.base64());
  }

  private void audit(String type, OfficialId official, GrantId grant, Map<String, String> facts) {
    audit.append(new AuditEvent(type, official.toString(), grant.toString(), facts, Map.of()));
  }

  private static String name(ValueOutcome outcome) {
    return switch (outcome) {
      case ValueOutcome.Made _ -> "signed";
      case ValueOutcome.NotMade _ -> "not-signed";
      case ValueOutcome.Unknown _ -> "unknown";
    };
  }
}
