package vn.antin.auth.org;

/** A change of units, posts or assignments that cannot be. */
public final class OrgException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Code {
    /** Missing, too long or with characters that do not belong there. */
    INVALID,
    /** Does not exist, or not for the one who asks. */
    UNKNOWN,
    /** The identifier names another unit in that time. */
    TAKEN,
    /** The day lies outside what the thing's own dates allow. */
    DATE,
    /** The official holds another main post in that time. */
    MAIN_OVERLAPS,
    /** Something still hangs on it. */
    NOT_EMPTY,
    /** Somebody would come to more power than the one who plans it may give. */
    POWER,
    /** A unit would come to lie beneath itself. */
    CIRCLE,
    /** The official does not hold the post that it takes. */
    STANDING,
    /** What was given to somebody by sub-delegation is not given on. */
    REDELEGATED
  }

  private final Code code;
  private final String field;

  private OrgException(Code code, String field) {
    super(code + ": " + field);
    this.code = code;
    this.field = field;
  }

  public static OrgException of(Code code, String field) {
    return new OrgException(code, field);
  }

  public Code code() {
    return code;
  }

  /** What was wrong with the request, by the name the API gives it. */
  public String field() {
    return field;
  }
}
