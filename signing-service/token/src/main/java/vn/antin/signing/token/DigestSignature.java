package vn.antin.signing.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Signatures over digests that others made. The JDK has them for ECDSA and RSASSA-PKCS1-v1_5; the
 * encoding of RSASSA-PSS (RFC 8017 §9.1) is written out here around its raw RSA.
 */
final class DigestSignature {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TRAILER = 0xbc;

  private DigestSignature() {}

  static byte[] sign(SigningAlgorithm algorithm, PrivateKey key, PublicKey publicKey, byte[] digest)
      throws GeneralSecurityException {
    if (algorithm.scheme() == SigningAlgorithm.Scheme.RSA_PSS) {
      byte[] salt = new byte[digest.length];
      RANDOM.nextBytes(salt);
      Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding");
      raw.init(Cipher.DECRYPT_MODE, key);
      return raw.doFinal(encoded(algorithm, publicKey, digest, salt));
    }
    Signature signer = plain(algorithm);
    signer.initSign(key);
    signer.update(input(algorithm, digest));
    return signer.sign();
  }

  static boolean verify(SigningAlgorithm algorithm, PublicKey key, byte[] digest, byte[] value)
      throws GeneralSecurityException {
    if (algorithm.scheme() == SigningAlgorithm.Scheme.RSA_PSS) {
      return verifyPss(algorithm, key, digest, value);
    }
    Signature verifier = plain(algorithm);
    verifier.initVerify(key);
    verifier.update(input(algorithm, digest));
    return verifier.verify(value);
  }

  private static Signature plain(SigningAlgorithm algorithm) throws GeneralSecurityException {
    return Signature.getInstance(
        switch (algorithm.scheme()) {
          case ECDSA -> "NONEwithECDSA";
          case RSA_PKCS1 -> "NONEwithRSA";
          case RSA_PSS, ED25519, ML_DSA ->
              throw new GeneralSecurityException(algorithm + " signs no digests");
        });
  }

  private static byte[] input(SigningAlgorithm algorithm, byte[] digest) {
    return algorithm.scheme() == SigningAlgorithm.Scheme.RSA_PKCS1
        ? SignatureMechanism.digestInfo(algorithm, digest)
        : digest;
  }

  private static boolean verifyPss(
      SigningAlgorithm algorithm, PublicKey key, byte[] digest, byte[] value)
      throws GeneralSecurityException {
    int modulusBits = ((RSAKey) key).getModulus().bitLength();
    if (value.length != (modulusBits + 7) / 8
        || new BigInteger(1, value).compareTo(((RSAKey) key).getModulus()) >= 0) {
      return false;
    }
    Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding");
    raw.init(Cipher.ENCRYPT_MODE, key);
    byte[] block = raw.doFinal(value);
    int length = (modulusBits - 1 + 7) / 8;
    int maskedLength = length - digest.length - 1;
    int saltAt = maskedLength - digest.length;
    byte[] encoded = Arrays.copyOfRange(block, block.length - length, block.length);
    if (saltAt < 1 || (encoded[length - 1] & 0xff) != TRAILER) {
      return false;
    }
    byte[] hash = Arrays.copyOfRange(encoded, maskedLength, length - 1);
    byte[] data = Arrays.copyOf(encoded, maskedLength);
    mask(algorithm, data, hash);
    data[0] &= (byte) (0xff >>> (8 * length - (modulusBits - 1)));
    byte[] salt = Arrays.copyOfRange(data, saltAt, maskedLength);
    return MessageDigest.isEqual(encoded(algorithm, key, digest, salt), pad(encoded, block.length));
  }

  /** EMSA-PSS (RFC 8017 §9.1.1), in as many bytes as the modulus has. */
  private static byte[] encoded(
      SigningAlgorithm algorithm, PublicKey key, byte[] digest, byte[] salt)
      throws GeneralSecurityException {
    int modulusBits = ((RSAKey) key).getModulus().bitLength();
    int length = (modulusBits - 1 + 7) / 8;
    int maskedLength = length - digest.length - 1;
    if (maskedLength < salt.length + 1) {
      throw new GeneralSecurityException("The key is too small for " + algorithm);
    }
    MessageDigest md = MessageDigest.getInstance(algorithm.digest());
    md.update(new byte[8]);
    md.update(digest);
    byte[] hash = md.digest(salt);
    byte[] data = new byte[maskedLength];
    data[maskedLength - salt.length - 1] = 1;
    System.arraycopy(salt, 0, data, maskedLength - salt.length, salt.length);
    mask(algorithm, data, hash);
    data[0] &= (byte) (0xff >>> (8 * length - (modulusBits - 1)));
    byte[] encoded = Arrays.copyOf(data, length);
    System.arraycopy(hash, 0, encoded, maskedLength, hash.length);
    encoded[length - 1] = (byte) TRAILER;
    return pad(encoded, (modulusBits + 7) / 8);
  }

  /** MGF1 (RFC 8017 §B.2.1) over the data. */
  private static void mask(SigningAlgorithm algorithm, byte[] data, byte[] seed)
      throws GeneralSecurityException {
    MessageDigest md = MessageDigest.getInstance(algorithm.digest());
    for (int block = 0; block * seed.length < data.length; block++) {
      md.update(seed);
      byte[] mask = md.digest(new byte[] {0, 0, (byte) (block >>> 8), (byte) block});
      for (int i = 0; i < mask.length && block * seed.length + i < data.length; i++) {
        data[block * seed.length + i] ^= mask[i];
      }
    }
  }

  private static byte[] pad(byte[] bytes, int length) {
    byte[] padded = new byte[length];
    System.arraycopy(bytes, 0, padded, length - bytes.length, bytes.length);
    return padded;
  }
}
