package vn.antin.auth.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;

/** Keys in this process's memory; the handle is the key itself. */
final class SoftwareKeys implements KeyHolder {
  /** The first release stored the bare secret number of an EC key. */
  private static final int BARE_EC_KEY = 32;

  @Override
  public String column() {
    return "software";
  }

  @Override
  public boolean holds(TokenAlgorithm algorithm) {
    return true;
  }

  @Override
  public Made make(TokenAlgorithm algorithm) {
    KeyPair pair = algorithm.generate();
    return new Made(pair.getPublic(), pair.getPrivate().getEncoded());
  }

  @Override
  public SigningKey open(VerificationKey key, byte[] handle) {
    return new InMemory(key.id(), key.algorithm(), read(key.algorithm(), handle));
  }

  @Override
  public void destroy(byte[] handle) {
    // It is gone with the row's handle.
  }

  private static PrivateKey read(TokenAlgorithm algorithm, byte[] handle) {
    try {
      KeyFactory keys = KeyFactory.getInstance(algorithm.family());
      return handle.length == BARE_EC_KEY
          ? keys.generatePrivate(new ECPrivateKeySpec(new BigInteger(1, handle), Jwk.p256()))
          : keys.generatePrivate(new PKCS8EncodedKeySpec(handle));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected a private key for " + algorithm.jose(), e);
    }
  }

  private record InMemory(String id, TokenAlgorithm algorithm, PrivateKey key)
      implements SigningKey {
    @Override
    public byte[] sign(byte[] input) {
      return algorithm.sign(key, input);
    }

    @Override
    public String toString() {
      return "SigningKey[" + id + "]";
    }
  }
}
