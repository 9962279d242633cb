package vn.antin.auth.login.recovery;

/** A recovery was not begun or not handed out. */
public final class RecoveryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Code {
    /** The account has no address to mail a link to, or this server sends no mail. */
    NO_ADDRESS,
    /** The password is held by the office's own directory. */
    PASSWORD_ELSEWHERE,
    /** The account may not log in anyway. */
    DISABLED,
    /** There is none under way that could be handed out or withdrawn. */
    NONE_OPEN
  }

  private final Code code;

  RecoveryRefused(Code code) {
    super("refused: " + code, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
