package vn.antin.auth.login.totp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** RFC 6238 with what every app knows: HMAC-SHA-1, six digits, steps of 30 seconds. */
final class Totp {
  static final int STEP_SECONDS = 30;
  static final int DIGITS = 6;

  private static final int MODULUS = 1_000_000;

  /** Clocks differ and fingers are slow: one step either way (RFC 6238 §5.2). */
  private static final int SKEW = 1;

  private Totp() {}

  /** The step in which this code is right now, among those that are looked at. */
  static OptionalLong stepOf(String code, Seed seed, Instant now) {
    byte[] typed = code.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    long present = now.getEpochSecond() / STEP_SECONDS;
    OptionalLong found = OptionalLong.empty();
    for (long step = present - SKEW; step <= present + SKEW; step++) {
      byte[] expected = code(seed, step).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(typed, expected)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The code of a step (RFC 4226 §5.3). */
  static String code(Seed seed, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(seed.reveal(), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
      return "%06d".formatted(number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-1", e);
    }
  }
}
