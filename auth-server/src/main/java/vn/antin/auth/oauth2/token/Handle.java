package vn.antin.auth.oauth2.token;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import vn.antin.auth.digest.Digest;

/**
 * A secret given to a client, which names the partition that knows it. Prints nothing.
 *
 * @param bucket the day on which the family ends at the latest
 * @param reveal the form that travels
 */
public record Handle(LocalDate bucket, String reveal) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 32;
  private static final int TEXT_LENGTH = 46;

  static Handle create(LocalDate bucket) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    byte[] bytes =
        ByteBuffer.allocate(Short.BYTES + RANDOM_BYTES)
            .putShort((short) Math.toIntExact(bucket.toEpochDay()))
            .put(random)
            .array();
    return new Handle(bucket, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Empty when the text cannot be a handle of ours. */
  public static Optional<Handle> parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return Optional.of(new Handle(bucket(ByteBuffer.wrap(bytes)), text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Reads the two bytes of a bucket: an unsigned number of days since 1970. */
  static LocalDate bucket(ByteBuffer bytes) {
    return LocalDate.ofEpochDay(Short.toUnsignedInt(bytes.getShort()));
  }

  byte[] hash() {
    return Digest.sha256(reveal);
  }

  @Override
  public String toString() {
    return "Handle";
  }
}
