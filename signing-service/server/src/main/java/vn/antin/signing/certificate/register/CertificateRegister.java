package vn.antin.signing.certificate.register;

import static java.time.ZoneOffset.UTC;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** The administrators' list of certificates: what lies outside their units is never read. */
final class CertificateRegister {
  /** One line of the list. */
  record Line(
      UUID id,
      String kind,
      String source,
      String holder,
      @Nullable String unit,
      String subject,
      String serialNumber,
      String issuer,
      Instant validFrom,
      Instant validTo,
      String status,
      @Nullable String reason) {}

  record Page(List<Line> items, @Nullable String next) {}

  /**
   * The lines within scope; {@code status} takes expiry and the end of a seal's unit into account.
   */
  static final String LINES =
      AdministratorScope.SEES
          + """
          , line AS (
            SELECT credential.id, credential.kind, credential.source, credential.subject,
              credential.serial_number, credential.issuer, credential.valid_from,
              credential.valid_to, credential.reason,
              CASE WHEN credential.state <> 'valid' THEN credential.state
                WHEN seal_unit.valid_to <= :now OR seal_unit.valid_from > :now THEN 'stopped'
                WHEN credential.valid_to <= :now THEN 'expired'
                ELSE credential.state END AS status,
              coalesce(official.display_name, seal_unit.name, '') AS holder,
              coalesce(official.username, '') AS username,
              coalesce(seal_unit.name, post_unit.name) AS unit,
              coalesce(seal_unit.id, post_unit.id) AS unit_id
            FROM credential
            LEFT JOIN official ON official.id = credential.official_id
            LEFT JOIN unit AS seal_unit ON seal_unit.id = credential.unit_id
            LEFT JOIN LATERAL
          """
          + AdministratorScope.SEEN_POST
          + """
             AS seen ON true
            LEFT JOIN unit AS post_unit ON post_unit.id = seen.unit_id
            WHERE credential.certificate IS NOT NULL AND
          """
          + AdministratorScope.HOLDER
          + ")\n";

  private static final String LIST =
      LINES
          + """
          SELECT id, kind, source, holder, unit, subject, serial_number, issuer, valid_from,
            valid_to, status, reason
          FROM line
          WHERE (holder ILIKE :q OR username ILIKE :q OR subject ILIKE :q OR serial_number ILIKE :q
              OR unit ILIKE :q)
            AND (:status::text IS NULL OR status = :status)
            AND (:kind::text IS NULL OR kind = :kind)
            AND (:source::text IS NULL OR source = :source)
            AND (:issuer::text IS NULL OR issuer ILIKE :issuer)
            AND (:expiresFrom::timestamptz IS NULL OR valid_to >= :expiresFrom)
            AND (:expiresBefore::timestamptz IS NULL OR valid_to < :expiresBefore)
            AND (:unit::uuid IS NULL OR unit_id IN (
              WITH RECURSIVE below (id) AS (
                SELECT :unit::uuid
                UNION
                SELECT unit.id FROM unit JOIN below ON unit.parent_id = below.id)
              SELECT id FROM below))
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

  Page list(Caller.Person caller, Filter filter, @Nullable String after, int limit) {
    var start = after == null ? new Cursor("", new UUID(0, 0)) : Cursor.parse(after);
    var lines =
        AdministratorScope.bind(sql, LIST, caller, time.instant())
            .param("q", pattern(filter.words()))
            .param("status", filter.status())
            .param("kind", filter.kind())
            .param("source", filter.source())
            .param("issuer", filter.issuer() == null ? null : pattern(filter.issuer()))
            .param("expiresFrom", utc(filter.expiresFrom()))
            .param("expiresBefore", utc(filter.expiresBefore()))
            .param("unit", filter.unit())
            .param("afterHolder", start.holder())
            .param("afterId", start.id())
            .param("limit", limit + 1)
            .query((row, _) ->
                new Line(
                    row.getObject("id", UUID.class),
                    row.getString("kind"),
                    row.getString("source"),
                    row.getString("holder"),
                    row.getString("unit"),
                    row.getString("subject"),
                    row.getString("serial_number"),
                    row.getString("issuer"),
                    row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                    row.getObject("valid_to", OffsetDateTime.class).toInstant(),
                    row.getString("status"),
                    row.getString("reason")))
            .list();
    if (lines.size() <= limit) {
      return new Page(lines, null);
    }
    var last = lines.get(limit - 1);
    return new Page(lines.subList(0, limit), new Cursor(last.holder(), last.id()).text());
  }

  private static String pattern(String words) {
    return "%" + words.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(UTC);
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
