package vn.antin.admin.authorization;

/** The auth-server did not take a pushed authorization request (RFC 9126 section 2.3). */
public final class RequestRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RequestRefused(String error) {
    super("the auth-server refused the pushed request: " + error);
  }
}
