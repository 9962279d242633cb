package vn.antin.auth.outbox;

/** What became of one try to deliver a message. */
public sealed interface Attempt {
  /** The recipient has confirmed it. */
  record Delivered() implements Attempt {}

  /**
   * Not now; it will be tried again.
   *
   * @param reason for an administrator to read; no secrets and no personal data
   */
  record Retry(String reason) implements Attempt {}

  /**
   * Refused for good; only an administrator can have it tried again.
   *
   * @param reason for an administrator to read; no secrets and no personal data
   */
  record Dead(String reason) implements Attempt {}
}
