package vn.antin.auth.login.password;

import java.time.Duration;
import vn.antin.auth.account.Account;

/** What came of a password. */
public sealed interface PasswordCheck {
  /** The right password of an account that may log in. */
  record Accepted(Account account) implements PasswordCheck {}

  /** Wrong, unknown, or not even looked at; nobody learns which. */
  record Refused() implements PasswordCheck {}

  /** The right password, but after too many wrong ones; the next try counts after this long. */
  record Throttled(Account account, Duration retryAfter) implements PasswordCheck {}

  /** The right password of an account that is switched off. */
  record Disabled(Account account) implements PasswordCheck {}

  /** The right password, but the directory that holds it wants it changed first. */
  record PasswordChangeDue(Account account) implements PasswordCheck {}

  /** The right password, but the directory that holds it does not let this official in. */
  record ClosedByDirectory(Account account) implements PasswordCheck {}

  /** The directory that holds the password does not answer; nothing is known about it. */
  record DirectoryUnreachable() implements PasswordCheck {}

  /** The server has more passwords to check than it can; try again in a moment. */
  record Busy() implements PasswordCheck {}
}
