package vn.antin.auth.login.passkey;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.FactorsReset;

/** No passkey is left after a recovery that resets the factors. */
@Component
final class PasskeysReset {
  private final Passkeys passkeys;
  private final ApplicationEventPublisher events;

  PasskeysReset(Passkeys passkeys, ApplicationEventPublisher events) {
    this.passkeys = passkeys;
    this.events = events;
  }

  @EventListener
  void reset(FactorsReset event) {
    long gone =
        passkeys.of(event.account()).stream()
            .filter(passkey -> passkeys.remove(event.account(), passkey.id()).isPresent())
            .count();
    if (gone > 0) {
      events.publishEvent(
          new CredentialChanged(
              event.account(), CredentialChanged.Kind.PASSKEY, CredentialChanged.Change.REVOKED));
    }
  }
}
