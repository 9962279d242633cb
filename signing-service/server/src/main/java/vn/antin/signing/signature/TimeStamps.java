package vn.antin.signing.signature;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.timestamp.TimeStampException;
import vn.antin.signing.engine.timestamp.TimeStampSource;
import vn.antin.signing.engine.timestamp.TimeStampToken;

/** Asks one source after another, and remembers when one last answered. Thread-safe. */
final class TimeStamps implements TimeStampSource {
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<TimeStampSource> sources;
  private final InstantSource time;
  private volatile @Nullable Seen seen;

  private record Seen(Instant at, X509Certificate authority) {}

  TimeStamps(List<TimeStampSource> sources, InstantSource time) {
    this.sources = List.copyOf(sources);
    this.time = time;
  }

  @Override
  public TimeStampToken stamp(byte[] digest, String digestAlgorithm) {
    var attempts = new ArrayList<String>();
    for (var source : sources) {
      try {
        var token = source.stamp(digest, digestAlgorithm);
        seen = new Seen(time.instant(), token.certificates().getFirst());
        return token;
      } catch (TimeStampException e) {
        attempts.add(String.valueOf(e.getMessage()));
      }
    }
    seen = null;
    throw new TimeStampException("No time-stamp", attempts);
  }

  @Override
  public int expectedSize() {
    return sources.stream().mapToInt(TimeStampSource::expectedSize).max().orElse(0);
  }

  /**
   * The authority that answered within the last minute; otherwise one is asked for a stamp over
   * nothing in particular.
   *
   * @throws TimeStampException when none answers
   */
  X509Certificate ready() {
    var last = seen;
    if (last != null && time.instant().isBefore(last.at().plus(FRESH))) {
      return last.authority();
    }
    var digest = new byte[32];
    RANDOM.nextBytes(digest);
    return stamp(digest, "SHA-256").certificates().getFirst();
  }
}
