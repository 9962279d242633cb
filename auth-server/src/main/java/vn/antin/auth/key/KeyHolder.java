package vn.antin.auth.key;

import java.security.PublicKey;

/** A place where private keys are. */
sealed interface KeyHolder permits SoftwareKeys, HardwareKeys {
  /** Its name in the column {@code holder}. */
  String column();

  /** Whether it can hold keys of this kind. */
  boolean holds(TokenAlgorithm algorithm);

  Made make(TokenAlgorithm algorithm);

  SigningKey open(VerificationKey key, byte[] handle);

  /** Takes the key away for good; what has no place of its own goes with its handle. */
  void destroy(byte[] handle);

  /** A new key pair: its public part, and what opens the private one here. Prints neither. */
  final class Made {
    private final PublicKey publicKey;
    private final byte[] handle;

    Made(PublicKey publicKey, byte[] handle) {
      this.publicKey = publicKey;
      this.handle = handle.clone();
    }

    PublicKey publicKey() {
      return publicKey;
    }

    /** The key itself, or its name. */
    byte[] handle() {
      return handle.clone();
    }
  }
}
