package vn.antin.auth.org;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A unit to be made.
 *
 * @param parent null for a root of the tree
 * @param code its organisation identifier; empty when it has none
 */
public record NewUnit(
    @Nullable UnitId parent, UnitKind kind, String code, String name, LocalDate validFrom) {
  public NewUnit {
    code = OrgText.code(code);
    name = OrgText.name("name", name);
  }
}
