package vn.antin.signing.certificate.request;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.OneTimeCode;
import vn.antin.signing.web.Caller;

/** Registration codes that are open. Every method joins the caller's transaction. */
final class CodeRepository {
  /** A code as administrators see it; the code itself nobody sees twice. */
  record Line(
      UUID id,
      String kind,
      String holder,
      @Nullable UUID official,
      @Nullable UUID unit,
      @Nullable String createdBy,
      Instant createdAt,
      Instant expiresAt) {}

  /** For whom a code is, and who made it with which power. */
  record Open(UUID id, Holder holder, Caller.Person creator) {}

  private static final String LINES =
      AdministratorScope.SEES
          + """
          SELECT code.id, code.official_id, code.unit_id, code.created_at, code.expires_at,
            coalesce(official.display_name, unit.name, '') AS holder,
            creator.display_name AS created_by
          FROM usb_token_code AS code
          LEFT JOIN official ON official.id = code.official_id
          LEFT JOIN unit ON unit.id = code.unit_id
          LEFT JOIN official AS creator ON creator.id = code.created_by
          WHERE code.expires_at > :now AND
          """
          + AdministratorScope.sees("code.official_id", "code.unit_id");

  private static final String OPEN = "id, official_id, unit_id, created_by, client_id, administers";

  private final JdbcClient sql;

  CodeRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** Opens a code; one that was open for the holder is void from then on. */
  void put(
      UUID id, OneTimeCode code, Holder holder, Caller.Person by, Instant expires, Instant now) {
    sql.sql(
            """
            INSERT INTO usb_token_code AS open (id, code_hash, official_id, unit_id, created_by,
              client_id, administers, created_at, expires_at)
            VALUES (:id, :hash, :official, :unit, :by, :client, :administers, :now, :expires)
            ON CONFLICT (coalesce(official_id, unit_id)) DO UPDATE SET id = excluded.id,
              code_hash = excluded.code_hash, created_by = excluded.created_by,
              client_id = excluded.client_id, administers = excluded.administers,
              created_at = excluded.created_at, expires_at = excluded.expires_at, tries = 0
            """)
        .param("id", id)
        .param("hash", code.hash())
        .param("official", holder.officialId())
        .param("unit", holder.unitId())
        .param("by", by.official().value())
        .param("client", by.clientId())
        .param("administers", by.unitIds())
        .param("now", now.atOffset(UTC))
        .param("expires", expires.atOffset(UTC))
        .update();
  }

  List<Line> list(Caller.Person caller, Instant now) {
    return AdministratorScope.bind(
            sql, LINES + " ORDER BY code.created_at DESC, code.id LIMIT 500", caller, now)
        .query((row, _) ->
            new Line(
                row.getObject("id", UUID.class),
                holder(row).kind(),
                row.getString("holder"),
                row.getObject("official_id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  Optional<Open> find(UUID id, Instant now) {
    return sql.sql("SELECT " + OPEN + " FROM usb_token_code WHERE id = :id AND expires_at > :now")
        .param("id", id)
        .param("now", now.atOffset(UTC))
        .query(CodeRepository::open)
        .optional();
  }

  /** The code, when one more try is left; this one counts. */
  Optional<Open> attempt(OneTimeCode code, Instant now) {
    return sql.sql(
            """
            UPDATE usb_token_code SET tries = tries + 1
            WHERE code_hash = :hash AND expires_at > :now AND tries < 10
            RETURNING
            """
                + OPEN)
        .param("hash", code.hash())
        .param("now", now.atOffset(UTC))
        .query(CodeRepository::open)
        .optional();
  }

  /** False when another used it, or it was withdrawn or replaced meanwhile. */
  boolean end(UUID id) {
    return sql.sql("DELETE FROM usb_token_code WHERE id = :id").param("id", id).update() == 1;
  }

  private static Open open(ResultSet row, int number) throws SQLException {
    return new Open(
        row.getObject("id", UUID.class),
        holder(row),
        AdministratorScope.caller(row, "created_by", "client_id", "administers"));
  }

  private static Holder holder(ResultSet row) throws SQLException {
    return Holder.of(
        row.getObject("official_id", UUID.class), row.getObject("unit_id", UUID.class));
  }
}
