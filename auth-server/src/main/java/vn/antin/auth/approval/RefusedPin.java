package vn.antin.auth.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a PIN was refused, for the page.
 *
 * @param key message key
 * @param attemptsLeft for a wrong PIN
 * @param until end of the pause, for a locked PIN
 */
public record RefusedPin(String key, int attemptsLeft, @Nullable Instant until) {
  static @Nullable RefusedPin of(@Nullable PinCheck check) {
    return switch (check) {
      case null -> null;
      case PinCheck.Correct() -> null;
      case PinCheck.Wrong(int left) -> new RefusedPin("approval.pin.wrong", left, null);
      case PinCheck.Locked(Instant until) -> new RefusedPin("approval.pin.locked", 0, until);
      case PinCheck.Busy() -> new RefusedPin("approval.pin.busy", 0, null);
      case PinCheck.NotSet() -> new RefusedPin("approval.pin.missing", 0, null);
    };
  }
}
