package vn.antin.standalone.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Connections that ask the signing service, wait for the answer and ask again.
 *
 * @param server process number of the signing service
 * @param postmaster process number of PostgreSQL
 * @param connections kept open at the same time
 */
public record ClosedLoop(long server, long postmaster, int connections) {
  /** One question with its answer, which it looks at. */
  interface Ask {
    void over(Wire wire) throws IOException;
  }

  /** Warms up, measures and prints a line. */
  Rate measure(String what, int seconds, Ask ask) {
    run(what, Math.max(5, seconds / 2), ask);
    ProcessorTime before = ProcessorTime.of(server, postmaster);
    long began = System.nanoTime();
    Latencies took = run(what, seconds, ask);
    Rate rate =
        new Rate(
            took.count() / ((System.nanoTime() - began) / 1e9),
            took.percentile(0.5),
            took.percentile(0.99));
    double spent = ProcessorTime.of(server, postmaster).minus(before).application();
    System.out.printf(
        Locale.ROOT,
        "%-28s %10.0f per s, p50 %.2f ms, p99 %.2f ms, server's CPU %.3f ms each;"
            + " %d connections, %d processors%n",
        what,
        rate.perSecond(),
        rate.medianMillis(),
        rate.slowestMillis(),
        spent / took.count(),
        connections,
        Runtime.getRuntime().availableProcessors());
    return rate;
  }

  private Latencies run(String what, int seconds, Ask ask) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    Callable<long[]> lane = () -> lane(end, ask);
    try (var threads = Executors.newFixedThreadPool(connections)) {
      List<Future<long[]>> lanes = threads.invokeAll(Collections.nCopies(connections, lane));
      LongStream all = LongStream.empty();
      for (Future<long[]> each : lanes) {
        all = LongStream.concat(all, LongStream.of(each.get()));
      }
      return Latencies.of(List.of(all.toArray()));
    } catch (ExecutionException e) {
      throw new BenchException(what + " failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted.", e);
    }
  }

  private static long[] lane(long end, Ask ask) throws IOException {
    LongStream.Builder took = LongStream.builder();
    try (Wire wire = new Wire()) {
      do {
        long before = System.nanoTime();
        ask.over(wire);
        took.add(System.nanoTime() - before);
      } while (System.nanoTime() < end);
    }
    return took.build().toArray();
  }
}
