package vn.antin.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Real time plus what a test has let pass. */
public final class MovableClock implements InstantSource {
  private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

  public void advance(Duration duration) {
    passed.updateAndGet(before -> before.plus(duration));
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(passed.get());
  }
}
