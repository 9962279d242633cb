package vn.antin.auth.oauth2.administration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** What administrators ask of {@code oauth2_client}. Joins the caller's transaction. */
@Repository
final class AdministrationTable {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String ROW =
      """
      SELECT client_id, name, url, kind, profile, authentication, enabled, version, created_at,
        updated_at
      FROM oauth2_client
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  AdministrationTable(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A client as the list shows it. */
  record Row(
      String id,
      String name,
      @Nullable String url,
      String kind,
      String profile,
      String authentication,
      boolean enabled,
      long version,
      Instant createdAt,
      Instant updatedAt) {}

  /** One of a client's secrets. */
  record Secret(Instant createdAt, @Nullable Instant expiresAt) {}

  /** Whether the official may administer clients; stays so until the transaction ends. */
  boolean allows(AccountId caller) {
    return !jdbc.sql(
            """
            SELECT g.id FROM role_grant g
            JOIN org_unit u ON u.id = g.unit_id JOIN account a ON a.id = g.account_id
            WHERE g.account_id = :caller AND g.role = 'security-administrator'
              AND u.parent_id IS NULL AND a.status = 'active'
              AND g.valid_from <= :today AND (g.valid_to IS NULL OR g.valid_to > :today)
            LIMIT 1 FOR SHARE OF g, a
            """)
        .param("caller", caller.value())
        .param("today", LocalDate.ofInstant(clock.instant(), VIETNAM))
        .query((row, number) -> true)
        .list()
        .isEmpty();
  }

  /** Takes from a client that registered itself the token by which it manages itself. */
  void endSelfManagement(String id) {
    jdbc.sql("DELETE FROM client_registration WHERE client_id = :id").param("id", id).update();
  }

  /**
   * One page of clients by name.
   *
   * @param words parts of name or id in this order, with or without diacritics; empty for all
   * @param after the last client of the page before; empty for the first page
   */
  List<Row> list(String words, String after, int limit) {
    return jdbc.sql(
            ROW
                + """
                WHERE search_form(name || ' ' || client_id) LIKE search_form(:pattern)
                  AND (:after = '' OR (name COLLATE "vi-x-icu", client_id) > (
                    SELECT name COLLATE "vi-x-icu", client_id FROM oauth2_client
                    WHERE client_id = :after))
                ORDER BY name COLLATE "vi-x-icu", client_id LIMIT :limit
                """)
        .param("pattern", pattern(words))
        .param("after", after)
        .param("limit", limit)
        .query(AdministrationTable::row)
        .list();
  }

  private static String pattern(String words) {
    String literal = words.strip().replaceAll("([%_\\\\])", "\\\\$1");
    return "%" + literal.replaceAll("\\s+", "%") + "%";
  }

  Optional<Row> find(String id) {
    return jdbc.sql(ROW + "WHERE client_id = :id")
        .param("id", id)
        .query(AdministrationTable::row)
        .optional();
  }

  /** The same; until the transaction ends nobody else changes it. */
  Optional<Row> lock(String id) {
    return jdbc.sql(ROW + "WHERE client_id = :id FOR UPDATE")
        .param("id", id)
        .query(AdministrationTable::row)
        .optional();
  }

  /** Until the transaction ends nobody else makes a client of this id. */
  void reserve(String id) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('oauth2_client'), hashtext(:id))")
        .param("id", id)
        .query((row, number) -> number)
        .list();
  }

  List<Secret> secrets(String id) {
    return jdbc.sql(
            """
            SELECT created_at, expires_at FROM oauth2_client_secret
            WHERE client_id = :id AND (expires_at IS NULL OR expires_at > :now)
            ORDER BY created_at DESC
            """)
        .param("id", id)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, number) ->
            new Secret(
                at(row, "created_at"),
                row.getObject("expires_at") == null ? null : at(row, "expires_at")))
        .list();
  }

  void enable(String id, boolean enabled) {
    jdbc.sql("UPDATE oauth2_client SET enabled = :enabled, updated_at = :now WHERE client_id = :id")
        .param("enabled", enabled)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", id)
        .update();
  }

  /** Also what officials allowed it: a later client of this id begins with nothing. */
  void delete(String id) {
    jdbc.sql("DELETE FROM oauth2_consent WHERE client_id = :id").param("id", id).update();
    jdbc.sql("DELETE FROM oauth2_client WHERE client_id = :id").param("id", id).update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getString("client_id"),
        row.getString("name"),
        row.getString("url"),
        row.getString("kind"),
        row.getString("profile").replace('_', '-'),
        row.getString("authentication"),
        row.getBoolean("enabled"),
        row.getLong("version"),
        at(row, "created_at"),
        at(row, "updated_at"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
