package vn.antin.signing.engine.validation.isolation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.Validation.Reason;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/**
 * Validates files from strangers in child processes: a file that makes a parser eat memory or time
 * ends a child and nothing else. PDF and ZIP inflate, XML and ASN.1 nest, and no limit inside one
 * process holds for other people's code.
 *
 * <p>A child has a heap of its own, no network where the system can take it away, an empty
 * environment and no secrets. It is kept between files, because starting takes a second or two, and
 * ends when it was idle for a while. Thread-safe.
 */
public final class IsolatedValidator implements AutoCloseable {

  private final Limits limits;
  private final InstantSource clock;
  private final List<String> command;
  private final Semaphore places;
  private final Deque<Worker> idle = new ArrayDeque<>();
  private boolean reaping;
  private boolean closed;

  /**
   * Bounds of validation.
   *
   * @param memoryMegabytes heap of a child; a file of 32 MB needs about 300
   * @param time for one file
   * @param start for a child to come up
   * @param idle how long a child is kept without work
   * @param atOnce children at a time
   * @param patience how long a caller waits for one
   */
  public record Limits(
      int memoryMegabytes,
      Duration time,
      Duration start,
      Duration idle,
      int atOnce,
      Duration patience) {

    /** One child at a time, kept ten minutes; a minute to start, five seconds of patience. */
    public static Limits of(int memoryMegabytes, Duration time) {
      return new Limits(
          memoryMegabytes,
          time,
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          1,
          Duration.ofSeconds(5));
    }
  }

  public IsolatedValidator(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.command = WorkerCommand.forMemory(limits.memoryMegabytes());
    this.places = new Semaphore(limits.atOnce(), true);
  }

  /**
   * Validates in a child.
   *
   * @throws vn.antin.signing.engine.EngineException VALIDATOR_FAILED when no child comes up
   */
  public Validation validate(TrustDomains trust, SignedFile file, Set<Detail> details) {
    try {
      if (!places.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return new Validation.Refused(Reason.BUSY, "No validator was free");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Validation.Refused(Reason.BUSY, "Interrupted");
    }
    try {
      Worker worker = take(trust);
      try {
        return worker.ask(file, details, clock.instant(), limits.time());
      } finally {
        giveBack(worker);
      }
    } finally {
      places.release();
    }
  }

  private Worker take(TrustDomains trust) {
    Worker kept = kept();
    if (kept != null && kept.usable(trust)) {
      return kept;
    }
    if (kept != null) {
      kept.close();
    }
    return Worker.start(command, trust, limits.start());
  }

  private synchronized @Nullable Worker kept() {
    return idle.pollLast();
  }

  private synchronized void giveBack(Worker worker) {
    if (closed || !worker.alive()) {
      worker.close();
      return;
    }
    idle.addLast(worker);
    if (!reaping) {
      reaping = true;
      Thread.ofVirtual().start(this::reap);
    }
  }

  private void reap() {
    try {
      while (endIdle()) {
        TimeUnit.MILLISECONDS.sleep(Math.max(1, limits.idle().toMillis() / 4));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean endIdle() {
    idle.removeIf(worker -> {
      boolean end = closed || !worker.alive() || worker.idleLongerThan(limits.idle());
      if (end) {
        worker.close();
      }
      return end;
    });
    reaping = !idle.isEmpty();
    return reaping;
  }

  /** Ends all children; those at work end with their file. */
  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(Worker::close);
    idle.clear();
  }
}
