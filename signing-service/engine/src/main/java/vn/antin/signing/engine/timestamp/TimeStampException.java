package vn.antin.signing.engine.timestamp;

import java.util.List;

/** No server gave an acceptable time-stamp. An outage: asking later may help. */
public final class TimeStampException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> attempts;

  public TimeStampException(String message, List<String> attempts) {
    super(attempts.isEmpty() ? message : message + ": " + String.join("; ", attempts));
    this.attempts = List.copyOf(attempts);
  }

  /** What each server said or failed at, for the operator. */
  public List<String> attempts() {
    return attempts == null ? List.of() : attempts;
  }
}
