package vn.antin.signing.token;

import java.security.SecureRandom;

/** How private keys are wrapped, best first; which one a token does is probed. */
public enum WrapMechanism {
  /** AES key wrap with padding (RFC 5649, NIST SP 800-38F), as PKCS #11 3.0 numbers it. */
  AES_KEY_WRAP_KWP(0x210b),
  /** The same as PKCS #11 2.40 numbers it. */
  AES_KEY_WRAP_PAD(0x210a),
  /** AES key wrap without padding (RFC 3394). */
  AES_KEY_WRAP(0x2109),
  /** AES-CBC with padding and a random IV: does not notice changes by itself. */
  AES_CBC_PAD(0x1085);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BLOCK = 16;

  private final long type;

  WrapMechanism(long type) {
    this.type = type;
  }

  long type() {
    return type;
  }

  /** A fresh initialisation vector; empty where the mechanism takes none. */
  byte[] freshVector() {
    byte[] vector = new byte[this == AES_CBC_PAD ? BLOCK : 0];
    RANDOM.nextBytes(vector);
    return vector;
  }

  CryptokiMechanism with(byte[] vector) {
    return CryptokiMechanism.of(type, vector);
  }

  /** With a vector of zeros: the same input gives the same output. */
  CryptokiMechanism fixed() {
    return with(new byte[this == AES_CBC_PAD ? BLOCK : 0]);
  }
}
