package vn.antin.auth.login.device;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionId;

/** Questions to officials whether they are logging in elsewhere. */
@Repository
final class DeviceApprovals {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration COUNTED = Duration.ofHours(1);
  private static final int NUMBERS = 100;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DeviceLogin settings;
  private final InstantSource clock;

  DeviceApprovals(
      JdbcClient jdbc, TransactionTemplate transaction, DeviceLogin settings, InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A question to be asked.
   *
   * @param account null when nobody has the name that was typed
   * @param proven whether another factor stands behind it
   */
  record Question(
      String flow, @Nullable AccountId account, boolean proven, String address, String device) {}

  /** How it stands with a login's question. */
  record Standing(State state, @Nullable AccountId account, String number) {}

  enum State {
    WAITING,
    APPROVED,
    DENIED,
    EXPIRED
  }

  /** Asks; false when the official has been asked enough, or another login is waiting. */
  boolean ask(Question question) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          AccountId account = question.account();
          if (account != null) {
            // Two browsers do not both find that nobody waits.
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:account, 104))")
                .param("account", account.toString())
                .query(row -> {});
          }
          if (!room(question)) {
            return false;
          }
          jdbc.sql(
                  """
                  UPDATE device_approval SET expires_at = :now
                  WHERE decision IS NULL AND expires_at > :now
                    AND (flow_id = :flow OR (account_id = :account AND NOT proven))
                  """)
              .param("now", at(clock.instant()))
              .param("flow", question.flow())
              .param("account", account == null ? null : account.value())
              .update();
          insert(question);
          return true;
        }));
  }

  private boolean room(Question question) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            SELECT
              (SELECT count(*) < :perHour FROM device_approval
               WHERE account_id = :account AND asked_at > :since
                 AND decision IS DISTINCT FROM 'approved' AND (proven OR NOT :proven))
              AND NOT EXISTS (SELECT FROM device_approval
               WHERE account_id = :account AND flow_id <> :flow AND decision IS NULL
                 AND expires_at > :now AND (proven OR NOT :proven))
              AND (:proven OR NOT EXISTS (SELECT FROM device_approval
               WHERE account_id = :account AND decision = 'denied' AND asked_at > :since))
              AND (:proven OR (SELECT count(*) < :perAddress FROM device_approval
               WHERE address = :address AND asked_at > :since AND NOT proven))
            """)
        .param("perHour", settings.perHour())
        .param("perAddress", settings.perAddress())
        .param("account", question.account() == null ? null : question.account().value())
        .param("flow", question.flow())
        .param("proven", question.proven())
        .param("address", question.address())
        .param("since", at(now.minus(COUNTED)))
        .param("now", at(now))
        .query(Boolean.class)
        .single();
  }

  private void insert(Question question) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO device_approval (flow_id, account_id, proven, number, address, device,
              asked_at, expires_at)
            VALUES (:flow, :account, :proven, :number, :address, :device, :now, :expires)
            """)
        .param("flow", question.flow())
        .param("account", question.account() == null ? null : question.account().value())
        .param("proven", question.proven())
        .param("number", "%02d".formatted(RANDOM.nextInt(NUMBERS)))
        .param("address", question.address())
        .param("device", question.device())
        .param("now", at(now))
        .param("expires", at(now.plus(settings.lifetime())))
        .update();
  }

  /** How it stands with the login's last question; empty when it has asked none. */
  Optional<Standing> standing(String flow) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            SELECT account_id, number, decision, expires_at, spent_at FROM device_approval
            WHERE flow_id = :flow ORDER BY asked_at DESC, id LIMIT 1
            """)
        .param("flow", flow)
        .query((row, number) -> standing(row, now))
        .optional();
  }

  /** Spends the yes; gives the official and the session in which they said it. */
  Optional<Yes> spend(String flow) {
    return jdbc.sql(
            """
            UPDATE device_approval SET spent_at = :now
            WHERE flow_id = :flow AND decision = 'approved' AND spent_at IS NULL
              AND expires_at > :now
            RETURNING account_id, session_id, proven
            """)
        .param("now", at(clock.instant()))
        .param("flow", flow)
        .query((row, number) ->
            new Yes(
                new AccountId(row.getObject("account_id", UUID.class)),
                new SessionId(row.getObject("session_id", UUID.class)),
                row.getBoolean("proven")))
        .optional();
  }

  /** An official's yes, where they said it, and whether another factor stands behind the login. */
  record Yes(AccountId account, SessionId session, boolean proven) {}

  /** Whether another factor was proved in this login. */
  boolean proven(String flow) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM login_flow WHERE id = :flow AND proofs <> '[]')")
        .param("flow", flow)
        .query(Boolean.class)
        .single();
  }

  List<WaitingLogin> waiting(AccountId account) {
    return jdbc.sql(
            """
            SELECT id, proven, address, device, asked_at, expires_at FROM device_approval
            WHERE account_id = :account AND decision IS NULL AND expires_at > :now
            ORDER BY asked_at, id
            """)
        .param("account", account.value())
        .param("now", at(clock.instant()))
        .query((row, number) ->
            new WaitingLogin(
                row.getObject("id", UUID.class),
                row.getBoolean("proven"),
                row.getString("address"),
                row.getString("device"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** The login that a waiting question belongs to. */
  Optional<String> flowOf(UUID id) {
    return jdbc.sql("SELECT flow_id FROM device_approval WHERE id = :id")
        .param("id", id)
        .query((row, number) -> row.getString("flow_id"))
        .optional();
  }

  /**
   * Takes the official's answer: yes with the right number, everything else is no. Empty when the
   * question is not open any more.
   */
  Optional<Boolean> decide(UUID id, Session session, @Nullable String number) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            UPDATE device_approval
            SET decision = CASE WHEN number = :number THEN 'approved' ELSE 'denied' END,
                decided_at = :now, session_id = :session
            WHERE id = :id AND account_id = :account AND decision IS NULL AND expires_at > :now
            RETURNING decision = 'approved'
            """)
        .param("number", number)
        .param("now", at(now))
        .param("session", session.id().value())
        .param("id", id)
        .param("account", session.account().value())
        .query(Boolean.class)
        .optional();
  }

  /** Forgets what is not counted any more; harmless on several nodes at once. */
  @Scheduled(initialDelayString = "2m", fixedDelayString = "10m")
  void clean() {
    jdbc.sql("DELETE FROM device_approval WHERE asked_at < :before")
        .param("before", at(clock.instant().minus(COUNTED)))
        .update();
  }

  private static Standing standing(ResultSet row, Instant now) throws SQLException {
    String decision = row.getString("decision");
    boolean over =
        !row.getObject("expires_at", OffsetDateTime.class).toInstant().isAfter(now)
            || row.getObject("spent_at") != null;
    UUID account = row.getObject("account_id", UUID.class);
    State state =
        "denied".equals(decision)
            ? State.DENIED
            : over ? State.EXPIRED : decision == null ? State.WAITING : State.APPROVED;
    return new Standing(
        state, account == null ? null : new AccountId(account), row.getString("number"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
