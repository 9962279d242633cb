package vn.antin.auth.provisioning.spreadsheet;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedRuntimeException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.antin.auth.change.ChangeListener;
import vn.antin.auth.provisioning.table.TableRefused;

/**
 * Works on imports on this node, one at a time, step by step. What it leaves undone when it stops
 * or dies another node takes over.
 */
@Component
final class ImportWorker implements ChangeListener, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

  private final Leases leases;
  private final Staging staging;
  private final Comparison comparison;
  private final Application application;
  private final Undoing undoing;
  private final Refusals refusals;
  private final AtomicBoolean working = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private volatile boolean running;

  ImportWorker(
      Leases leases,
      Staging staging,
      Comparison comparison,
      Application application,
      Undoing undoing,
      Refusals refusals) {
    this.leases = leases;
    this.staging = staging;
    this.comparison = comparison;
    this.application = application;
    this.undoing = undoing;
    this.refusals = refusals;
  }

  @Override
  public String channel() {
    return "official_import";
  }

  @Override
  public void changed() {
    again.set(true);
    work();
  }

  /** Finds what a lost node has left. */
  @Scheduled(initialDelayString = "5s", fixedDelayString = "5s")
  void work() {
    if (running && working.compareAndSet(false, true)) {
      Thread.ofVirtual().name("official-import").start(this::drain);
    }
  }

  private void drain() {
    try {
      do {
        again.set(false);
        Optional<Job> job = leases.claim();
        while (running && job.isPresent()) {
          carry(job.get());
          job = leases.claim();
        }
      } while (running && again.get());
    } catch (NestedRuntimeException e) {
      LOG.warn("imports: the database failed; the import goes on when its lease is over", e);
    } finally {
      working.set(false);
    }
  }

  private void carry(Job job) {
    try {
      switch (job.state()) {
        case READING -> read(job);
        case APPLYING -> repeat(job, application::step);
        case UNDOING -> repeat(job, undoing::step);
        case READ, REFUSED, APPLIED, UNDONE -> leases.giveBack(job);
      }
    } catch (StepAbandoned e) {
      LOG.info("import {}: another node goes on", job.id());
    }
  }

  private void read(Job job) {
    try {
      staging.stage(job);
      comparison.compare(job, comparison.units(job), job.makePosts());
    } catch (TableRefused e) {
      LOG.info("import {}: refused, {}", job.id(), e.getMessage());
      refusals.refuse(job, e.reason());
    }
  }

  private interface Step {
    boolean next(Job job);
  }

  private void repeat(Job job, Step step) {
    while (step.next(job)) {
      if (!running) {
        leases.giveBack(job);
        return;
      }
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
