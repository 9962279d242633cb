package vn.antin.auth.provisioning.spreadsheet;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator accepts of an import.
 *
 * @param kinds which kinds of rows
 * @param only these rows alone; empty for all of the kinds
 * @param except not these rows
 * @param confirmed how many the administrator has been told would leave, and says so; null when not
 *     asked yet
 */
public record Acceptance(
    Set<RowKind> kinds, Set<Integer> only, Set<Integer> except, @Nullable Integer confirmed) {
  public Acceptance {
    kinds = Set.copyOf(kinds);
    only = Set.copyOf(only);
    except = Set.copyOf(except);
  }
}
