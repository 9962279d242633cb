package vn.antin.signing.timestamp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.antin.audit.AuditException;
import vn.antin.signing.key.Keys;
import vn.antin.signing.timestamp.clock.ClockWatch;
import vn.antin.signing.token.SigningOutcome;

/** Answers queries. Never throws for what a client, the token or the database does. Thread-safe. */
final class TimeStampAuthority {
  private static final String LATER = "no time-stamps at the moment";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<byte[]> policies;
  private final Duration accuracy;
  private final StampKeys stampKeys;
  private final StampLedger ledger;
  private final StampTimes times;
  private final ClockWatch clock;
  private final Keys keys;
  private final InstantSource time;

  /** Who asks is not known: only so many may stand in the token's queue before officials. */
  private final Semaphore places;

  TimeStampAuthority(
      TimeStampingProperties properties,
      StampKeys stampKeys,
      StampLedger ledger,
      StampTimes times,
      ClockWatch clock,
      Keys keys,
      InstantSource time) {
    this.policies = properties.policies().stream().map(Der::oid).toList();
    this.accuracy = properties.accuracy();
    this.stampKeys = stampKeys;
    this.ledger = ledger;
    this.times = times;
    this.clock = clock;
    this.keys = keys;
    this.time = time;
    this.places = new Semaphore(properties.atOnce(), true);
  }

  StampAnswer answer(byte[] query) {
    return switch (StampQuery.read(query, policies)) {
      case StampAnswer.Refused refused -> refused;
      case StampQuery read -> stamp(read);
    };
  }

  private StampAnswer stamp(StampQuery query) {
    var ready = stampKeys.current();
    if (ready.isEmpty()) {
      return failure("there is no key with a certificate");
    }
    if (clock.verdict() instanceof ClockWatch.Verdict.Doubted(var why)) {
      return new StampAnswer.Refused(
          Refusal.TIME_NOT_AVAILABLE, "the clock is not to be trusted at the moment", why);
    }
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return failure("more is asked for than is stamped at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure("the service stops");
    }
    try {
      return stamp(query, ready.get());
    } catch (DataAccessException | TransactionException | AuditException e) {
      return failure("the database is away: " + e.getMessage());
    } finally {
      places.release();
    }
  }

  private StampAnswer stamp(StampQuery query, StampKeys.Ready ready) {
    var number = ledger.next(ready.key().id());
    var end = StampBlock.End.REFUSED;
    try {
      var at = times.next();
      if (Duration.between(time.instant(), at).compareTo(accuracy) > 0) {
        return new StampAnswer.Refused(
            Refusal.TIME_NOT_AVAILABLE, LATER, "another node's clock is ahead of this one");
      }
      if (!ready.key().validAt(at)) {
        return failure("the certificate is not valid now");
      }
      var info = ready.form().info(query, number.value(), at);
      var attributes = ready.form().attributes(info);
      end = StampBlock.End.UNKNOWN;
      switch (keys.sign(ready.key().label(), ready.algorithm(), attributes)) {
        case SigningOutcome.Signed(var value) -> {
          var signature = value.bytes();
          if (!ready.verifies(attributes, signature)) {
            return failure("the token's signature does not verify");
          }
          var token = ready.form().token(query, info, attributes, signature);
          end = StampBlock.End.MADE;
          return new StampAnswer.Granted(token);
        }
        case SigningOutcome.Refused(var reason, var detail) -> {
          end = StampBlock.End.REFUSED;
          return failure("the token refused: " + reason + ", " + detail);
        }
        case SigningOutcome.Unknown(var detail) -> {
          return failure("the token did not say: " + detail);
        }
      }
    } finally {
      number.end(end);
    }
  }

  private static StampAnswer failure(String detail) {
    return new StampAnswer.Refused(Refusal.SYSTEM_FAILURE, LATER, detail);
  }
}
