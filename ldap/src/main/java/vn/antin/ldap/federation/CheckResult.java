package vn.antin.ldap.federation;

/** What came of checking a name and a password at a directory. */
public sealed interface CheckResult {
  /** The directory accepted the password. */
  record Accepted(Profile profile) implements CheckResult {}

  /** The user is there; the password is not right, or was empty. */
  record WrongPassword() implements CheckResult {}

  /** No entry under the user base has this name. */
  record UnknownUser() implements CheckResult {}

  /** The directory said that this user may not log in now, and why. */
  record Closed(Reason reason) implements CheckResult {}

  /**
   * No answer could be had: directory down, service account refused, or the answer was ambiguous.
   *
   * @param detail for the operator; holds no password and no user's name
   */
  record Unavailable(String detail) implements CheckResult {}

  /** Why a directory turns a user away. */
  enum Reason {
    LOCKED,
    DISABLED,
    ACCOUNT_EXPIRED,
    PASSWORD_EXPIRED,
    PASSWORD_MUST_BE_CHANGED,
    NOT_AT_THIS_TIME_OR_PLACE
  }
}
