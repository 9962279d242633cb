package vn.antin.auth.notice;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.NationalIdCorrected;
import vn.antin.auth.login.factor.CodesGuessed;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.web.Words;

/**
 * Tells of changed factors, and of codes that somebody guesses at. A first password is no news: the
 * official has just chosen it.
 */
@Component
final class FactorNotices {
  private final Mailer mailer;
  private final Accounts accounts;
  private final MessageSource messages;
  private final InstantSource clock;

  FactorNotices(Mailer mailer, Accounts accounts, MessageSource messages, InstantSource clock) {
    this.mailer = mailer;
    this.accounts = accounts;
    this.messages = messages;
    this.clock = clock;
  }

  @EventListener
  void corrected(NationalIdCorrected event) {
    accounts
        .find(event.account())
        .filter(account -> mailer.available())
        .ifPresent(account ->
            mailer.send(
                account.id(),
                "national-id-corrected",
                Map.of(
                    "time",
                    new Words(messages, Locale.of(account.locale()), "").time(clock.instant()))));
  }

  @EventListener
  void guessed(CodesGuessed event) {
    accounts
        .find(event.account())
        .filter(account -> mailer.available())
        .ifPresent(account -> {
          Words words = new Words(messages, Locale.of(account.locale()), "");
          mailer.send(
              account.id(),
              event.closed() ? "factor-closed" : "codes-guessed",
              Map.of(
                  "factor", words.say("mail.factor." + event.kind().path()),
                  "time", words.time(clock.instant())));
        });
  }

  @EventListener
  void changed(CredentialChanged event) {
    boolean firstPassword =
        event.kind() == CredentialChanged.Kind.PASSWORD
            && event.change() == CredentialChanged.Change.CREATED;
    if (firstPassword || !mailer.available()) {
      return;
    }
    accounts
        .find(event.account())
        // Who leaves loses all of them and is told so by their unit.
        .filter(Account::active)
        .ifPresent(account -> {
          Words words = new Words(messages, Locale.of(account.locale()), "");
          String what = words.say("mail.credential." + event.kind() + "." + event.change());
          mailer.send(
              account.id(),
              "credential-changed",
              Map.of("what", what, "time", words.time(clock.instant())));
        });
  }
}
