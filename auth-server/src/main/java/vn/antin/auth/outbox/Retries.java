package vn.antin.auth.outbox;

import java.time.Duration;
import java.util.List;

/** How long a message rests after a failed attempt: soon at first, hourly in the end. */
final class Retries {
  private static final List<Duration> RESTS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1));

  private Retries() {}

  /**
   * The rest after this attempt.
   *
   * @param attempt its number, from 1
   */
  static Duration after(int attempt) {
    return RESTS.get(Math.clamp(attempt - 1L, 0, RESTS.size() - 1));
  }
}
