package vn.antin.evidence;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HashMap;
import java.util.Map;

/**
 * The public key of a passkey (RFC 9053), read from the attested credential data that its
 * authenticator wrote: AAGUID (16 bytes), length of the credential id (2), the id, the COSE key
 * (WebAuthn §6.5.1).
 *
 * @param algorithm the JDK's name of the signature algorithm
 */
record CoseKey(PublicKey key, String algorithm) {
  private static final int AAGUID = 16;
  private static final int ES256 = -7;
  private static final int EDDSA = -8;
  private static final int RS256 = -257;

  /**
   * Reads the key.
   *
   * @throws IllegalArgumentException when there is none of a kind that passkeys of ours have
   */
  static CoseKey ofAttested(byte[] attested) {
    ByteBuffer bytes = ByteBuffer.wrap(attested);
    if (bytes.remaining() < AAGUID + Short.BYTES) {
      throw new IllegalArgumentException("the passkey is too short");
    }
    bytes.position(AAGUID);
    int idLength = Short.toUnsignedInt(bytes.getShort());
    if (idLength > bytes.remaining()) {
      throw new IllegalArgumentException("the passkey's id is longer than the passkey");
    }
    bytes.position(bytes.position() + idLength);
    try {
      return of(map(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the passkey's key is none: " + e.getMessage(), e);
    }
  }

  private static CoseKey of(Map<Long, Object> key) throws GeneralSecurityException {
    return switch (Math.toIntExact(number(key, 3))) {
      case ES256 -> {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        var point =
            new ECPoint(new BigInteger(1, bytes(key, -2)), new BigInteger(1, bytes(key, -3)));
        var spec = new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class));
        yield new CoseKey(KeyFactory.getInstance("EC").generatePublic(spec), "SHA256withECDSA");
      }
      case EDDSA -> {
        byte[] x = bytes(key, -2);
        byte[] y = new byte[x.length];
        for (int i = 0; i < x.length; i++) {
          y[i] = x[x.length - 1 - i];
        }
        boolean odd = y.length > 0 && (y[0] & 0x80) != 0;
        if (odd) {
          y[0] &= 0x7f;
        }
        var spec =
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y)));
        yield new CoseKey(KeyFactory.getInstance("EdDSA").generatePublic(spec), "Ed25519");
      }
      case RS256 -> {
        var spec =
            new RSAPublicKeySpec(
                new BigInteger(1, bytes(key, -1)), new BigInteger(1, bytes(key, -2)));
        yield new CoseKey(KeyFactory.getInstance("RSA").generatePublic(spec), "SHA256withRSA");
      }
      default -> throw new IllegalArgumentException("the passkey's algorithm is not known");
    };
  }

  private static long number(Map<Long, Object> key, long label) {
    if (key.get(label) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("the passkey's key lacks the number " + label);
  }

  private static byte[] bytes(Map<Long, Object> key, long label) {
    if (key.get(label) instanceof byte[] value) {
      return value;
    }
    throw new IllegalArgumentException("the passkey's key lacks the bytes " + label);
  }

  /** A CBOR map (RFC 8949) of numbers to numbers or bytes: all that a COSE key is. */
  private static Map<Long, Object> map(ByteBuffer bytes) {
    long head = head(bytes);
    if (head >>> 61 != 5) {
      throw new IllegalArgumentException("the passkey's key is no CBOR map");
    }
    Map<Long, Object> map = new HashMap<>();
    for (long left = head & 0xffff_ffffL; left > 0; left--) {
      if (!(value(bytes) instanceof Long label)) {
        throw new IllegalArgumentException("a label of the passkey's key is no number");
      }
      if (map.put(label, value(bytes)) != null) {
        throw new IllegalArgumentException("a label of the passkey's key stands twice");
      }
    }
    return map;
  }

  private static Object value(ByteBuffer bytes) {
    long head = head(bytes);
    long argument = head & 0xffff_ffffL;
    return switch ((int) (head >>> 61)) {
      case 0 -> argument;
      case 1 -> -1 - argument;
      case 2 -> {
        if (argument > bytes.remaining()) {
          throw new IllegalArgumentException("the passkey's key ends too early");
        }
        byte[] value = new byte[(int) argument];
        bytes.get(value);
        yield value;
      }
      default -> throw new IllegalArgumentException("the passkey's key holds something else");
    };
  }

  /** Major type in the three highest bits, argument (up to four bytes) in the lowest. */
  private static long head(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      throw new IllegalArgumentException("the passkey's key ends too early");
    }
    int first = Byte.toUnsignedInt(bytes.get());
    int size =
        switch (first & 0x1f) {
          case 24 -> 1;
          case 25 -> 2;
          case 26 -> 4;
          case 27, 28, 29, 30, 31 ->
              throw new IllegalArgumentException("the passkey's key is not in its usual form");
          default -> 0;
        };
    long argument = first & 0x1f;
    if (size > bytes.remaining()) {
      throw new IllegalArgumentException("the passkey's key ends too early");
    }
    for (int i = 0; i < size; i++) {
      argument = (i == 0 ? 0 : argument << 8) | Byte.toUnsignedLong(bytes.get());
    }
    return (long) (first >> 5) << 61 | argument;
  }
}
