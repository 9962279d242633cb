package vn.antin.auth.approval.confirmation;

import java.time.Instant;

/** What came of comparing a signing PIN. */
sealed interface PinCheck {
  record Correct() implements PinCheck {}

  record Wrong(int attemptsLeft) implements PinCheck {}

  record Locked(Instant until) implements PinCheck {}

  /** The server has no core free to compare it; the attempt is not counted. */
  record Busy() implements PinCheck {}

  /** The official has not chosen a PIN yet. */
  record NotSet() implements PinCheck {}
}
