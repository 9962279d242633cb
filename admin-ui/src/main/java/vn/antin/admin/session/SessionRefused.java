package vn.antin.admin.session;

/** A service no longer accepts the session's token: access was ended somewhere else. */
final class SessionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SessionRefused() {
    super("the session's token was refused");
  }
}
