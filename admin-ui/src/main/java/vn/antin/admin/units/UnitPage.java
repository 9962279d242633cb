package vn.antin.admin.units;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One unit.
 *
 * @param day as things stood that day; null for today
 * @param moreHolders whether there are more holders than are shown
 * @param done what has just been done, if anything
 * @param problem the key of why it was not done, if it was not
 */
public record UnitPage(
    Unit.Details details,
    @Nullable LocalDate day,
    List<Unit> below,
    boolean moreBelow,
    List<Seat> seats,
    boolean moreHolders,
    @Nullable String done,
    @Nullable String problem) {
  /** The kinds of units, in the order they are offered. */
  private static final List<String> KINDS =
      List.of(
          "division",
          "department",
          "commune",
          "centre",
          "board",
          "council",
          "party-body",
          "association",
          "school",
          "hospital",
          "province",
          "other");

  public UnitPage {
    below = List.copyOf(below);
    seats = List.copyOf(seats);
  }

  /** A post with those who hold it. */
  public record Seat(Unit.Post post, List<Unit.Holding> holders) {
    public Seat {
      holders = List.copyOf(holders);
    }
  }

  public Unit unit() {
    return details.unit();
  }

  public List<String> kinds() {
    return KINDS;
  }

  /** Whether it can be changed: it stands today, and today is shown. */
  public boolean changeable() {
    return day == null && unit().validTo() == null;
  }

  /** The version that a change is based on. */
  public long version() {
    return unit().version();
  }

  /** The address of another unit's page for the same day. */
  public String address(Unit other) {
    return address(other, day);
  }

  static String address(Unit unit, @Nullable LocalDate day) {
    return "/units/" + unit.id() + (day == null ? "" : "?asOf=" + day);
  }
}
