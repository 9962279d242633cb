package vn.antin.audit.proof;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * What a seal's root is computed from.
 *
 * @param log which log
 * @param number 1, 2, 3, …
 * @param sealedAt when, in microseconds
 * @param previous the root of the seal before, or {@link #genesis} for the first
 * @param size how many rows it covers
 * @param merkleRoot the root of the tree over them
 */
public record SealHead(
    UUID log, long number, Instant sealedAt, Hash previous, long size, Hash merkleRoot) {

  /** The chained root: what is signed and sent outside; it stands for the whole log up to here. */
  public Hash root() {
    return Hash.sha256(
        new CanonicalEncoding("antin-audit-seal-v1")
            .fixed(bytes(log))
            .number(number)
            .instant(sealedAt)
            .fixed(previous.bytes())
            .number(size)
            .fixed(merkleRoot.bytes())
            .toBytes());
  }

  /** What the first seal of a log follows. */
  public static Hash genesis(UUID log) {
    return Hash.sha256(new CanonicalEncoding("antin-audit-log-v1").fixed(bytes(log)).toBytes());
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
