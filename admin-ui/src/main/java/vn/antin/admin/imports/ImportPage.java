package vn.antin.admin.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One import and some of its rows.
 *
 * @param kind of the rows shown; empty for all
 * @param more address of the next rows, if there are any
 * @param problem name of the problem that the last decision met; null when there was none
 */
public record ImportPage(
    Import of,
    List<Import.Row> rows,
    String kind,
    @Nullable String more,
    @Nullable String problem) {
  public static final List<String> KINDS =
      List.of("new", "changed", "moved", "leaving", "refused", "unchanged");

  public ImportPage {
    rows = List.copyOf(rows);
  }

  /** Whether the last decision met the brake and the number is to be confirmed. */
  public boolean confirm() {
    return "import-needs-confirmation".equals(problem);
  }
}
