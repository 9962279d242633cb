package vn.antin.auth.org.reorganisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.UnitId;

/** Where the units that a plan makes come to lie among those there are. */
final class Places {
  private final Map<UnitId, @Nullable UnitId> parents = new HashMap<>();

  Places(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Create create) {
        parents.putIfAbsent(create.unit(), create.parent());
      }
    }
  }

  /**
   * The unit itself when there is one, else the one above it that there is; none for a new root and
   * what lies beneath it.
   */
  Set<UnitId> of(@Nullable UnitId unit) {
    UnitId present = unit;
    for (int depth = 0; present != null && parents.containsKey(present); depth++) {
      present = depth > parents.size() ? null : parents.get(present);
    }
    return present == null ? Set.of() : Set.of(present);
  }
}
