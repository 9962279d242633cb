package vn.antin.signing.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.HashLedger;
import vn.antin.signing.grant.HashValue;
import vn.antin.signing.signature.ValueOutcome;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * Spends hashes that an application made, as far as an approval names them: all of a call are
 * reserved, or none; of each the intent and its audit row are committed before the key is used, the
 * value and its audit row after, few of them by one commit. Several hashes of a call are signed at
 * the same time; after a failure none is begun. Thread-safe.
 */
public final class HashSpending {
  private static final Logger LOG = LoggerFactory.getLogger(HashSpending.class);
  private static final Duration RENEWAL = Grants.LEASE.dividedBy(6);
  private static final int TOGETHER = 8;

  private final HashLedger ledger;
  private final Credentials credentials;
  private final HashSigning signing;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private final int parallel;

  HashSpending(
      HashLedger ledger,
      Credentials credentials,
      HashSigning signing,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time,
      int parallel) {
    this.ledger = ledger;
    this.credentials = credentials;
    this.signing = signing;
    this.audit = audit;
    this.transaction = transaction;
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
      audit.append(
          HashSigning.event(
              "signature.reserved",
              grant,
              Map.of(
                  "grant", grant.id().toString(),
                  "client", grant.clientId(),
                  "credential", grant.credential().toString(),
                  "hashes",
                      named.stream().map(HashValue::base64).collect(Collectors.joining(" ")))));
      return null;
    });
  }

  private HashOutcome run(
      HashGrant grant, UUID attempt, Credential credential, List<HashOrder> orders) {
    var outcomes = new ConcurrentHashMap<HashValue, ValueOutcome>();
    var next = new ConcurrentLinkedQueue<>(parts(orders));
    var stopped = new AtomicBoolean();
    var renewed = new AtomicReference<>(time.instant());
    Runnable all =
        () -> {
          for (var few = next.poll(); few != null && !stopped.get(); few = next.poll()) {
            var ended = signing.sign(grant, attempt, credential, few);
            outcomes.putAll(ended);
            if (!ended.values().stream().allMatch(ValueOutcome.Made.class::isInstance)) {
              stopped.set(true);
            }
            renew(grant, attempt, renewed);
          }
        };
    if (next.size() == 1) {
      all.run();
    } else {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var thread = 0; thread < parallel; thread++) {
          threads.execute(all);
        }
      }
    }
    return told(grant, attempt, orders, outcomes);
  }

  /** A node that dies leaves as many unknown as it was at, so those of one commit are few. */
  private List<List<HashOrder>> parts(List<HashOrder> orders) {
    var size = Math.clamp(Math.ceilDiv(orders.size(), parallel), 1, TOGETHER);
    var parts = new ArrayList<List<HashOrder>>();
    for (var from = 0; from < orders.size(); from += size) {
      parts.add(orders.subList(from, Math.min(from + size, orders.size())));
    }
    return parts;
  }

  private HashOutcome told(
      HashGrant grant,
      UUID attempt,
      List<HashOrder> orders,
      Map<HashValue, ValueOutcome> outcomes) {
    var values = new ArrayList<byte[]>();
    for (var order : orders) {
      if (outcomes.get(order.hash()) instanceof ValueOutcome.Made(var value)) {
        values.add(value);
      }
    }
    if (values.size() == orders.size()) {
      return new HashOutcome.Signed(values);
    }
    transaction.executeWithoutResult(_ -> ledger.release(grant.id(), attempt));
    if (outcomes.values().stream().anyMatch(ValueOutcome.Unknown.class::isInstance)) {
      return new HashOutcome.Unknown();
    }
    return Boolean.TRUE.equals(transaction.execute(_ -> ledger.stopped(grant.id())))
        ? new HashOutcome.CredentialStopped()
        : new HashOutcome.TokenAway();
  }

  private void renew(HashGrant grant, UUID attempt, AtomicReference<Instant> renewed) {
    var last = renewed.get();
    var now = time.instant();
    if (!now.isBefore(last.plus(RENEWAL)) && renewed.compareAndSet(last, now)) {
      try {
        ledger.renew(grant.id(), attempt);
      } catch (DataAccessException e) {
        LOG.warn("The lease of attempt {} could not be renewed: {}", attempt, e.toString());
      }
    }
  }

  @Scheduled(fixedDelayString = "5s", initialDelayString = "3s")
  void recover() {
    try {
      transaction.executeWithoutResult(_ -> {
        for (var lost : ledger.giveUp()) {
          LOG.error("The outcome of a signature is unknown: grant {}", lost.grant());
          audit.append(
              new AuditEvent(
                  "signature.unknown",
                  lost.official().toString(),
                  lost.grant().toString(),
                  HashSigning.facts(lost.grant(), lost.hash()),
                  Map.of()));
        }
      });
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Recovery waits for the database: {}", e.getMessage());
    }
  }

  private void refused(HashGrant grant, HashOutcome outcome) {
    audit.append(
        HashSigning.event(
            "signature.refused",
            grant,
            Map.of("grant", grant.id().toString(), "problem", outcome.getClass().getSimpleName())));
  }
}
