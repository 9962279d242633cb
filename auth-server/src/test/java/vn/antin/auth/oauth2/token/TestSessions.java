package vn.antin.auth.oauth2.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionId;

/** Sessions of officials made for the occasion. */
record TestSessions(JdbcClient jdbc, InstantSource clock) {
  Session open() {
    return open(Duration.ofHours(12));
  }

  Session open(Duration lifetime) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    UUID account =
        jdbc.sql(
                """
                INSERT INTO account (username, family_name, given_name, display_name)
                VALUES (:name, 'Trần', 'Văn', 'Trần Văn') RETURNING id
                """)
            .param("name", UUID.randomUUID().toString())
            .query(UUID.class)
            .single();
    UUID id =
        jdbc.sql(
                """
                INSERT INTO session (cookie_hash, account_id, created_at, authenticated_at, methods,
                  assurance, last_seen_at, expires_at, address, device)
                VALUES (:hash, :account, :now, :now, '{pwd}', 'urn:antin:acr:password', :now, :end,
                  '::1', 'test')
                RETURNING id
                """)
            .param("hash", account.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .param("account", account)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("end", now.plus(lifetime).atOffset(ZoneOffset.UTC))
            .query(UUID.class)
            .single();
    return new Session(
        new SessionId(id),
        new AccountId(account),
        now,
        now,
        List.of("pwd"),
        Set.of(),
        Assurance.PASSWORD,
        now,
        now.plus(lifetime),
        "::1",
        "test",
        Set.of());
  }

  void end(Session session) {
    jdbc.sql("UPDATE session SET ended_at = :now, end_reason = 'test' WHERE id = :id")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", session.id().value())
        .update();
  }

  void disable(AccountId account) {
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE id = :id")
        .param("id", account.value())
        .update();
  }
}
