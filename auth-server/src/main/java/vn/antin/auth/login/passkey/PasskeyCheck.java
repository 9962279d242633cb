package vn.antin.auth.login.passkey;

/** What came of an authenticator's answer. */
sealed interface PasskeyCheck {
  /** The owner of this passkey is there, verified. */
  record Accepted(Passkey passkey) implements PasskeyCheck {}

  /**
   * Not a fresh answer of a passkey that we know.
   *
   * @param reason for operators
   */
  record Refused(String reason) implements PasskeyCheck {}

  /** A copy of the passkey is about; it is closed. */
  record Copied() implements PasskeyCheck {}
}
