package vn.antin.signing.submission;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** Lines of text from outside, which officials will read on a page. */
final class Text {
  private static final int LONGEST = 200;

  private Text() {}

  /**
   * The line without space around it; null when it is empty.
   *
   * @param field what it is called in the request, for the answer
   */
  static @Nullable String optional(String field, @Nullable String value) {
    return value == null || value.isBlank() ? null : required(field, value);
  }

  /** As {@link #optional}, but refused when it is empty. */
  static String required(String field, @Nullable String value) {
    if (value == null
        || value.isBlank()
        || value.length() > LONGEST
        || value.codePoints().anyMatch(Text::unprintable)) {
      throw invalid(field, "1 to " + LONGEST + " printable characters");
    }
    return value.strip();
  }

  /** A request that is refused, told where and what was expected. */
  static SigningException invalid(String field, String expected) {
    return Problem.INVALID_REQUEST
        .because("expected " + expected + " in " + field)
        .showing("field", field)
        .showing("expected", expected);
  }

  private static boolean unprintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
