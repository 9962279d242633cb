package vn.antin.auth.login.totp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.rootkey.RootKey;

/** Each official's app: the one that counts, and the one being set up. */
@Repository
final class Apps {
  /** How long a seed that was shown waits for its first code. */
  static final Duration PATIENCE = Duration.ofMinutes(30);

  private final JdbcClient jdbc;
  private final RootKey rootKey;
  private final InstantSource clock;

  Apps(JdbcClient jdbc, RootKey rootKey, InstantSource clock) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
    this.clock = clock;
  }

  /** When the app was set up and last used. */
  record App(Instant since, @Nullable Instant lastUsed) {}

  Optional<App> of(AccountId account) {
    return jdbc.sql("SELECT confirmed_at, last_used_at FROM totp WHERE account_id = :account")
        .param("account", account.value())
        .query(Apps::app)
        .optional();
  }

  boolean has(AccountId account) {
    return of(account).isPresent();
  }

  /**
   * The seed being set up: the one shown last while it waits, else a new one. Showing the page
   * again does not void what the camera has just read.
   */
  Seed offered(AccountId account) {
    Optional<Seed> waiting = waiting(account);
    return waiting.orElseGet(() -> {
      Seed seed = Seed.random();
      jdbc.sql(
              """
              INSERT INTO totp_offer (account_id, seed, expires_at)
              VALUES (:account, :seed, :expires)
              ON CONFLICT (account_id) DO UPDATE
              SET seed = excluded.seed, expires_at = excluded.expires_at
              WHERE totp_offer.expires_at <= :now
              """)
          .param("account", account.value())
          .param("seed", rootKey.wrap(seed.reveal(), context(account)))
          .param("expires", now().plus(PATIENCE))
          .param("now", now())
          .update();
      // Of two pages opened at once both show the seed that was first.
      return waiting(account).orElse(seed);
    });
  }

  private Optional<Seed> waiting(AccountId account) {
    return jdbc.sql("SELECT seed FROM totp_offer WHERE account_id = :account AND expires_at > :now")
        .param("account", account.value())
        .param("now", now())
        .query(byte[].class)
        .optional()
        .map(seed -> unwrap(account, seed));
  }

  /**
   * Makes the seed being set up the one that counts, if this is its code. Within the caller's
   * transaction.
   */
  boolean confirm(AccountId account, String code) {
    Optional<Seed> offered = waiting(account);
    OptionalLong step =
        offered.isEmpty()
            ? OptionalLong.empty()
            : Totp.stepOf(code, offered.get(), clock.instant());
    if (step.isEmpty()) {
      return false;
    }
    return jdbc.sql(
                """
                WITH taken AS (
                  DELETE FROM totp_offer WHERE account_id = :account AND expires_at > :now
                  RETURNING seed)
                INSERT INTO totp (account_id, seed, confirmed_at, last_step)
                SELECT :account, seed, :now, :step FROM taken
                ON CONFLICT (account_id) DO UPDATE
                SET seed = excluded.seed, confirmed_at = excluded.confirmed_at,
                    last_step = excluded.last_step, last_used_at = NULL
                """)
            .param("account", account.value())
            .param("now", now())
            .param("step", step.getAsLong())
            .update()
        == 1;
  }

  /** Spends a code; false when it is wrong, or its step or a later one was spent before. */
  boolean spend(AccountId account, String code) {
    Optional<Seed> seed =
        jdbc.sql("SELECT seed FROM totp WHERE account_id = :account")
            .param("account", account.value())
            .query(byte[].class)
            .optional()
            .map(wrapped -> unwrap(account, wrapped));
    OptionalLong step =
        seed.isEmpty() ? OptionalLong.empty() : Totp.stepOf(code, seed.get(), clock.instant());
    return step.isPresent()
        && jdbc.sql(
                """
                UPDATE totp SET last_step = :step, last_used_at = :now
                WHERE account_id = :account AND last_step < :step
                RETURNING last_step
                """)
            .param("step", step.getAsLong())
            .param("now", now())
            .param("account", account.value())
            .query(Long.class)
            .optional()
            .isPresent();
  }

  boolean remove(AccountId account) {
    return jdbc.sql("DELETE FROM totp WHERE account_id = :account")
            .param("account", account.value())
            .update()
        == 1;
  }

  private Seed unwrap(AccountId account, byte[] wrapped) {
    return new Seed(rootKey.unwrap(wrapped, context(account)));
  }

  private static String context(AccountId account) {
    return "totp:" + account;
  }

  private static App app(ResultSet row, int number) throws SQLException {
    OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
    return new App(
        row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
        used == null ? null : used.toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
