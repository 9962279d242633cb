package vn.antin.signing.timestamp.clock;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** The 48 bytes of an NTP packet (RFC 5905 §7.3), as a client asks and judges them. */
final class SntpAnswer {
  static final int LENGTH = 48;

  private static final byte CLIENT_VERSION_4 = 0x23;
  private static final int SERVER = 4;
  private static final int NOT_SYNCHRONISED = 3;
  private static final int WORST_STRATUM = 15;
  private static final int ORIGINATE = 24;
  private static final int RECEIVE = 32;
  private static final int TRANSMIT = 40;
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
  private static final long ERA = 1L << 32;

  private SntpAnswer() {}

  /** A question that says nothing of our clock: its transmit time is random. */
  static byte[] question(long nonce) {
    var packet = ByteBuffer.allocate(LENGTH);
    packet.put(0, CLIENT_VERSION_4).putLong(TRANSMIT, nonce);
    return packet.array();
  }

  /**
   * Judges an answer.
   *
   * @param sent our clock at the question
   * @param took from question to answer, by the monotonic clock
   * @param slowest the longest exchange, and the greatest error of the source, that tell enough
   */
  static Reading judge(
      String server,
      byte[] bytes,
      int length,
      long nonce,
      Instant sent,
      Duration took,
      Duration slowest) {
    if (length < LENGTH) {
      return new Reading.Failed(server, "sent " + length + " bytes");
    }
    var packet = ByteBuffer.wrap(bytes);
    var first = packet.get(0);
    var stratum = packet.get(1) & 0xff;
    if ((first & 7) != SERVER || packet.getLong(ORIGINATE) != nonce) {
      return new Reading.Failed(server, "sent what is no answer to the question");
    }
    if (((first >> 6) & 3) == NOT_SYNCHRONISED || stratum == 0 || stratum > WORST_STRATUM) {
      return new Reading.Failed(server, "says that its own clock is not set");
    }
    var error = shortFormat(packet.getInt(4)).dividedBy(2).plus(shortFormat(packet.getInt(8)));
    var received = instant(packet.getLong(RECEIVE));
    var transmitted = instant(packet.getLong(TRANSMIT));
    var delay = took.minus(Duration.between(received, transmitted));
    if (packet.getLong(TRANSMIT) == 0 || transmitted.isBefore(received)) {
      return new Reading.Failed(server, "sent times that cannot be");
    }
    if (error.compareTo(slowest) > 0 || delay.compareTo(slowest) > 0) {
      return new Reading.Failed(server, "is too far or too unsure to tell");
    }
    var there = Duration.between(sent, received);
    var back = Duration.between(sent.plus(took), transmitted);
    return new Reading.Answered(
        server, there.plus(back).dividedBy(2), delay.isNegative() ? Duration.ZERO : delay, stratum);
  }

  private static Duration shortFormat(int value) {
    return Duration.ofNanos((Integer.toUnsignedLong(value) * 1_000_000_000L) >>> 16);
  }

  /** The first era ends in 2036; a leading zero bit means the second (RFC 4330 §3). */
  private static Instant instant(long timestamp) {
    var seconds = timestamp >>> 32;
    var nanos = ((timestamp & 0xffff_ffffL) * 1_000_000_000L) >>> 32;
    var era = seconds < ERA / 2 ? ERA : 0;
    return Instant.ofEpochSecond(seconds + era - SECONDS_1900_TO_1970, nanos);
  }
}
