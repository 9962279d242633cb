package vn.antin.admin.units;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree's top, or what a search found.
 *
 * @param day as things stood that day; null for today
 * @param more address of the next page; null on the last
 */
public record UnitsPage(
    String query, @Nullable LocalDate day, List<Unit> items, @Nullable String more) {
  public UnitsPage {
    items = List.copyOf(items);
  }

  /** The address of a unit's page for the same day. */
  public String address(Unit unit) {
    return UnitPage.address(unit, day);
  }
}
