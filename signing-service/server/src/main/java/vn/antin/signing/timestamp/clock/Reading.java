package vn.antin.signing.timestamp.clock;

import java.time.Duration;

/** What one time source said, or did not. */
public sealed interface Reading {
  String server();

  /**
   * An answer that may count.
   *
   * @param offset what must be added to our clock to have the source's
   * @param delay of the exchange; the offset is known to half of it
   */
  record Answered(String server, Duration offset, Duration delay, int stratum) implements Reading {}

  /** No answer that counts. */
  record Failed(String server, String why) implements Reading {}
}
