package vn.antin.signing.signature;

/** What is signed. */
public sealed interface FileContent {
  /** All of it. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Whole(byte[] bytes) implements FileContent {}

  /** Its hash alone, of the digest that the signature uses. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Hashed(byte[] hash) implements FileContent {}
}
