package vn.antin.auth.oauth2.jose;

/** A client's registered protection cannot be given; the message is for the operator. */
public final class JoseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JoseException(String message) {
    super(message);
  }

  JoseException(String message, Throwable cause) {
    super(message, cause);
  }
}
