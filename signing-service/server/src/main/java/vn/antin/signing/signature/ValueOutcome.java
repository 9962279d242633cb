package vn.antin.signing.signature;

/** What became of a use of a key over a digest. */
public sealed interface ValueOutcome {
  /** A value that verifies with the certificate; ECDSA in DER form. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Made(byte[] value) implements ValueOutcome {}

  /** The key was certainly not used. */
  record NotMade() implements ValueOutcome {}

  /** The key may have been used. */
  record Unknown() implements ValueOutcome {}
}
