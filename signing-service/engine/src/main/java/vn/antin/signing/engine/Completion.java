package vn.antin.signing.engine;

/** What became of completing a signature. */
public sealed interface Completion {

  /** The signed document was written. */
  record Completed(long length, Hash sha256) implements Completion {}

  /** Nothing was written. */
  record Refused(Reason reason) implements Completion {}

  /** Why a prepared signature was not completed. */
  enum Reason {
    /** The value does not verify with the certificate over the prepared bytes. */
    WRONG_SIGNATURE_VALUE,
    /** A prepared signature is redeemed once, whatever came of it. */
    ALREADY_REDEEMED
  }
}
