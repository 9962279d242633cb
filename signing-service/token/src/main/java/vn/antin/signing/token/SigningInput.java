package vn.antin.signing.token;

/**
 * What a key signs: bytes, which are hashed on the way, or a digest that somebody else made of
 * bytes nobody here has seen.
 */
public final class SigningInput {
  private final byte[] bytes;
  private final boolean digest;

  private SigningInput(byte[] bytes, boolean digest) {
    this.bytes = bytes.clone();
    this.digest = digest;
  }

  public static SigningInput of(byte[] bytes) {
    return new SigningInput(bytes, false);
  }

  /** A digest as the algorithm's own would be: of that kind and length. */
  public static SigningInput ofDigest(byte[] digest) {
    return new SigningInput(digest, true);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Whether {@link #bytes} are a digest already. */
  boolean hashed() {
    return digest;
  }

  /** Whether the algorithm can do with this: Ed25519 and ML-DSA hash for themselves. */
  boolean fits(SigningAlgorithm algorithm) {
    if (!digest) {
      return true;
    }
    return switch (algorithm.scheme()) {
      case RSA_PKCS1, RSA_PSS, ECDSA -> bytes.length == algorithm.digestLength();
      case ED25519, ML_DSA -> false;
    };
  }

  @Override
  public String toString() {
    return "SigningInput[" + (digest ? "digest of " : "") + bytes.length + " bytes]";
  }
}
