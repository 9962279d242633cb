package vn.antin.auth.profile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page about recent activity shows.
 *
 * @param before where earlier entries begin; null when there are none
 */
public record ActivityPage(List<Entry> entries, @Nullable Long before) {
  public ActivityPage {
    entries = List.copyOf(entries);
  }

  /**
   * Something that happened to the account.
   *
   * @param type for the key of its text
   * @param own whether the official did it, as far as is known
   * @param address where it came from, when that was noted and not erased since
   */
  public record Entry(
      long id,
      Instant at,
      String type,
      boolean own,
      @Nullable String address,
      @Nullable String device) {}
}
