package vn.antin.auth.login.emailcode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.mail.MailAddress;
import vn.antin.auth.mail.Mailer;
import vn.antin.rootkey.RootKey;

/**
 * Mails codes and takes each back once. A code is bound to one login or session; a new one voids
 * those before. Every guess is counted before it is looked at, by one statement.
 */
@Repository
public final class MailCodes {
  static final Duration LIFETIME = Duration.ofMinutes(10);
  static final Duration REST = Duration.ofSeconds(30);
  static final int GUESSES = 5;
  static final int PER_BINDING = 5;
  static final int PER_HOUR = 10;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Mailer mailer;
  private final RootKey rootKey;
  private final InstantSource clock;

  MailCodes(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Mailer mailer,
      RootKey rootKey,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.mailer = mailer;
    this.rootKey = rootKey;
    this.clock = clock;
  }

  /** Whether a code was mailed for this already. */
  public boolean sent(CodePurpose purpose, String boundTo) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM mail_code WHERE bound_to = :bound AND purpose = :purpose)
            """)
        .param("bound", boundTo)
        .param("purpose", purpose.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * Mails a new code; false when the last one is too young or there were too many. Each purpose is
   * counted by itself: whoever asks for recoveries of somebody's account does not use up their
   * logins.
   *
   * @param boundTo the login or session in which alone it counts
   */
  public boolean send(
      AccountId official, MailAddress address, CodePurpose purpose, String boundTo) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          if (tooMany(official, purpose, boundTo)) {
            return false;
          }
          MailCode code = MailCode.random();
          insert(official, address, purpose, boundTo, code);
          return mailer.sendTo(
              address,
              official,
              purpose.template(),
              Map.of("code", code.spaced(), "minutes", Long.toString(LIFETIME.toMinutes())),
              LIFETIME);
        }));
  }

  private boolean tooMany(AccountId official, CodePurpose purpose, String boundTo) {
    OffsetDateTime now = now();
    // Who asks twice at once waits here.
    jdbc.sql("SELECT id FROM account WHERE id = :official FOR NO KEY UPDATE")
        .param("official", official.value())
        .query(UUID.class)
        .single();
    return jdbc.sql(
            """
            SELECT count(*) FILTER (WHERE created_at > :hour) >= :perHour
              OR count(*) FILTER (WHERE bound_to = :bound) >= :perBinding
              OR count(*) FILTER (WHERE bound_to = :bound AND created_at > :rest) > 0
            FROM mail_code WHERE account_id = :official AND purpose = :purpose
            """)
        .param("hour", now.minusHours(1))
        .param("perHour", PER_HOUR)
        .param("perBinding", PER_BINDING)
        .param("rest", now.minus(REST))
        .param("bound", boundTo)
        .param("purpose", purpose.value())
        .param("official", official.value())
        .query(Boolean.class)
        .single();
  }

  private void insert(
      AccountId official, MailAddress address, CodePurpose purpose, String boundTo, MailCode code) {
    UUID id = UUID.randomUUID();
    OffsetDateTime now = now();
    jdbc.sql(
            """
            INSERT INTO mail_code (id, account_id, purpose, bound_to, address, code, created_at,
              expires_at)
            VALUES (:id, :official, :purpose, :bound, :address, :code, :now, :expires)
            """)
        .param("id", id)
        .param("official", official.value())
        .param("purpose", purpose.value())
        .param("bound", boundTo)
        .param("address", address.reveal())
        .param("code", rootKey.wrap(bytes(code), context(id)))
        .param("now", now)
        .param("expires", now.plus(LIFETIME))
        .update();
  }

  private record Guessed(UUID id, MailCode code, MailAddress address) {}

  /** Takes a typed code; a right one is spent. */
  public CodeCheck redeem(AccountId official, CodePurpose purpose, String boundTo, String typed) {
    Optional<Guessed> guessed = guess(official, purpose, boundTo);
    if (guessed.isEmpty()) {
      return new CodeCheck.Over();
    }
    Guessed code = guessed.get();
    if (!MessageDigest.isEqual(bytes(code.code()), bytes(MailCode.typed(typed)))) {
      return new CodeCheck.Wrong();
    }
    int spent =
        jdbc.sql("UPDATE mail_code SET consumed_at = :now WHERE id = :id AND consumed_at IS NULL")
            .param("now", now())
            .param("id", code.id())
            .update();
    return spent == 1 ? new CodeCheck.Right(code.address()) : new CodeCheck.Over();
  }

  private Optional<Guessed> guess(AccountId official, CodePurpose purpose, String boundTo) {
    return jdbc.sql(
            """
            UPDATE mail_code SET attempts = attempts + 1
            WHERE id = (SELECT id FROM mail_code
                        WHERE bound_to = :bound AND purpose = :purpose AND account_id = :official
                        ORDER BY created_at DESC LIMIT 1)
              AND consumed_at IS NULL AND expires_at > :now AND attempts < :most
            RETURNING id, code, address
            """)
        .param("bound", boundTo)
        .param("purpose", purpose.value())
        .param("official", official.value())
        .param("now", now())
        .param("most", GUESSES)
        .query((row, number) -> {
          UUID id = row.getObject("id", UUID.class);
          byte[] code = rootKey.unwrap(row.getBytes("code"), context(id));
          return new Guessed(
              id,
              new MailCode(new String(code, StandardCharsets.UTF_8)),
              new MailAddress(row.getString("address")));
        })
        .optional();
  }

  @Scheduled(initialDelayString = "3m", fixedDelayString = "1h")
  void clean() {
    jdbc.sql("DELETE FROM mail_code WHERE created_at < :yesterday")
        .param("yesterday", now().minusDays(1))
        .update();
  }

  private OffsetDateTime now() {
    Instant now = clock.instant();
    return now.atOffset(ZoneOffset.UTC);
  }

  private static byte[] bytes(MailCode code) {
    return code.reveal().getBytes(StandardCharsets.UTF_8);
  }

  private static String context(UUID id) {
    return "mail-code:" + id;
  }
}
