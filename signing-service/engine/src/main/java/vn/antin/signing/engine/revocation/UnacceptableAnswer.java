package vn.antin.signing.engine.revocation;

/** An authority's answer that may not be believed; stays inside the package. */
final class UnacceptableAnswer extends Exception {

  private static final long serialVersionUID = 1L;

  UnacceptableAnswer(String message) {
    super(message);
  }
}
