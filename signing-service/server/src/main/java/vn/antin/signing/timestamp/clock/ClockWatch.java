package vn.antin.signing.timestamp.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the clock may be believed now. {@link #verdict()} is cheap and asks nobody; {@link
 * #tick()} is called about every second and compares when it is time. Thread-safe.
 */
public final class ClockWatch {
  /** What the clock is worth. */
  public sealed interface Verdict {
    /** It may be believed. */
    record Trusted() implements Verdict {}

    /** It may not. */
    record Doubted(String why) implements Verdict {}
  }

  /**
   * The last comparison.
   *
   * @param checkedAt by our own clock; null before the first
   * @param offset median of what the sources said; null when they said nothing
   */
  public record State(
      Verdict verdict,
      @Nullable Instant checkedAt,
      @Nullable Duration offset,
      List<Reading> readings) {
    public State {
      readings = List.copyOf(readings);
    }
  }

  /** A moment of both clocks at which the wall clock was believed. */
  private record Anchor(Instant wall, long nanos) {}

  private record Comparison(
      Instant at, long nanos, @Nullable Duration offset, List<Reading> readings) {}

  /** Between two comparisons while the clock is in doubt: sources are not to be flooded. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Verdict TRUSTED = new Verdict.Trusted();

  private final ClockSettings settings;
  private final InstantSource time;
  private final LongSupplier nanos;
  private final Sntp sntp;
  private final ReentrantLock comparing = new ReentrantLock();
  private volatile Anchor anchor;
  private volatile @Nullable Comparison last;
  private volatile @Nullable String fault;

  public ClockWatch(ClockSettings settings, InstantSource time) {
    this(settings, time, System::nanoTime);
  }

  ClockWatch(ClockSettings settings, InstantSource time, LongSupplier nanos) {
    this.settings = settings;
    this.time = time;
    this.nanos = nanos;
    this.sntp = new Sntp(settings, time, nanos);
    this.anchor = now();
    this.fault = sntp.servers() == 0 ? null : "no time source has been asked yet";
  }

  public Verdict verdict() {
    var known = fault;
    if (known != null) {
      return new Verdict.Doubted(known);
    }
    var believed = anchor;
    var current = now();
    var jump = jump(believed, current);
    if (jump.compareTo(settings.tolerance()) > 0) {
      return new Verdict.Doubted("the clock jumped by " + jump.toMillis() + " ms");
    }
    if (sntp.servers() > 0 && current.nanos() - believed.nanos() > settings.maxAge().toNanos()) {
      return new Verdict.Doubted(
          "no time source has confirmed the clock for " + settings.maxAge().toSeconds() + " s");
    }
    return TRUSTED;
  }

  public State state() {
    var compared = last;
    return compared == null
        ? new State(verdict(), null, null, List.of())
        : new State(verdict(), compared.at(), compared.offset(), compared.readings());
  }

  /** Compares when the interval is over, and sooner when the clock is in doubt. */
  public void tick() throws InterruptedException {
    if (!comparing.tryLock()) {
      return;
    }
    try {
      var current = now();
      var compared = last;
      var doubtful = fault != null || jump(anchor, current).compareTo(settings.tolerance()) > 0;
      var pause = doubtful && settings.interval().compareTo(SOON) > 0 ? SOON : settings.interval();
      if (compared == null || current.nanos() - compared.nanos() >= pause.toNanos()) {
        compare();
      }
    } finally {
      comparing.unlock();
    }
  }

  private void compare() throws InterruptedException {
    if (sntp.servers() == 0) {
      // A slewed clock drifts from the monotonic one without ever jumping: follow it.
      var current = now();
      if (jump(anchor, current).compareTo(settings.tolerance()) <= 0) {
        anchor = current;
      }
      last = new Comparison(current.wall(), current.nanos(), null, List.of());
      return;
    }
    var before = now();
    var readings = sntp.ask();
    var after = now();
    var offsets =
        readings.stream()
            .filter(Reading.Answered.class::isInstance)
            .map(each -> ((Reading.Answered) each).offset())
            .sorted()
            .toList();
    var median = offsets.isEmpty() ? null : median(offsets);
    last = new Comparison(after.wall(), after.nanos(), median, readings);
    if (jump(before, after).compareTo(settings.tolerance()) > 0) {
      fault = "the clock jumped while it was compared";
    } else if (median != null && agreeing(offsets, median)) {
      if (median.abs().compareTo(settings.tolerance()) > 0) {
        fault = "the clock is off by " + median.negated().toMillis() + " ms";
      } else {
        anchor = after;
        fault = null;
      }
    } else if (median != null && offsets.size() >= majority()) {
      fault = "the time sources do not agree";
    }
    // Too few answers prove nothing either way: what was known holds until it is too old.
  }

  /** Whether most of all sources, not only of those that answered, lie about the median. */
  private boolean agreeing(List<Duration> offsets, Duration median) {
    return offsets.stream()
            .filter(each -> each.minus(median).abs().compareTo(settings.tolerance()) <= 0)
            .count()
        >= majority();
  }

  private int majority() {
    return sntp.servers() / 2 + 1;
  }

  private static Duration median(List<Duration> sorted) {
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
  }

  private Anchor now() {
    return new Anchor(time.instant(), nanos.getAsLong());
  }

  private static Duration jump(Anchor from, Anchor to) {
    return Duration.between(from.wall(), to.wall()).minusNanos(to.nanos() - from.nanos()).abs();
  }
}
