package vn.antin.evidence;

/** One thing that was looked at. */
record Finding(Kind kind, String text) {
  /** The text quotes the file: nothing in it may repaint the reader's terminal. */
  Finding {
    text = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }

  /** What came of it. */
  enum Kind {
    /** It holds. */
    OK,
    /** It does not: the evidence is worthless as it stands. */
    BROKEN,
    /** This file alone cannot tell; the text says what would. */
    OPEN
  }

  static Finding ok(String text) {
    return new Finding(Kind.OK, text);
  }

  static Finding broken(String text) {
    return new Finding(Kind.BROKEN, text);
  }

  static Finding open(String text) {
    return new Finding(Kind.OPEN, text);
  }
}
