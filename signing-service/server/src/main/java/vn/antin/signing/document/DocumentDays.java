package vn.antin.signing.document;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Opens partitions for the days ahead, closes days in which nothing lives, sweeps torsos. */
final class DocumentDays {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentDays.class);
  private static final Duration LONGEST_ARRIVAL = Duration.ofHours(2);
  private static final int DAYS_AHEAD = 2;

  private final DocumentRepository repository;
  private final InstantSource time;

  DocumentDays(DocumentRepository repository, InstantSource time) {
    this.repository = repository;
    this.time = time;
  }

  @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
  void turn() {
    var now = time.instant();
    try {
      var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
      for (var ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
        repository.openDay(today.plusDays(ahead));
      }
      var torsos = repository.discardArrivingSince(now.minus(LONGEST_ARRIVAL));
      var closed = repository.closeDays(now);
      if (closed > 0 || torsos > 0) {
        LOG.info("Closed {} days of documents, removed {} chunks of torsos.", closed, torsos);
      }
    } catch (DataAccessException e) {
      LOG.warn("Partitions of documents could not be turned, next try in an hour.", e);
    }
  }
}
