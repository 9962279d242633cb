package vn.antin.evidence;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * RSASSA-PSS over a hash that is there already (RFC 8017 §8.1.2, §9.1.2), which no JDK offers. Only
 * one set of parameters passes: MGF1 with the hash's own digest, salt as long as the digest, the
 * usual trailer (RFC 4056 §2.2, Circular 15/2025/TT-BKHCN).
 */
final class Pss {
  private static final int TRAILER = 0xbc;
  private static final int ZEROS = 8;

  private Pss() {}

  static boolean verifies(RSAPublicKey key, byte[] value, byte[] hash, String digest) {
    int modulusBits = key.getModulus().bitLength();
    BigInteger number = new BigInteger(1, value);
    if (value.length != (modulusBits + 7) / 8 || number.compareTo(key.getModulus()) >= 0) {
      return false;
    }
    int bits = modulusBits - 1;
    byte[] encoded =
        fixed(number.modPow(key.getPublicExponent(), key.getModulus()), (bits + 7) / 8);
    return encoded != null && encodes(encoded, bits, hash, digest);
  }

  /** EMSA-PSS-VERIFY. */
  private static boolean encodes(byte[] encoded, int bits, byte[] hash, String digest) {
    int length = hash.length;
    int masked = encoded.length - length - 1;
    if (Digests.of(digest).getDigestLength() != length
        || masked < length + 1
        || (encoded[encoded.length - 1] & 0xff) != TRAILER) {
      return false;
    }
    byte[] seed = Arrays.copyOfRange(encoded, masked, masked + length);
    byte[] block = mask(seed, masked, digest);
    for (int i = 0; i < masked; i++) {
      block[i] ^= encoded[i];
    }
    int spare = 8 * encoded.length - bits;
    if ((encoded[0] & 0xff & ~(0xff >> spare)) != 0) {
      return false;
    }
    block[0] &= (byte) (0xff >> spare);
    int one = masked - length - 1;
    for (int i = 0; i < one; i++) {
      if (block[i] != 0) {
        return false;
      }
    }
    if (block[one] != 1) {
      return false;
    }
    MessageDigest again = Digests.of(digest);
    again.update(new byte[ZEROS]);
    again.update(hash);
    again.update(block, one + 1, length);
    return MessageDigest.isEqual(again.digest(), seed);
  }

  /** MGF1. */
  private static byte[] mask(byte[] seed, int length, String digest) {
    byte[] mask = new byte[length];
    MessageDigest each = Digests.of(digest);
    for (int at = 0, counter = 0; at < length; counter++) {
      each.update(seed);
      each.update(
          new byte[] {
            (byte) (counter >> 24), (byte) (counter >> 16), (byte) (counter >> 8), (byte) counter
          });
      byte[] part = each.digest();
      int taken = Math.min(part.length, length - at);
      System.arraycopy(part, 0, mask, at, taken);
      at += taken;
    }
    return mask;
  }

  /** The number in so many bytes; null when it needs more. */
  private static byte @Nullable [] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    if (bytes.length - from > length) {
      return null;
    }
    byte[] all = new byte[length];
    System.arraycopy(bytes, from, all, length - bytes.length + from, bytes.length - from);
    return all;
  }
}
