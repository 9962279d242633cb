package vn.antin.auth.login.recovery;

import org.jspecify.annotations.Nullable;

/**
 * What the pages of a recovery by oneself show.
 *
 * @param flow the login in which the password was found to be forgotten
 * @param step name, mail, second, password; stuck or closed where there is no way on
 * @param username for the browser's password store; empty before the last step
 * @param shortest characters that a password has at least
 * @param problem key of the message that says what went wrong; null when nothing did
 */
public record OwnRecoveryPage(
    String flow, String step, String username, int shortest, @Nullable String problem) {
  /** Whether this step asks for anything. */
  public boolean asks() {
    return !step.equals("stuck") && !step.equals("closed");
  }
}
