package vn.antin.admin.accounts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A unit that can be chosen. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UnitChoice(String id, @Nullable String code, String name) {
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<UnitChoice> items) {
    List<UnitChoice> all() {
      return items == null ? List.of() : items;
    }
  }

  /**
   * The one that was meant: the only one found, or the one whose code or name was typed in full.
   * Nothing when there are several, or none.
   */
  static @Nullable UnitChoice meant(String typed, List<UnitChoice> found) {
    if (found.size() == 1) {
      return found.getFirst();
    }
    var exact =
        found.stream()
            .filter(unit -> typed.equalsIgnoreCase(unit.code()) || typed.equals(unit.name()))
            .toList();
    return exact.size() == 1 ? exact.getFirst() : null;
  }
}
