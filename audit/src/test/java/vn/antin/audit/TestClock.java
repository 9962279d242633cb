package vn.antin.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when told. */
public final class TestClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-22T08:00:00.123456789Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration step) {
    now = now.plus(step);
  }
}
