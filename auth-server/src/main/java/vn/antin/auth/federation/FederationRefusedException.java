package vn.antin.auth.federation;

/** The settings of a directory cannot be used. */
final class FederationRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String source;

  FederationRefusedException(String source, Throwable cause) {
    super(cause.getMessage(), cause);
    this.source = source;
  }

  String source() {
    return source;
  }
}
