package vn.antin.auth.login.recovery;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.FactorsReset;
import vn.antin.auth.account.Username;
import vn.antin.auth.login.activation.Redeemed;
import vn.antin.auth.login.factor.Throttle;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.session.Sessions;
import vn.antin.auth.web.Words;

/**
 * What follows in the same transaction when a lost password was replaced: whoever used the account
 * until now is out, the guesses at the old password are forgiven, and the official is told.
 */
@Component
final class RecoveryEffects {
  private final RecoveryTable table;
  private final Sessions sessions;
  private final Throttle throttle;
  private final Accounts accounts;
  private final Mailer mailer;
  private final ApplicationEventPublisher events;
  private final MessageSource messages;
  private final InstantSource clock;

  RecoveryEffects(
      RecoveryTable table,
      Sessions sessions,
      Throttle throttle,
      Accounts accounts,
      Mailer mailer,
      ApplicationEventPublisher events,
      MessageSource messages,
      InstantSource clock) {
    this.table = table;
    this.sessions = sessions;
    this.throttle = throttle;
    this.accounts = accounts;
    this.mailer = mailer;
    this.events = events;
    this.messages = messages;
    this.clock = clock;
  }

  @EventListener
  void redeemed(Redeemed event) {
    if (!event.recovery()) {
      return;
    }
    table.settle(event.account(), "used");
    recovered(accounts.find(event.account()).orElseThrow(), event.resetsFactors());
  }

  /** The password is a new one. */
  void recovered(Account account, boolean resetsFactors) {
    sessions.openSessions(account.id()).forEach(open -> sessions.end(open.id(), "recovered"));
    throttle.forgive(new Username(account.username()));
    throttle.forgive(account.id());
    if (resetsFactors) {
      events.publishEvent(new FactorsReset(account.id()));
    }
    Words words = new Words(messages, Locale.of(account.locale()), "");
    mailer.send(
        account.id(),
        resetsFactors ? "recovered-factors" : "recovered",
        Map.of("time", words.time(clock.instant())));
  }
}
