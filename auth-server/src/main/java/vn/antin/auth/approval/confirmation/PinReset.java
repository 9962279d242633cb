package vn.antin.auth.approval.confirmation;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.FactorsReset;

/** No PIN is left after a recovery that resets the factors, nor of who has left. */
@Component
final class PinReset {
  private final SigningPinRepository pins;
  private final ApplicationEventPublisher events;

  PinReset(SigningPinRepository pins, ApplicationEventPublisher events) {
    this.pins = pins;
    this.events = events;
  }

  @EventListener
  void reset(FactorsReset event) {
    if (pins.remove(event.account())) {
      events.publishEvent(
          new CredentialChanged(
              event.account(),
              CredentialChanged.Kind.SIGNING_PIN,
              CredentialChanged.Change.REVOKED));
    }
  }
}
