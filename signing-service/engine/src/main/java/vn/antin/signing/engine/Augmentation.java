package vn.antin.signing.engine;

/** What became of making a signed document's signatures checkable for longer. */
public sealed interface Augmentation {

  /**
   * The augmented document was written.
   *
   * @param length in bytes
   * @param hash SHA-256
   */
  record Augmented(long length, Hash hash) implements Augmentation {}

  /** Nothing was written. {@code detail} is for the operator. */
  record Refused(Reason reason, String detail) implements Augmentation {}

  /** Why a document was not augmented. */
  enum Reason {
    /** Not a document of this format, or one that is encrypted, broken or too large. */
    UNUSABLE,
    /** It carries no signature. */
    NOT_SIGNED,
    /** A signature in it cannot be read, so nothing can be gathered for it. */
    SIGNATURE_UNREADABLE,
    /** No time-stamp server answered; asking later may help. */
    TIME_STAMP_UNAVAILABLE,
    /** Certificates or revocation answers could not be had; asking later may help. */
    REVOCATION_UNAVAILABLE,
    /** A signer's or authority's certificate is revoked. */
    CERTIFICATE_REVOKED
  }
}
