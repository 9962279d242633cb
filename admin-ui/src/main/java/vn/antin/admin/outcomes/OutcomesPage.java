package vn.antin.admin.outcomes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list.
 *
 * @param hours what is younger is left out
 * @param more address of what follows; null at the end
 * @param problem why the filter was not followed; null for nothing
 */
public record OutcomesPage(
    List<Outcome.Line> items,
    String unitCode,
    String application,
    int hours,
    @Nullable String more,
    boolean stale,
    Instant now,
    @Nullable String problem) {
  /** The ages that may be asked for. */
  public static final List<Integer> HOURS = List.of(0, 1, 24, 168);

  public OutcomesPage {
    items = List.copyOf(items);
  }

  public boolean filtered() {
    return !unitCode.isEmpty() || !application.isEmpty() || hours > 0;
  }
}
