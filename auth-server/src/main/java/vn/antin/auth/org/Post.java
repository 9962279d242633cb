package vn.antin.auth.org;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A seat in a unit, as it is or as it was on some day.
 *
 * @param validTo the first day on which it is so no longer; null without an end
 */
public record Post(
    PostId id,
    UnitId unit,
    String title,
    PostRank rank,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    long version) {}
