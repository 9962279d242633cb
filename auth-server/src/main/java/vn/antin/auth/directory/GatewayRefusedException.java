package vn.antin.auth.directory;

/** The LDAP gateway cannot start with its settings. */
final class GatewayRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GatewayRefusedException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
