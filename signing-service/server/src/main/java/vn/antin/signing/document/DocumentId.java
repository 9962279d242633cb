package vn.antin.signing.document;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** A document's id: UUID version 7 (RFC 9562), so that it names the day of its partition. */
public record DocumentId(UUID value) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static DocumentId create(Instant now) {
    var random = new byte[16];
    RANDOM.nextBytes(random);
    var bits = ByteBuffer.wrap(random);
    var high = (now.toEpochMilli() << 16) | 0x7000L | (bits.getLong() & 0x0FFFL);
    var low = 0x8000_0000_0000_0000L | (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL);
    return new DocumentId(new UUID(high, low));
  }

  /** The UTC day in the id; for an id that is none of ours some day on which nothing is found. */
  LocalDate day() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16)
        .atOffset(ZoneOffset.UTC)
        .toLocalDate();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
