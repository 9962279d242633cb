package vn.antin.auth.provisioning.spreadsheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is refused; the message bundle has the words.
 *
 * @param code key below {@code import.reason.}
 * @param column key of the column it is about; null when it is about the row
 * @param values what the words name: what was found, or another row
 */
public record Reason(String code, @Nullable String column, List<String> values) {
  private static final int LONGEST = 80;

  public Reason {
    values =
        values.stream()
            .map(value -> value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value)
            .toList();
  }

  static Reason of(String code, String... values) {
    return new Reason(code, null, List.of(values));
  }

  static Reason in(Column column, String code, String... values) {
    return new Reason(code, column.key(), List.of(values));
  }
}
