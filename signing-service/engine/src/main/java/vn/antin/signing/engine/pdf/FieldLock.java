package vn.antin.signing.engine.pdf;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.PdfDictionary;

/**
 * Fields that may not change after a signature (ISO 32000-1 section 12.8.2.4).
 *
 * @param fields full names; a name stands for its descendants too
 * @param permission /P of ISO 32000-2, 1 to 3, where given
 */
public record FieldLock(Action action, List<String> fields, @Nullable Integer permission) {

  /** Which fields are meant. */
  public enum Action {
    ALL,
    INCLUDE,
    EXCLUDE
  }

  public FieldLock {
    fields = List.copyOf(fields);
  }

  static FieldLock of(PdfFile file, PdfDictionary dictionary) {
    Action action =
        switch (file.name(dictionary.get("Action"))) {
          case "Include" -> Action.INCLUDE;
          case "Exclude" -> Action.EXCLUDE;
          default -> Action.ALL;
        };
    List<String> fields =
        file.array(dictionary.get("Fields")).stream()
            .map(file::text)
            .filter(name -> !name.isEmpty())
            .toList();
    int permission = (int) file.number(dictionary.get("P"), 0);
    return new FieldLock(action, fields, permission >= 1 && permission <= 3 ? permission : null);
  }

  /** Whether the field of this full name may not change. */
  public boolean locks(String name) {
    boolean named = fields.stream().anyMatch(f -> name.equals(f) || name.startsWith(f + "."));
    return switch (action) {
      case ALL -> true;
      case INCLUDE -> named;
      case EXCLUDE -> !named;
    };
  }
}
