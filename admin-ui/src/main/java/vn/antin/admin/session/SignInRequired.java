package vn.antin.admin.session;

/** The page is for officials and nobody is signed in, or the session came to its end. */
public final class SignInRequired extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For a page asked for without a session. */
  public SignInRequired() {
    super("sign-in required");
  }
}
