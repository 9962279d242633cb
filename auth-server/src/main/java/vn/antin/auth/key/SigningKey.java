package vn.antin.auth.key;

/** A private key that may sign now. Thread-safe. */
public interface SigningKey {
  /** The {@code kid} under which its public part is published. */
  String id();

  TokenAlgorithm algorithm();

  /**
   * Signs bytes; the value is in JOSE's form (ECDSA: R and S side by side).
   *
   * @throws KeyUnavailableException when the token that holds the key does not answer
   */
  byte[] sign(byte[] input);
}
