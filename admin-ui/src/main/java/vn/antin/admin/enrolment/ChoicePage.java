package vn.antin.admin.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looking for the holder.
 *
 * @param way to what the holder is looked for
 * @param query what was searched for; empty when nothing was yet
 */
public record ChoicePage(Way way, String query, List<Choice> officials, List<Choice> units) {
  public ChoicePage {
    officials = List.copyOf(officials);
    units = List.copyOf(units);
  }

  /** One that can be chosen. */
  public record Choice(
      String parameter, String name, @Nullable String code, @Nullable String unit) {}

  public boolean searched() {
    return !query.isEmpty();
  }
}
