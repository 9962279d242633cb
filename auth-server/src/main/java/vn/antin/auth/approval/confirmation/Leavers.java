package vn.antin.auth.approval.confirmation;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountLeft;

/** Who comes back sets a new PIN. */
@Component
final class Leavers {
  private final SigningPinRepository pins;

  Leavers(SigningPinRepository pins) {
    this.pins = pins;
  }

  @EventListener
  void left(AccountLeft event) {
    pins.remove(event.account());
  }
}
