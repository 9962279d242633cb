package vn.antin.signing.timestamp;

/** What becomes of a query. */
sealed interface StampAnswer {
  int GRANTED = 0;
  int REJECTION = 2;

  /** The {@code TimeStampResp} in DER. */
  byte[] encoded();

  /** A time-stamp, verified. The record owns its array. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Granted(byte[] token) implements StampAnswer {
    @Override
    public byte[] encoded() {
      return Der.sequence(Der.sequence(Der.integer(GRANTED)), token);
    }
  }

  /**
   * No time-stamp.
   *
   * @param said for the client
   * @param detail for the log; empty where the client's word is enough
   */
  record Refused(Refusal refusal, String said, String detail) implements StampAnswer, QueryReading {
    Refused(Refusal refusal, String said) {
      this(refusal, said, "");
    }

    @Override
    public byte[] encoded() {
      return Der.sequence(
          Der.sequence(
              Der.integer(REJECTION), Der.sequence(Der.text(said)), Der.bit(refusal.bit())));
    }
  }
}
