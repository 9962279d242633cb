package vn.antin.auth.org.reorganisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.antin.auth.org.UnitId;

/**
 * Units have ended or given something away, and others took over. Published inside the transaction
 * in which that takes effect, also when it is only rehearsed: listeners change rows and nothing
 * else.
 *
 * @param successors for each unit those that stand in its place now, itself among them when it goes
 *     on; none when nothing took over
 */
public record UnitsReplaced(Map<UnitId, List<UnitId>> successors, LocalDate effectiveOn) {
  public UnitsReplaced {
    successors =
        successors.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }
}
