package vn.antin.signing.timestamp;

import java.util.List;
import vn.antin.signing.engine.timestamp.TimeStampCheck;
import vn.antin.signing.engine.timestamp.TimeStampException;
import vn.antin.signing.engine.timestamp.TimeStampSource;
import vn.antin.signing.engine.timestamp.TimeStampToken;

/**
 * This installation's own time-stamps for its own signatures, without a network in between and not
 * counted among those of strangers. Thread-safe.
 */
public final class OwnTimeStamps implements TimeStampSource {
  private static final int USUAL = 8 * 1024;
  private static final int MARGIN = 512;
  private static final byte[] TRUE = {-1};

  private final TimeStampAuthority authority;
  private volatile int largest;

  OwnTimeStamps(TimeStampAuthority authority) {
    this.authority = authority;
  }

  @Override
  public TimeStampToken stamp(byte[] digest, String digestAlgorithm) {
    var query =
        Der.sequence(
            Der.integer(1),
            Der.sequence(ImprintAlgorithm.identifier(digestAlgorithm), Der.octets(digest)),
            Der.tlv(Der.BOOLEAN, TRUE));
    return switch (authority.answer(query)) {
      case StampAnswer.Granted(var token) -> checked(token, digest, digestAlgorithm);
      case StampAnswer.Refused(_, var said, var detail) ->
          throw new TimeStampException(said, List.of("own authority: " + detail));
    };
  }

  private TimeStampToken checked(byte[] token, byte[] digest, String algorithm) {
    largest = Math.max(largest, token.length);
    return switch (TimeStampCheck.check(token, digest, algorithm, List.of())) {
      case TimeStampCheck.Held(var held) -> held;
      case TimeStampCheck.Failed(var why, _) ->
          throw new TimeStampException(why, List.of("own authority"));
    };
  }

  /** What was seen, with room for a longer chain; a guess before the first. */
  @Override
  public int expectedSize() {
    return largest == 0 ? USUAL : largest + MARGIN;
  }
}
