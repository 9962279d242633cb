package vn.antin.signing.token.ceremony;

/** A ceremony that cannot go on; the message is for the operators and carries no secret. */
public final class CeremonyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CeremonyException(String message) {
    super(message);
  }
}
