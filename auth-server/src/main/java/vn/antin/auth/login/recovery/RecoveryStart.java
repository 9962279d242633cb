package vn.antin.auth.login.recovery;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.login.activation.Activations;
import vn.antin.auth.login.activation.Gift;
import vn.antin.auth.login.activation.OneTimeSecret;
import vn.antin.auth.mail.MailAddress;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.web.House;
import vn.antin.auth.web.Words;

/** Begins a recovery once all who have to agree do. Joins the caller's transaction. */
@Component
final class RecoveryStart {
  private final Accounts accounts;
  private final RecoveryTable table;
  private final Activations activations;
  private final RecoveryProperties properties;
  private final Mailer mailer;
  private final MessageSource messages;
  private final House house;
  private final AuditLog audit;
  private final InstantSource clock;

  RecoveryStart(
      Accounts accounts,
      RecoveryTable table,
      Activations activations,
      RecoveryProperties properties,
      Mailer mailer,
      MessageSource messages,
      House house,
      AuditLog audit,
      InstantSource clock) {
    this.accounts = accounts;
    this.table = table;
    this.activations = activations;
    this.properties = properties;
    this.mailer = mailer;
    this.messages = messages;
    this.house = house;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Looks whether the account can be recovered this way.
   *
   * @throws RecoveryRefused when not
   */
  Account check(AccountId official, RecoveryWay way) {
    Account account = accounts.find(official).orElseThrow();
    if (!account.active()) {
      throw new RecoveryRefused(RecoveryRefused.Code.DISABLED);
    }
    if (account.federation() != null) {
      throw new RecoveryRefused(RecoveryRefused.Code.PASSWORD_ELSEWHERE);
    }
    if (way == RecoveryWay.MAIL && (!mailer.available() || address(account).isEmpty())) {
      throw new RecoveryRefused(RecoveryRefused.Code.NO_ADDRESS);
    }
    return account;
  }

  /** Begins it: mails the link, or lets the slip be printed. */
  void begin(
      AccountId official,
      RecoveryWay way,
      boolean resetsFactors,
      AccountId by,
      @Nullable AccountId approvedBy) {
    Account account = check(official, way);
    activations.revoke(official);
    Recovery begun =
        table.begin(
            official,
            way,
            resetsFactors,
            by,
            approvedBy,
            way == RecoveryWay.MAIL ? properties.link() : properties.slip());
    Map<String, String> facts = new HashMap<>();
    facts.put("way", way.value());
    facts.put("factors", resetsFactors ? "reset" : "kept");
    if (approvedBy != null) {
      facts.put("approved-by", approvedBy.toString());
    }
    audit.append(
        new AuditEvent("recovery.started", by.toString(), official.toString(), facts, Map.of()));
    Words words = new Words(messages, Locale.of(account.locale()), "");
    String who = accounts.find(by).map(Account::displayName).orElse("–");
    switch (way) {
      case MAIL -> {
        MailAddress address = address(account).orElseThrow();
        OneTimeSecret secret =
            activations.give(
                official, new Gift(properties.link(), true, resetsFactors, address.reveal()));
        mailer.send(
            official,
            "recovery-link",
            Map.of(
                "link",
                house.issuer() + "/activate?token=" + secret.reveal(),
                "until",
                words.time(begun.expiresAt()),
                "who",
                who),
            properties.link());
      }
      case SLIP ->
          mailer.send(
              official,
              "recovery-started",
              Map.of("time", words.time(clock.instant()), "who", who));
    }
  }

  private static Optional<MailAddress> address(Account account) {
    return Optional.ofNullable(account.email()).flatMap(MailAddress::read);
  }
}
