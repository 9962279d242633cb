package vn.antin.signing.certificate;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;

/** What somebody writes beside an act; it stays in its history. */
public final class Note {
  private static final int LONGEST = 500;

  private Note() {}

  /**
   * The note without blanks around it; null when there is none.
   *
   * @throws vn.antin.signing.problem.SigningException INVALID_REQUEST when it cannot be kept
   */
  public static @Nullable String checked(@Nullable String note) {
    if (note == null || note.isBlank()) {
      return null;
    }
    if (note.length() > LONGEST || note.indexOf('\0') >= 0) {
      throw Problem.INVALID_REQUEST.because("the note is longer than " + LONGEST);
    }
    return note.strip();
  }
}
