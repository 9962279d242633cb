package vn.antin.auth.login.passkey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page about one's own passkeys shows.
 *
 * @param full whether no more may be added
 * @param problem key of the message that says what went wrong
 */
public record PasskeysPage(List<Passkey> passkeys, boolean full, @Nullable String problem) {
  public PasskeysPage {
    passkeys = List.copyOf(passkeys);
  }
}
