package vn.antin.auth.login.emailcode;

import org.jspecify.annotations.Nullable;

/**
 * What the page about one's mail address shows.
 *
 * @param address the account's; empty when it has none
 * @param proven whether its owner has shown that they read mail there
 * @param mail whether this server sends mail at all
 * @param typed what was typed last; null at the first look
 * @param problem key of the message that says what went wrong; null when nothing did
 */
public record AddressPage(
    String address,
    boolean proven,
    boolean mail,
    @Nullable String typed,
    @Nullable String problem) {
  @Override
  public String toString() {
    return "AddressPage";
  }
}
