package vn.antin.signing.dossier;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** What was expected, and where, of a member that cannot be taken. */
final class Fault {
  private static final Set<Byte> UNPRINTABLE =
      Set.of(
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR);

  private Fault() {}

  static SigningException in(String field, String expected) {
    return Problem.INVALID_REQUEST
        .because("expected " + expected + " in " + field)
        .showing("field", field)
        .showing("expected", expected);
  }

  /** A line that people will read, without blanks around it. */
  static String line(String field, @Nullable String value, int longest) {
    if (value == null
        || value.isBlank()
        || value.length() > longest
        || value
            .codePoints()
            .anyMatch(each -> UNPRINTABLE.contains((byte) Character.getType(each)))) {
      throw in(field, "1 to " + longest + " printable characters");
    }
    return value.strip();
  }

  static @Nullable String optional(String field, @Nullable String value, int longest) {
    return value == null || value.isBlank() ? null : line(field, value, longest);
  }
}
