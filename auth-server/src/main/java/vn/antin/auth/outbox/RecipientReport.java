package vn.antin.auth.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one recipient takes its messages of one kind.
 *
 * @param name what administrators call the recipient
 * @param waiting messages not yet confirmed
 * @param dead messages refused or given up
 * @param delivered messages confirmed in the last day
 * @param confirmedAt when the last one was confirmed
 * @param waitingSince when the oldest waiting one was put
 * @param problem why the last failed attempt of what waits or is dead failed
 */
public record RecipientReport(
    String kind,
    String recipient,
    String name,
    int waiting,
    int dead,
    int delivered,
    @Nullable Instant confirmedAt,
    @Nullable Instant waitingSince,
    @Nullable String problem) {
  /** Whether it has confirmed everything. */
  public boolean confirmed() {
    return waiting == 0 && dead == 0;
  }
}
