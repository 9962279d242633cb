package vn.antin.auth.org.reorganisation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reorganisation changes, for people to read before they confirm it. Long lists are cut; the
 * totals are not.
 *
 * @param moved from which unit to which, with how many
 * @param unplaced officials who lose a post and get none instead
 * @param roles administrators whose role goes on over another unit
 * @param seals units whose seal may be used no longer, with those who keep it
 */
public record Difference(
    LocalDate effectiveOn,
    Totals totals,
    List<UnitLine> units,
    List<MovedLine> moved,
    List<UnplacedLine> unplaced,
    List<RoleLine> roles,
    List<SealLine> seals) {
  public Difference {
    units = List.copyOf(units);
    moved = List.copyOf(moved);
    unplaced = List.copyOf(unplaced);
    roles = List.copyOf(roles);
    seals = List.copyOf(seals);
  }

  /**
   * Counts over everything.
   *
   * @param officials holders of posts who come to another unit
   */
  public record Totals(
      int unitsMade, int unitsEnded, int unitsChanged, int officials, int unplaced, int roles) {}

  /**
   * A unit as it stands in the tree.
   *
   * @param parent null for a root, and for what hangs below a unit that the reader does not
   *     administer
   */
  public record Look(String code, String name, String kind, @Nullable String parent) {}

  /**
   * One unit.
   *
   * @param was null when it is new
   * @param becomes null when it ends
   * @param successors the names of those that take over
   */
  public record UnitLine(
      UUID unit, @Nullable Look was, @Nullable Look becomes, List<String> successors) {
    public UnitLine {
      successors = List.copyOf(successors);
    }
  }

  public record MovedLine(String from, String to, int officials) {}

  public record UnplacedLine(String displayName, String title, String unit) {}

  public record RoleLine(String displayName, String role, String unit) {}

  public record SealLine(String unit, List<String> custody) {
    public SealLine {
      custody = List.copyOf(custody);
    }
  }
}
