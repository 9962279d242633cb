package vn.antin.signing.token;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The only threads that enter a token's library. A caller that has waited long enough goes on; if
 * its call was running, the thread is overdue and counted until it returns. When half the threads
 * are overdue nothing more is let in, and it heals by itself when they return.
 */
final class TokenThreads implements AutoCloseable {

  private static final int QUEUE = 1024;

  private final ThreadPoolExecutor executor;
  private final AtomicInteger overdue = new AtomicInteger();
  private final int size;

  TokenThreads(String name, int size) {
    this.size = size;
    AtomicInteger number = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            size,
            size,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(QUEUE),
            work ->
                Thread.ofPlatform()
                    .daemon()
                    .name("token-" + name + "-" + number.incrementAndGet())
                    .unstarted(work));
    executor.allowCoreThreadTimeOut(true);
  }

  /** How a call ended. */
  sealed interface Attempt<T> {
    record Done<T>(T value) implements Attempt<T> {}

    record Failed<T>(Throwable cause) implements Attempt<T> {}

    /** The work never began and never will. */
    record NotStarted<T>(boolean breakerOpen) implements Attempt<T> {}

    /** The work is still running. */
    record Overdue<T>() implements Attempt<T> {}
  }

  int overdue() {
    return overdue.get();
  }

  int size() {
    return size;
  }

  boolean breakerOpen() {
    return overdue.get() >= Math.max(1, size / 2);
  }

  <T> Attempt<T> attempt(Duration limit, Callable<T> work) {
    if (breakerOpen()) {
      return new Attempt.NotStarted<>(true);
    }
    Job<T> job = new Job<>(work);
    try {
      executor.execute(job);
    } catch (RejectedExecutionException full) {
      return new Attempt.NotStarted<>(executor.isShutdown());
    }
    return job.await(limit);
  }

  @Override
  public void close() {
    executor.shutdown();
  }

  private enum Stage {
    WAITING,
    ABANDONED,
    RUNNING,
    OVERDUE,
    ENDED
  }

  private final class Job<T> implements Runnable {
    private final Callable<T> work;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Attempt<T> outcome;

    Job(Callable<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (!stage.compareAndSet(Stage.WAITING, Stage.RUNNING)) {
        return;
      }
      try {
        outcome = new Attempt.Done<>(work.call());
      } catch (Throwable e) { // also errors of a native library: the caller must learn of them
        outcome = new Attempt.Failed<>(e);
      } finally {
        if (stage.getAndSet(Stage.ENDED) == Stage.OVERDUE) {
          overdue.decrementAndGet();
        }
        ended.countDown();
      }
    }

    Attempt<T> await(Duration limit) {
      try {
        if (!ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
          return giveUp();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return giveUp();
      }
      return result();
    }

    private Attempt<T> giveUp() {
      if (stage.compareAndSet(Stage.WAITING, Stage.ABANDONED)) {
        return new Attempt.NotStarted<>(false);
      }
      overdue.incrementAndGet();
      if (stage.compareAndSet(Stage.RUNNING, Stage.OVERDUE)) {
        return new Attempt.Overdue<>();
      }
      overdue.decrementAndGet();
      return result();
    }

    private Attempt<T> result() {
      Attempt<T> result = outcome;
      return result != null ? result : new Attempt.Overdue<>();
    }
  }
}
