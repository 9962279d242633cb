package vn.antin.signing.engine.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** A closed loop: each thread does a piece of work, then the next, for a fixed time. */
final class Load {

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final int threads;
  private final Duration warmUp;
  private final Duration time;

  Load(int threads, Duration warmUp, Duration time) {
    this.threads = threads;
    this.warmUp = warmUp;
    this.time = time;
  }

  interface Work {
    void once() throws Exception;
  }

  /**
   * What was measured.
   *
   * @param perSecond pieces of work of all threads together
   * @param p50 of one piece, in milliseconds
   * @param processorMillis of one core for a piece: all threads of the process, those of the token,
   *     the collector and the compiler among them
   * @param peakHeap greatest use of the heap in bytes, garbage included
   */
  record Figures(double perSecond, double p50, double p99, double processorMillis, long peakHeap) {}

  Figures measure(Work work) {
    run(work, warmUp);
    System.gc();
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long processor = PROCESS.getProcessCpuTime();
    long began = System.nanoTime();
    long[] took = run(work, time);
    double seconds = (System.nanoTime() - began) / 1e9;
    double spent = (PROCESS.getProcessCpuTime() - processor) / 1e6;
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Figures(
        took.length / seconds,
        took[took.length / 2] / 1e6,
        took[(int) (took.length * 0.99)] / 1e6,
        spent / took.length,
        peak);
  }

  /** Sorted times of all pieces of work in nanoseconds. */
  private long[] run(Work work, Duration length) {
    long end = System.nanoTime() + length.toNanos();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<long[]>> loops = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        loops.add(pool.submit(() -> loop(work, end)));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> loop : loops) {
        all = LongStream.concat(all, LongStream.of(loop.get()));
      }
      return all.sorted().toArray();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The work failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static long[] loop(Work work, long end) throws Exception {
    LongStream.Builder took = LongStream.builder();
    long before = System.nanoTime();
    do {
      work.once();
      long now = System.nanoTime();
      took.add(now - before);
      before = now;
    } while (before < end);
    return took.build().toArray();
  }
}
