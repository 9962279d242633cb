package vn.antin.signing.engine.pades;

/** What a certification signature allows afterwards (DocMDP, ISO 32000-1 table 254). */
public enum Certification {
  /** P=1: nothing, but for validation data and document time-stamps (ISO 32000-2). */
  NO_CHANGES(1),
  /** P=2: filling in forms and signing fields that are there. */
  FILL_AND_SIGN(2),
  /** P=3: also annotations. */
  ANNOTATE_AND_FILL(3);

  private final int permission;

  Certification(int permission) {
    this.permission = permission;
  }

  /** The /P of the transform parameters. */
  public int permission() {
    return permission;
  }

  /** A /P of a file; what it should not hold counts as the default, 2. */
  static Certification of(int permission) {
    return switch (permission) {
      case 1 -> NO_CHANGES;
      case 3 -> ANNOTATE_AND_FILL;
      default -> FILL_AND_SIGN;
    };
  }
}
