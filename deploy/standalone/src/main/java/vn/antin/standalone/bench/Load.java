package vn.antin.standalone.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A closed loop: each connection asks, waits for the answer, checks it and asks again. */
final class Load {
  private Load() {}

  /**
   * What came of it.
   *
   * @param seconds that it took
   * @param latencies of the operations that succeeded
   * @param errors operations that failed
   * @param firstError what the first of them said
   */
  record Sample(double seconds, Latencies latencies, int errors, @Nullable String firstError) {}

  static Sample run(
      Contestant contestant, Stock stock, Operation operation, int connections, Duration time) {
    List<Lane> lanes = new ArrayList<>();
    AtomicReference<@Nullable String> firstError = new AtomicReference<>(null);
    long began = System.nanoTime();
    long end = began + time.toNanos();
    for (int i = 0; i < connections; i++) {
      lanes.add(new Lane(contestant, stock, operation, end, firstError));
    }
    lanes.forEach(Lane::start);
    lanes.forEach(Lane::await);
    double seconds = (System.nanoTime() - began) / 1e9;
    Latencies latencies = Latencies.of(lanes.stream().map(Lane::nanos).toList());
    int errors = lanes.stream().mapToInt(lane -> lane.errors).sum();
    return new Sample(seconds, latencies, errors, firstError.get());
  }

  private static final class Lane {
    /** Failures one after another that end a lane: the server will not recover by being asked. */
    private static final int PATIENCE = 50;

    private final Thread thread;
    private long[] nanos = new long[4_096];
    private int count;
    private int errors;

    Lane(
        Contestant contestant,
        Stock stock,
        Operation operation,
        long end,
        AtomicReference<@Nullable String> firstError) {
      thread =
          Thread.ofPlatform()
              .name("load")
              .unstarted(() -> {
                try (Client client = new Client(contestant.provider())) {
                  int inRow = 0;
                  while (System.nanoTime() < end && inRow < PATIENCE) {
                    long began = System.nanoTime();
                    try {
                      stock.perform(operation, client);
                      keep(System.nanoTime() - began);
                      inRow = 0;
                    } catch (IOException | WrongAnswer e) {
                      firstError.compareAndSet(null, String.valueOf(e.getMessage()));
                      errors++;
                      inRow++;
                    }
                  }
                }
              });
    }

    void start() {
      thread.start();
    }

    void await() {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchException("Interrupted.", e);
      }
    }

    long[] nanos() {
      return Arrays.copyOf(nanos, count);
    }

    private void keep(long took) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = took;
    }
  }
}
