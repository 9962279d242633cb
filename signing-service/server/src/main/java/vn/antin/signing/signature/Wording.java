package vn.antin.signing.signature;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;

/** Texts that go onto a page or into a signature: printable and short. */
final class Wording {
  private Wording() {}

  /**
   * Without blanks around it; null when nothing is left.
   *
   * @throws vn.antin.signing.problem.SigningException INVALID_REQUEST when it is too long or holds
   *     what cannot be seen
   */
  static @Nullable String read(String what, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > longest || value.codePoints().anyMatch(Wording::unprintable)) {
      throw Problem.INVALID_REQUEST.because(what + " is too long or not printable");
    }
    return value.strip();
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
