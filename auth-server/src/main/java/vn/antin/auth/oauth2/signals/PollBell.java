package vn.antin.auth.oauth2.signals;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import vn.antin.auth.change.ChangeListener;

/** Wakes receivers that wait in a poll, whichever node made the event. */
@Component
final class PollBell implements ChangeListener {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private long rings;

  @Override
  public String channel() {
    return "signal_event";
  }

  @Override
  public void changed() {
    lock.lock();
    try {
      rings++;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How often it has rung. */
  long heard() {
    lock.lock();
    try {
      return rings;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it has rung more often than that; returns how often it has. */
  long await(long heard, Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (rings == heard && left > 0) {
        left = rung.awaitNanos(left);
      }
      return rings;
    } finally {
      lock.unlock();
    }
  }
}
