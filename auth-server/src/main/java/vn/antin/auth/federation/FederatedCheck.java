package vn.antin.auth.federation;

import vn.antin.auth.account.Account;

/** What came of asking the directory that holds an account's password. */
public sealed interface FederatedCheck {
  /** The password is right; the profile is taken over, unless the account is disabled here. */
  record Accepted(Account account) implements FederatedCheck {}

  /**
   * Not accepted, for a reason that whoever types may not learn.
   *
   * @param reason for the audit log
   */
  record Refused(String reason) implements FederatedCheck {}

  /** The password is right, but the directory wants it changed first. */
  record PasswordChangeDue() implements FederatedCheck {}

  /** The password is right, but the directory does not let this official in. */
  record Closed() implements FederatedCheck {}

  /** The directory gave no answer; nothing is known about the password. */
  record Unreachable() implements FederatedCheck {}
}
