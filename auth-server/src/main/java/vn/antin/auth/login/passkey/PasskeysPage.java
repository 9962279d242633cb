package vn.antin.auth.login.passkey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page about one's own passkeys shows.
 *
 * @param full whether no more may be added
 * @param proved whether who looks at it may add one now
 * @param pin whether the signing PIN is asked for
 * @param problem key of the message that says what went wrong
 */
public record PasskeysPage(
    List<Passkey> passkeys, boolean full, boolean proved, boolean pin, @Nullable String problem) {
  public PasskeysPage {
    passkeys = List.copyOf(passkeys);
  }
}
