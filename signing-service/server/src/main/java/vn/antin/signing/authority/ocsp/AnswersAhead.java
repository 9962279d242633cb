package vn.antin.signing.authority.ocsp;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

/** Makes answers before anybody asks, a batch at a time, one node for each authority. */
final class AnswersAhead {
  private static final Logger LOG = LoggerFactory.getLogger(AnswersAhead.class);
  private static final int BATCH = 250;

  /** All jobs share one scheduling thread. */
  private static final Duration TURN = Duration.ofSeconds(1);

  private final OcspRepository repository;
  private final Authorities authorities;
  private final Responders responders;
  private final Answering answering;
  private final CaKeys keys;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  AnswersAhead(
      OcspRepository repository,
      Authorities authorities,
      Responders responders,
      Answering answering,
      CaKeys keys,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.authorities = authorities;
    this.responders = responders;
    this.answering = answering;
    this.keys = keys;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /** In the transaction of the change: from its commit on nobody is given the old answer. */
  @EventListener
  void changed(RevocationChanged change) {
    repository.forget(change.authority(), change.serialNumber());
  }

  @Scheduled(fixedDelayString = "2s", initialDelayString = "3s")
  void make() {
    try {
      for (var authority : authorities.all()) {
        var now = time.instant();
        if (!authority.root()
            && authority.key() != null
            && now.isBefore(authority.certifier().notAfter())
            && repository.take(authority.name(), now)) {
          make(authority);
        }
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Answers about certificates wait for the database: {}", e.getMessage());
    } catch (RuntimeException e) {
      // The turn runs out by itself: a token that is away is not asked all the time.
      LOG.warn("Answers about certificates wait: {}", e.getMessage());
    }
  }

  private void make(Ca authority) {
    if (!authority.active() && !repository.outstanding(authority.name(), time.instant())) {
      return;
    }
    var responder = responders.ready(authority);
    var writer = new AnswerWriter(responder, keys);
    var asked = new Asked(List.of(authority));
    var end = time.instant().plus(TURN);
    do {
      var due = repository.due(authority.name(), time.instant(), BATCH);
      if (due.isEmpty()) {
        break;
      }
      record("authority.ocsp-intended", responder, due.size());
      var now = time.instant().truncatedTo(ChronoUnit.SECONDS);
      var until = answering.until(responder, now);
      var answers = new ArrayList<byte[]>();
      for (var each : due) {
        var lines =
            asked.names(authority.name(), new BigInteger(each.serialNumber(), 16)).stream()
                .map(id -> new AnswerWriter.Line(id, each.status()))
                .toList();
        answers.add(writer.write(lines, null, now, until));
      }
      store(authority.name(), due, answers, now, until);
      record("authority.ocsp-made", responder, due.size());
      if (due.size() < BATCH) {
        break;
      }
    } while (time.instant().isBefore(end));
    responders.clear();
    repository.giveBack(authority.name(), time.instant());
  }

  /** Answers whose status changed while they were signed are thrown away. */
  private void store(
      String authority,
      List<OcspRepository.Known> due,
      List<byte[]> answers,
      Instant from,
      Instant until) {
    transaction.executeWithoutResult(_ -> {
      var locked =
          repository.lock(authority, due.stream().map(OcspRepository.Known::serialNumber).toList());
      Map<String, String> marks =
          repository.known(authority, locked).stream()
              .collect(
                  Collectors.toMap(
                      OcspRepository.Known::serialNumber, each -> each.status().mark()));
      var serials = new ArrayList<String>();
      var kept = new ArrayList<byte[]>();
      for (int i = 0; i < due.size(); i++) {
        var each = due.get(i);
        if (each.status().mark().equals(marks.get(each.serialNumber()))) {
          serials.add(each.serialNumber());
          kept.add(answers.get(i));
        }
      }
      repository.store(authority, serials, kept, from, until);
    });
  }

  private void record(String type, Responder responder, int answers) {
    transaction.executeWithoutResult(_ ->
        audit.append(
            new AuditEvent(
                type,
                "schedule",
                responder.key().value(),
                Map.of("authority", responder.authority(), "answers", Integer.toString(answers)),
                Map.of())));
  }
}
