package vn.antin.auth.key;

/** The place that holds a signing key does not answer; trying again later may help. */
public final class KeyUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyUnavailableException(String message) {
    super(message);
  }
}
