package vn.antin.auth.oauth2.token;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a family and the partition in which it lies. Knowing it gives no access. */
public record FamilyId(LocalDate bucket, UUID value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SUFFIX_BYTES = 8;
  private static final int LENGTH = Short.BYTES + 2 * Long.BYTES + SUFFIX_BYTES;

  /**
   * A {@code jti} for one more access token of the family. It leads back to the family, so that a
   * JWT can be introspected, revoked and refused at userinfo without a row of its own.
   */
  public String newTokenId() {
    byte[] suffix = new byte[SUFFIX_BYTES];
    RANDOM.nextBytes(suffix);
    byte[] bytes =
        ByteBuffer.allocate(LENGTH)
            .putShort((short) Math.toIntExact(bucket.toEpochDay()))
            .putLong(value.getMostSignificantBits())
            .putLong(value.getLeastSignificantBits())
            .put(suffix)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The family that {@link #newTokenId} made this for; empty for a token without a family. */
  public static Optional<FamilyId> ofTokenId(@Nullable String tokenId) {
    if (tokenId == null) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(tokenId);
      if (bytes.length != LENGTH) {
        return Optional.empty();
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      LocalDate bucket = Handle.bucket(buffer);
      return Optional.of(new FamilyId(bucket, new UUID(buffer.getLong(), buffer.getLong())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
