package vn.antin.auth.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.outbox.Message;
import vn.antin.auth.outbox.Outbox;

/**
 * Writes mails. Each joins the caller's transaction: it leaves when that commits and never when it
 * does not. Texts are {@code mail.<template>.subject} and {@code .body}; {@code {name}} in them
 * stands for the value of that name. Thread-safe.
 */
@Component
public final class Mailer {
  static final String KIND = "mail";

  /** Every mail takes the same way out. */
  static final String LANE = "smtp";

  private final Accounts accounts;
  private final MailTexts texts;
  private final Envelopes envelopes;
  private final Outbox outbox;
  private final MailProperties properties;
  private final InstantSource clock;

  Mailer(
      Accounts accounts,
      MailTexts texts,
      Envelopes envelopes,
      Outbox outbox,
      MailProperties properties,
      InstantSource clock) {
    this.accounts = accounts;
    this.texts = texts;
    this.envelopes = envelopes;
    this.outbox = outbox;
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether mail leaves this installation at all. */
  public boolean available() {
    return properties.configured();
  }

  /** Writes to an official in their language; false when they have no address. */
  public boolean send(AccountId to, String template, Map<String, String> values) {
    return send(to, template, values, null);
  }

  /**
   * Writes to an official in their language; false when they have no address.
   *
   * @param goodFor after which the mail is not worth sending any more; null when it always is
   */
  public boolean send(
      AccountId to, String template, Map<String, String> values, @Nullable Duration goodFor) {
    Optional<Account> account = accounts.find(to);
    Optional<MailAddress> address =
        account.flatMap(known -> Optional.ofNullable(known.email())).flatMap(MailAddress::read);
    if (account.isEmpty() || address.isEmpty()) {
      return false;
    }
    return put(
        address.get(), account.get(), Locale.of(account.get().locale()), template, values, goodFor);
  }

  /**
   * Writes to an address of this official that is not, or no longer, the one of their account.
   *
   * @param goodFor after which the mail is not worth sending any more; null when it always is
   */
  public boolean sendTo(
      MailAddress address,
      AccountId official,
      String template,
      Map<String, String> values,
      @Nullable Duration goodFor) {
    return accounts
        .find(official)
        .map(known -> put(address, known, Locale.of(known.locale()), template, values, goodFor))
        .orElse(false);
  }

  /** Writes to an address of which nothing is known yet; false when it is none. */
  public boolean sendTo(
      String address, Locale locale, String template, Map<String, String> values) {
    return MailAddress.read(address)
        .map(read -> put(read, null, locale, template, values, null))
        .orElse(false);
  }

  private boolean put(
      MailAddress address,
      @Nullable Account account,
      Locale locale,
      String template,
      Map<String, String> values,
      @Nullable Duration goodFor) {
    if (!available()) {
      return false;
    }
    Map<String, String> all = new HashMap<>(values);
    if (account != null) {
      all.putIfAbsent("name", account.displayName());
      all.putIfAbsent("username", account.username());
    }
    Instant now = clock.instant();
    Letter letter =
        new Letter(
            address.reveal(),
            locale.getLanguage(),
            texts.subject(template, all, locale),
            texts.body(template, all, locale),
            now,
            goodFor == null ? null : now.plus(goodFor));
    String key = UUID.randomUUID().toString();
    outbox.put(new Message(KIND, LANE, envelopes.close(letter, key), key));
    return true;
  }
}
