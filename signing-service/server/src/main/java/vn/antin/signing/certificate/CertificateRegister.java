package vn.antin.signing.certificate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;

/** The administrators' list of certificates: what lies outside their units is never read. */
final class CertificateRegister {
  /** One line of the list. */
  record Line(
      UUID id,
      String kind,
      String holder,
      @Nullable String unit,
      String subject,
      String serialNumber,
      String issuer,
      Instant validFrom,
      Instant validTo,
      String status) {}

  record Page(List<Line> items, @Nullable String next) {}

  private static final String LIST =
      """
      WITH RECURSIVE scope (id) AS (
        SELECT id FROM unit WHERE id = ANY (:administers)
        UNION
        SELECT unit.id FROM unit JOIN scope ON unit.parent_id = scope.id),
      line AS (
        SELECT credential.id, credential.kind, credential.subject, credential.serial_number,
          credential.issuer, credential.valid_from, credential.valid_to,
          CASE WHEN credential.state = 'valid'
              AND (seal_unit.valid_to <= :now OR seal_unit.valid_from > :now)
            THEN 'stopped' ELSE credential.state END AS state,
          coalesce(official.display_name, seal_unit.name, '') AS holder,
          coalesce(official.username, '') AS username,
          coalesce(seal_unit.name, post_unit.name) AS unit
        FROM credential
        LEFT JOIN official ON official.id = credential.official_id
        LEFT JOIN unit AS seal_unit ON seal_unit.id = credential.unit_id
        LEFT JOIN LATERAL (
          SELECT unit.name FROM assignment JOIN unit ON unit.id = assignment.unit_id
          WHERE assignment.official_id = credential.official_id
            AND assignment.unit_id IN (SELECT id FROM scope)
            AND (assignment.valid_from IS NULL OR assignment.valid_from <= :now)
            AND (assignment.valid_to IS NULL OR assignment.valid_to > :now)
          ORDER BY assignment.kind = 'main' DESC, assignment.id LIMIT 1) AS post_unit ON true
        WHERE credential.certificate IS NOT NULL
          AND (credential.unit_id IN (SELECT id FROM scope) OR post_unit.name IS NOT NULL))
      SELECT id, kind, holder, unit, subject, serial_number, issuer, valid_from, valid_to,
        CASE WHEN state = 'valid' AND valid_to <= :now THEN 'expired' ELSE state END AS status
      FROM line
      WHERE (holder ILIKE :q OR username ILIKE :q OR subject ILIKE :q OR serial_number ILIKE :q
          OR unit ILIKE :q)
        AND (holder, id) > (:afterHolder, :afterId)
      ORDER BY holder, id
      LIMIT :limit
      """;

  private final JdbcClient sql;
  private final InstantSource time;

  CertificateRegister(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  Page list(List<UnitId> administers, String search, @Nullable String after, int limit) {
    var start = after == null ? new Cursor("", new UUID(0, 0)) : Cursor.parse(after);
    var lines =
        sql.sql(LIST)
            .param("administers", administers.stream().map(UnitId::value).toArray(UUID[]::new))
            .param("now", OffsetDateTime.ofInstant(time.instant(), ZoneOffset.UTC))
            .param("q", "%" + search.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%")
            .param("afterHolder", start.holder())
            .param("afterId", start.id())
            .param("limit", limit + 1)
            .query((row, _) ->
                new Line(
                    row.getObject("id", UUID.class),
                    row.getString("kind"),
                    row.getString("holder"),
                    row.getString("unit"),
                    row.getString("subject"),
                    row.getString("serial_number"),
                    row.getString("issuer"),
                    row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                    row.getObject("valid_to", OffsetDateTime.class).toInstant(),
                    row.getString("status")))
            .list();
    if (lines.size() <= limit) {
      return new Page(lines, null);
    }
    var last = lines.get(limit - 1);
    return new Page(lines.subList(0, limit), new Cursor(last.holder(), last.id()).text());
  }

  private record Cursor(String holder, UUID id) {
    static Cursor parse(String text) {
      try {
        var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        return new Cursor(plain.substring(36), UUID.fromString(plain.substring(0, 36)));
      } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
        throw Problem.INVALID_REQUEST.because("'after' is no cursor of ours", e);
      }
    }

    String text() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((id + holder).getBytes(StandardCharsets.UTF_8));
    }
  }
}
