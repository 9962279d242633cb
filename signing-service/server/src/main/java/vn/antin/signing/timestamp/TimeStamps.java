package vn.antin.signing.timestamp;

import java.math.BigInteger;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The time-stamp authority for other parts of this service; only there when it is switched on.
 * Thread-safe.
 */
public final class TimeStamps {
  /** What became of the wish for a time-stamp. */
  public sealed interface Outcome {
    /** A token (RFC 3161 §2.4.2), verified. The record owns its array. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stamped(byte[] token) implements Outcome {}

    /** None can be had now. */
    record Refused(String said) implements Outcome {}
  }

  private static final byte[] TRUE = {(byte) 0xff};

  private final TimeStampAuthority authority;

  TimeStamps(TimeStampAuthority authority) {
    this.authority = authority;
  }

  /** Bytes of a hash of the algorithm with this identifier; empty when it is not stamped. */
  public static OptionalInt hashLength(String identifier) {
    return ImprintAlgorithm.lengthOf(identifier);
  }

  /**
   * Stamps a hash; the token carries its certificates.
   *
   * @param identifier the hash algorithm's, one that has a {@link #hashLength}
   */
  public Outcome stamp(String identifier, byte[] hash, @Nullable BigInteger nonce) {
    var query =
        Der.sequence(
            Der.integer(1),
            Der.sequence(Der.sequence(Der.oid(identifier)), Der.octets(hash)),
            nonce == null ? Der.NOTHING : Der.integer(nonce),
            Der.tlv(Der.BOOLEAN, TRUE));
    return switch (authority.answer(query)) {
      case StampAnswer.Granted(var token) -> new Outcome.Stamped(token);
      case StampAnswer.Refused(_, var said, _) -> new Outcome.Refused(said);
    };
  }
}
