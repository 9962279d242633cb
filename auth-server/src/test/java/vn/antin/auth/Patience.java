package vn.antin.auth;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what happens by itself: as long as the slowest machine may need. */
public final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Patience() {}

  /** Waits for a state; a machine that is quick goes on at once. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT);
  }
}
