package vn.antin.signing.token;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import vn.antin.signing.token.SigningAlgorithm.Scheme;
import vn.antin.signing.token.TokenException.Fault;

/**
 * How an algorithm is asked of a token: the JDK hashes, the token does the part with the key. So
 * one mechanism per scheme serves every digest.
 *
 * @see <a href="https://docs.oasis-open.org/pkcs11/pkcs11-curr/v3.0/">PKCS #11 mechanisms 3.0</a>
 */
final class SignatureMechanism {

  static final long RSA_PKCS = 0x1;
  static final long RSA_PKCS_PSS = 0xd;
  static final long ECDSA = 0x1041;
  static final long EDDSA = 0x1057;

  /** The tail of 2.16.840.1.101.3.4.2 and CKM and CKG numbers of each digest. */
  private record Digest(int identifier, long mechanism, long mask) {}

  private static final Map<String, Digest> DIGESTS =
      Map.of(
          "SHA-256", new Digest(1, 0x250, 2),
          "SHA-384", new Digest(2, 0x260, 3),
          "SHA-512", new Digest(3, 0x270, 4),
          "SHA3-256", new Digest(8, 0x2b0, 7),
          "SHA3-384", new Digest(9, 0x2c0, 8),
          "SHA3-512", new Digest(10, 0x2d0, 9));

  private SignatureMechanism() {}

  static long type(Scheme scheme) {
    return switch (scheme) {
      case RSA_PKCS1 -> RSA_PKCS;
      case RSA_PSS -> RSA_PKCS_PSS;
      case ECDSA -> ECDSA;
      case ED25519 -> EDDSA;
      case ML_DSA -> -1; // PKCS #11 3.2, which no library here has
    };
  }

  static CryptokiMechanism of(SigningAlgorithm algorithm) {
    long type = type(algorithm.scheme());
    if (algorithm.scheme() != Scheme.RSA_PSS) {
      return CryptokiMechanism.of(type);
    }
    Digest digest = digest(algorithm);
    return CryptokiMechanism.of(
        type, digest.mechanism(), digest.mask(), (long) algorithm.digestLength());
  }

  /** What the token is given for bytes to be signed. */
  static byte[] input(SigningAlgorithm algorithm, SigningInput input) {
    return switch (algorithm.scheme()) {
      case RSA_PKCS1 -> digestInfo(algorithm, hash(algorithm, input));
      case RSA_PSS, ECDSA -> hash(algorithm, input);
      case ED25519, ML_DSA -> input.bytes();
    };
  }

  /** The value in the form that everybody else uses, of what the token gave. */
  static SignatureValue value(SigningAlgorithm algorithm, byte[] raw) {
    return new SignatureValue(algorithm.scheme() == Scheme.ECDSA ? Der.ecdsa(raw) : raw);
  }

  /** RFC 8017 section 9.2. */
  static byte[] digestInfo(SigningAlgorithm algorithm, byte[] hash) {
    byte[] oid = {
      0x60, (byte) 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, (byte) digest(algorithm).identifier()
    };
    return Der.of(0x30, Der.of(0x30, Der.of(0x06, oid), Der.of(0x05)), Der.of(0x04, hash));
  }

  private static Digest digest(SigningAlgorithm algorithm) {
    Digest digest = DIGESTS.get(algorithm.digest());
    if (digest == null) {
      throw new IllegalStateException("No numbers for " + algorithm);
    }
    return digest;
  }

  private static byte[] hash(SigningAlgorithm algorithm, SigningInput input) {
    if (input.hashed()) {
      return input.bytes();
    }
    try {
      return MessageDigest.getInstance(algorithm.digest()).digest(input.bytes());
    } catch (NoSuchAlgorithmException e) {
      throw new TokenException(Fault.UNAVAILABLE, "The JDK lacks " + algorithm.digest(), e);
    }
  }
}
