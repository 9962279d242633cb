package vn.antin.signing.authority.crl;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.Ca;
import vn.antin.signing.authority.CaKeys;
import vn.antin.signing.authority.RevocationChanged;
import vn.antin.signing.authority.profile.StatusAddresses;

/** Makes lists when they are due. */
final class CrlIssuance {
  private static final Logger LOG = LoggerFactory.getLogger(CrlIssuance.class);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration KEPT = Duration.ofDays(30);

  private final CrlRepository repository;
  private final Authorities authorities;
  private final CaKeys keys;
  private final StatusAddresses addresses;
  private final CrlProperties properties;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private final MeterRegistry meters;

  CrlIssuance(
      CrlRepository repository,
      Authorities authorities,
      CaKeys keys,
      StatusAddresses addresses,
      CrlProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time,
      MeterRegistry meters) {
    this.repository = repository;
    this.authorities = authorities;
    this.keys = keys;
    this.addresses = addresses;
    this.properties = properties;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
    this.meters = meters;
  }

  /** In the transaction of the change: a list without it cannot be begun any more. */
  @EventListener
  void changed(RevocationChanged change) {
    repository.want(change.authority());
  }

  @Scheduled(fixedDelayString = "1s", initialDelayString = "2s")
  void make() {
    try {
      for (var due :
          repository.due(time.instant(), properties.fullEvery(), properties.deltaEvery())) {
        authorities.find(due.authority()).ifPresent(authority -> make(authority, due));
      }
      reconcile();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Making of revocation lists waits for the database: {}", e.getMessage());
    }
  }

  private void make(Ca authority, CrlRepository.Due due) {
    if (!time.instant().isBefore(authority.certifier().notAfter())) {
      return;
    }
    var plan = transaction.execute(_ -> plan(authority, due));
    if (plan == null) {
      return;
    }
    try {
      sign(authority, plan);
      meters.counter("antin.authority.crl", "outcome", "made").increment();
    } catch (RuntimeException e) {
      meters.counter("antin.authority.crl", "outcome", "failed").increment();
      LOG.warn("List {} of {} failed: {}", plan.number(), plan.authority(), e.getMessage());
      // The turn runs out by itself: a token that is away is not asked every second.
      transaction.executeWithoutResult(_ -> {
        repository.failed(plan.authority(), plan.number());
        repository.want(plan.authority());
        record("authority.crl-failed", plan);
      });
    }
  }

  private @Nullable Plan plan(Ca authority, CrlRepository.Due due) {
    var now = time.instant().truncatedTo(ChronoUnit.SECONDS);
    if (!repository.take(authority.name(), now)) {
      return null;
    }
    var last = repository.full(authority.name(), false);
    var base = repository.full(authority.name(), true);
    var since = last.map(CrlRepository.Made::thisUpdate).orElse(now);
    var entries = repository.entries(authority.name(), since);
    // The first list is a base for others whatever it was made for.
    var scheduled = due.full() || base.isEmpty();
    var number = repository.intend(authority.name(), now, scheduled, entries.size());
    var plan =
        new Plan(
            authority.name(),
            number,
            due.full() || due.wanted() || base.isEmpty(),
            scheduled,
            now,
            entries,
            base.map(CrlRepository.Made::number).orElse(number),
            base.map(CrlRepository.Made::der).orElse(null));
    record("authority.crl-intended", plan);
    return plan;
  }

  private void sign(Ca authority, Plan plan) {
    var certifier = authority.certifier();
    var label = authority.key();
    if (label == null) {
      throw new IllegalStateException("the key of " + authority.name() + " is not here");
    }
    var writer = new CrlWriter(certifier, addresses, authority.root());
    var fullUntil = until(certifier.notAfter(), plan.thisUpdate(), properties.fullValid());
    var deltaUntil = until(certifier.notAfter(), plan.thisUpdate(), properties.deltaValid());
    byte[] full =
        plan.full()
            ? writer.full(
                plan.entries(),
                plan.number(),
                plan.thisUpdate(),
                fullUntil,
                keys.signer(label, certifier.key()),
                true)
            : null;
    var base = plan.base() == null ? full : plan.base();
    if (base == null) {
      throw new IllegalStateException("a delta list needs a base");
    }
    var delta =
        writer.delta(
            plan.entries(),
            base,
            plan.baseNumber(),
            plan.number(),
            plan.thisUpdate(),
            deltaUntil,
            keys.signer(label, certifier.key()));
    transaction.executeWithoutResult(_ -> {
      if (!repository.made(plan, full, fullUntil, delta, deltaUntil)) {
        throw new IllegalStateException("the row of a list is not as it was");
      }
      repository.giveBack(plan.authority());
      repository.forget(plan.authority(), plan.thisUpdate().minus(KEPT));
      record("authority.crl-made", plan);
    });
  }

  /** Nobody relies on a list of an authority that is not valid any more. */
  private static Instant until(Instant end, Instant from, Duration valid) {
    var usual = from.plus(valid);
    return usual.isAfter(end) ? end : usual;
  }

  /** What the lost list was to tell is wanted of the next one. */
  private void reconcile() {
    transaction.executeWithoutResult(_ -> {
      for (var lost : repository.giveUp(time.instant().minus(LONGEST))) {
        var list = lost.authority() + " " + lost.number();
        repository.want(lost.authority());
        LOG.error("The outcome of making list {} is unknown; its number is not used again", list);
        meters.counter("antin.authority.crl", "outcome", "unknown").increment();
        audit.append(new AuditEvent("authority.crl-unknown", "schedule", list, Map.of(), Map.of()));
      }
    });
  }

  private void record(String type, Plan plan) {
    audit.append(
        new AuditEvent(
            type,
            "schedule",
            plan.authority(),
            Map.of(
                "number",
                Long.toString(plan.number()),
                "entries",
                Integer.toString(plan.entries().size()),
                "full",
                Boolean.toString(plan.full())),
            Map.of()));
  }
}
