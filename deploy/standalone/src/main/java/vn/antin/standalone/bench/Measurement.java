package vn.antin.standalone.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One operation on one server, over one or more rounds.
 *
 * @param seconds of load
 * @param latencies of the operations that succeeded
 * @param errors operations that failed
 * @param firstError what the first of them said
 * @param time that the server spent, failed operations included
 */
record Measurement(
    double seconds,
    Latencies latencies,
    int errors,
    @Nullable String firstError,
    ProcessorTime time) {
  /** What the server does for an operation after its answer is counted for it all the same. */
  private static final Duration SETTLING = Duration.ofMillis(300);

  static Measurement of(
      Contestant contestant, Stock stock, Operation operation, int connections, Duration time) {
    ProcessorTime before = ProcessorTime.of(contestant);
    Load.Sample sample = Load.run(contestant, stock, operation, connections, time);
    pause(SETTLING);
    return new Measurement(
        sample.seconds(),
        sample.latencies(),
        sample.errors(),
        sample.firstError(),
        ProcessorTime.of(contestant).minus(before));
  }

  Measurement plus(Measurement other) {
    return new Measurement(
        seconds + other.seconds,
        latencies.plus(other.latencies),
        errors + other.errors,
        firstError != null ? firstError : other.firstError,
        time.plus(other.time));
  }

  double rate() {
    return latencies.count() / seconds;
  }

  /** Milliseconds of the application's processor time for one operation. */
  double application() {
    return time.application() / latencies.count();
  }

  /** Milliseconds of the database's processor time for one operation. */
  double database() {
    return time.database() / latencies.count();
  }

  double total() {
    return application() + database();
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted.", e);
    }
  }
}
