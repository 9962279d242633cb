package vn.antin.auth.login.recovery;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountLeft;
import vn.antin.auth.account.FactorsReset;

/**
 * Takes the factors of an official who leaves away, in the transaction that notes it: whoever keeps
 * the phone, the card or the link has nothing when the official is taken back.
 */
@Component
final class LeftOfficials {
  private final ApplicationEventPublisher events;

  LeftOfficials(ApplicationEventPublisher events) {
    this.events = events;
  }

  @EventListener
  void left(AccountLeft event) {
    events.publishEvent(new FactorsReset(event.account()));
  }
}
