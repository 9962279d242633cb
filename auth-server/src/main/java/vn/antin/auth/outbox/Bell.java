package vn.antin.auth.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import vn.antin.auth.change.ChangeListener;

/**
 * Wakes the dispatcher, also when another node has put a message; rung any number of times before
 * it listens, it wakes it once.
 */
@Component
final class Bell implements ChangeListener {
  private final Semaphore rings = new Semaphore(0);

  @Override
  public String channel() {
    return "outbox";
  }

  @Override
  public void changed() {
    ring();
  }

  void ring() {
    rings.release();
  }

  void await(Duration longest) throws InterruptedException {
    if (rings.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      rings.drainPermits();
    }
  }
}
