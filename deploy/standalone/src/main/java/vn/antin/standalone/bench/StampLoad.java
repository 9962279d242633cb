package vn.antin.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * A closed loop of connections that ask for time-stamps (RFC 3161 §3.4).
 *
 * @param authority where they ask
 * @param server process number of the signing service
 * @param postmaster process number of PostgreSQL
 * @param connections kept open at the same time
 */
public record StampLoad(URI authority, long server, long postmaster, int connections) {
  /** Version 1, SHA-256 of nothing known, a nonce, certificates wanted (RFC 3161 §2.4.1). */
  private static final byte[] QUERY =
      HexFormat.of()
          .parseHex(
              "30430201013031300d060960864801650304020105000420"
                  + "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
                  + "02080123456789abcdef0101ff");

  private static final Map<String, String> TYPE =
      Map.of("Content-Type", "application/timestamp-query");
  private static final Duration READY = Duration.ofSeconds(60);

  /** Returns with the first time-stamp; the authority may still be making its key. */
  public void awaitFirst() {
    long end = System.nanoTime() + READY.toNanos();
    try (Wire wire = new Wire()) {
      while (ask(wire).status() != 200) {
        if (System.nanoTime() > end) {
          throw new BenchException("The time-stamp authority gave no time-stamp in 60 s.");
        }
        Thread.sleep(Duration.ofMillis(200));
      }
    } catch (IOException e) {
      throw new BenchException("A time-stamp failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Warms up, measures and prints a line; answers how many there were in a second. */
  public double measure(int seconds) {
    run(Math.max(5, seconds / 2));
    ProcessorTime before = ProcessorTime.of(server, postmaster);
    long began = System.nanoTime();
    Latencies took = run(seconds);
    double rate = took.count() / ((System.nanoTime() - began) / 1e9);
    double spent = ProcessorTime.of(server, postmaster).minus(before).application();
    System.out.printf(
        Locale.ROOT,
        "%-28s %10.0f per s, p50 %.2f ms, p99 %.2f ms, server's CPU %.3f ms each;"
            + " %d connections, %d processors%n",
        "time-stamps over HTTP",
        rate,
        took.percentile(0.5),
        took.percentile(0.99),
        spent / took.count(),
        connections,
        Runtime.getRuntime().availableProcessors());
    return rate;
  }

  private Latencies run(int seconds) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    Callable<long[]> lane = () -> lane(end);
    try (var threads = Executors.newFixedThreadPool(connections)) {
      List<Future<long[]>> lanes = threads.invokeAll(Collections.nCopies(connections, lane));
      LongStream all = LongStream.empty();
      for (Future<long[]> each : lanes) {
        all = LongStream.concat(all, LongStream.of(each.get()));
      }
      return Latencies.of(List.of(all.toArray()));
    } catch (ExecutionException e) {
      throw new BenchException("A time-stamp failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private long[] lane(long end) throws IOException {
    LongStream.Builder took = LongStream.builder();
    try (Wire wire = new Wire()) {
      do {
        long before = System.nanoTime();
        ask(wire).expect(200);
        took.add(System.nanoTime() - before);
      } while (System.nanoTime() < end);
    }
    return took.build().toArray();
  }

  private Reply ask(Wire wire) throws IOException {
    return wire.sendBytes("POST", authority, TYPE, QUERY);
  }

  private static BenchException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new BenchException("Interrupted.", e);
  }
}
