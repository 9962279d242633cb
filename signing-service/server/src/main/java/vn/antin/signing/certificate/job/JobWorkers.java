package vn.antin.signing.certificate.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Threads of this node that work rows off while there are any; looked after every second. */
final class JobWorkers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);

  private final Jobs jobs;
  private final Semaphore free;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("certificate-job-", 1).factory());
  private volatile boolean closing;

  JobWorkers(Jobs jobs, int threads) {
    this.jobs = jobs;
    this.free = new Semaphore(threads);
  }

  @Scheduled(fixedDelayString = "1s", initialDelayString = "3s")
  void look() {
    try {
      jobs.finish();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Jobs wait for the database: {}", e.getMessage());
      return;
    }
    while (!closing && free.tryAcquire()) {
      threads.execute(this::work);
    }
  }

  private void work() {
    try {
      while (!closing && jobs.workAtOne()) {}
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Jobs wait for the database: {}", e.getMessage());
    } finally {
      free.release();
    }
  }

  /** Rows under way are finished. */
  @Override
  public void close() {
    closing = true;
    threads.close();
  }
}
