package vn.antin.signing.timestamp;

/** Why there is no time-stamp: {@code PKIFailureInfo} of RFC 3161 §2.4.2. */
enum Refusal {
  BAD_ALG("badAlg", 0),
  BAD_REQUEST("badRequest", 2),
  BAD_DATA_FORMAT("badDataFormat", 5),
  TIME_NOT_AVAILABLE("timeNotAvailable", 14),
  UNACCEPTED_POLICY("unacceptedPolicy", 15),
  UNACCEPTED_EXTENSION("unacceptedExtension", 16),
  SYSTEM_FAILURE("systemFailure", 25);

  private final String title;
  private final int bit;

  Refusal(String title, int bit) {
    this.title = title;
    this.bit = bit;
  }

  String title() {
    return title;
  }

  int bit() {
    return bit;
  }

  /** Whether the fault is ours, so that another server should be asked. */
  boolean outage() {
    return this == TIME_NOT_AVAILABLE || this == SYSTEM_FAILURE;
  }
}
