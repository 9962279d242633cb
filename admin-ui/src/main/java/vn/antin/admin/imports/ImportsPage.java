package vn.antin.admin.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form for a file and the imports so far.
 *
 * @param largest bytes that a file may have
 * @param error last part of the key of what was wrong with the file; null when nothing was
 */
public record ImportsPage(
    List<Import> items,
    List<Import.Unit> units,
    @Nullable String more,
    long largest,
    @Nullable String error) {
  public ImportsPage {
    items = List.copyOf(items);
    units = List.copyOf(units);
  }
}
