package vn.antin.signing.engine;

/** What became of completing a signature. */
public sealed interface Completion {

  /**
   * The signed document was written.
   *
   * @param length of the signed document in bytes
   * @param hash SHA-256 of the signed document
   */
  record Completed(long length, Hash hash) implements Completion {}

  /** Nothing was written. */
  record Refused(Reason reason) implements Completion {}

  /** Why a prepared signature was not completed. */
  enum Reason {
    /** The value does not verify with the certificate over the prepared bytes. */
    WRONG_SIGNATURE_VALUE,
    /** A prepared signature is redeemed once, whatever came of it. */
    ALREADY_REDEEMED,
    /** No time-stamp server answered; the prepared signature may be completed later. */
    TIME_STAMP_UNAVAILABLE,
    /**
     * Certificates or revocation answers that the level needs could not be had; the prepared
     * signature may be completed later.
     */
    REVOCATION_UNAVAILABLE,
    /** The signer's certificate is revoked. */
    CERTIFICATE_REVOKED
  }
}
