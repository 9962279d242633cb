package vn.antin.auth.org.power;

/**
 * An act of power was not done. What it is about does not exist for whom it is not within reach.
 */
public final class RefusedAct extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Code {
    /** Not there, or not within the caller's power. */
    UNKNOWN,
    /** Nobody does this to themselves, and nobody decides what they proposed. */
    OWN_ACT,
    /** More, longer or elsewhere than the administrator holds it. */
    MORE_THAN_HELD,
    /** The same is proposed already, or done. */
    ALREADY,
    /** Decided, withdrawn or run out before. */
    NOT_OPEN,
    /** What was decided on has changed since. */
    CHANGED,
    /** Nobody would be left who could administer the whole. */
    LAST_ADMINISTRATOR
  }

  private final Code code;

  public RefusedAct(Code code) {
    super("refused: " + code, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
