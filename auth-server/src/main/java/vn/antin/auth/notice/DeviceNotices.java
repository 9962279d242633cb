package vn.antin.auth.notice;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.login.factor.SignedInOnNewDevice;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.web.Words;

/** Tells of a login with a browser that the account had not been seen in; the first is no news. */
@Component
final class DeviceNotices {
  private final Mailer mailer;
  private final Accounts accounts;
  private final MessageSource messages;

  DeviceNotices(Mailer mailer, Accounts accounts, MessageSource messages) {
    this.mailer = mailer;
    this.accounts = accounts;
    this.messages = messages;
  }

  @EventListener
  void signedIn(SignedInOnNewDevice event) {
    if (event.first() || !mailer.available()) {
      return;
    }
    accounts
        .find(event.account())
        .ifPresent(account -> {
          Words words = new Words(messages, Locale.of(account.locale()), "");
          String device =
              event.device().isEmpty() ? words.say("account.device.unknown") : event.device();
          mailer.send(
              account.id(),
              "new-device",
              Map.of(
                  "time", words.time(event.at()),
                  "device", device,
                  "address", event.address()));
        });
  }
}
