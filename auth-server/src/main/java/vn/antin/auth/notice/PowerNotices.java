package vn.antin.auth.notice;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.org.power.RoleChanged;
import vn.antin.auth.web.Words;

/** Tells of roles given and taken away. */
@Component
final class PowerNotices {
  private final Mailer mailer;
  private final Accounts accounts;
  private final MessageSource messages;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  PowerNotices(
      Mailer mailer,
      Accounts accounts,
      MessageSource messages,
      JdbcClient jdbc,
      InstantSource clock) {
    this.mailer = mailer;
    this.accounts = accounts;
    this.messages = messages;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @EventListener
  void changed(RoleChanged event) {
    if (!mailer.available()) {
      return;
    }
    accounts
        .find(event.account())
        .ifPresent(account -> {
          Words words = new Words(messages, Locale.of(account.locale()), "");
          String unit =
              jdbc.sql("SELECT name FROM org_unit WHERE id = :id")
                  .param("id", event.unit().value())
                  .query(String.class)
                  .single();
          mailer.send(
              account.id(),
              event.given() ? "power-given" : "power-withdrawn",
              Map.of(
                  "role",
                  words.say("power.role." + event.role().value()),
                  "unit",
                  unit,
                  "time",
                  words.time(clock.instant())));
        });
  }
}
