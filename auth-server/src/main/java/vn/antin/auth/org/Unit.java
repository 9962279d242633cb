package vn.antin.auth.org;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A unit as it is, or as it was on some day.
 *
 * @param parent the unit above it; a unit that has ended lies beneath its successor
 * @param validFrom the day from which this is so; of a unit as it is, the day it began
 * @param validTo the first day on which it is so no longer; null without an end
 * @param version counts the changes of the unit
 */
public record Unit(
    UnitId id,
    @Nullable UnitId parent,
    UnitKind kind,
    String code,
    String name,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    long version) {
  /** Whether it exists on that day. */
  public boolean inForce(LocalDate day) {
    return !validFrom.isAfter(day) && (validTo == null || validTo.isAfter(day));
  }
}
