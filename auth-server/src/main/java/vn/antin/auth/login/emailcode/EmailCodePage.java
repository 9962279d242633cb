package vn.antin.auth.login.emailcode;

import org.jspecify.annotations.Nullable;

/**
 * What a page that asks for a mailed code shows.
 *
 * @param action where its forms go: the code's to it, the wish for a new one to {@code /send} below
 * @param flow the login; empty outside of one
 * @param hint the address, as much of it as its owner needs
 * @param back where another way is chosen; null when there is none
 * @param said key of the message shown as news; null when there is none
 * @param problem key of the message about the code just refused; null when there is none
 */
public record EmailCodePage(
    String action,
    String flow,
    String hint,
    @Nullable String back,
    @Nullable String said,
    @Nullable String problem) {
  /** For how many minutes a code is good. */
  public long minutes() {
    return MailCodes.LIFETIME.toMinutes();
  }
}
