package vn.antin.auth.approval.confirmation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a PIN, a code or a passkey was refused, for the page.
 *
 * @param key message key
 * @param attemptsLeft for a wrong PIN
 * @param until end of the pause, where there is one
 */
public record Refusal(String key, int attemptsLeft, @Nullable Instant until) {
  /** One that needs no more words than its key's. */
  public static Refusal of(String key) {
    return new Refusal(key, 0, null);
  }

  static @Nullable Refusal of(PinCheck check) {
    return switch (check) {
      case PinCheck.Correct() -> null;
      case PinCheck.Wrong(int left) -> new Refusal("approval.pin.wrong", left, null);
      case PinCheck.Locked(Instant until) -> new Refusal("approval.locked", 0, until);
      case PinCheck.Busy() -> of("approval.pin.busy");
      case PinCheck.NotSet() -> of("approval.pin.missing");
    };
  }
}
