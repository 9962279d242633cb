package vn.antin.auth.approval.asked;

/** Texts of applications that a person will read. */
final class Shown {
  private Shown() {}

  /**
   * Checks that nothing in the text hides or turns around what stands beside it (Unicode Technical
   * Report 36 §2.5).
   *
   * @throws IllegalArgumentException with the text's name, never the text
   */
  static void require(String name, String text) {
    if (text.codePoints().anyMatch(Shown::invisible)) {
      throw new IllegalArgumentException(name + " holds characters that cannot be shown");
    }
  }

  private static boolean invisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Of these only what joins letters or emoji is innocent.
      case Character.FORMAT -> character != 0x200C && character != 0x200D && character != 0x00AD;
      default -> false;
    };
  }
}
