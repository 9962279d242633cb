package vn.antin.signing.outcome;

import static java.time.ZoneOffset.UTC;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** The administrators' list of unknown outcomes: what lies outside their units is never read. */
final class OutcomeRegister {
  /**
   * One line of the list.
   *
   * @param hash in hexadecimal
   * @param kind document, when the service holds it, or hash, when an application made it
   * @param application client id of whose request it is
   * @param document its title, or the name of its file
   */
  record Line(
      UUID grant,
      String hash,
      String kind,
      Instant since,
      String application,
      String official,
      String certificate,
      @Nullable String unit,
      @Nullable String document,
      @Nullable String number,
      @Nullable String notation) {}

  record Page(List<Line> items, @Nullable String next) {}

  /**
   * What is asked for.
   *
   * @param before only what is unknown since then or longer
   */
  record Filter(@Nullable String application, @Nullable UUID unit, @Nullable Instant before) {}

  /** How far a certificate's use went, as the audit log has it. */
  record Event(Instant at, String type, @Nullable String detail, @Nullable String attempt) {}

  /** Who decided what, and why. */
  record Decision(String outcome, String reason, String official, Instant at) {}

  /**
   * Everything of one.
   *
   * @param state unknown, signed or closed
   * @param approver id of the official who approved
   * @param valueKept whether a USB token's value came and is kept
   */
  record Whole(
      Line line,
      String state,
      UUID approver,
      UUID credential,
      String subject,
      String serialNumber,
      String hashAlgorithm,
      @Nullable UUID request,
      @Nullable UUID signingRequest,
      @Nullable String signingRequestTitle,
      boolean usbToken,
      boolean valueKept,
      List<Event> events,
      @Nullable Decision decision) {}

  private static final String COLUMNS =
      """
      SELECT grant_hash.grant_id, encode(grant_hash.hash, 'hex') AS hash, grant_hash.state,
        CASE WHEN grant_hash.request_id IS NULL THEN 'hash' ELSE 'document' END AS kind,
        coalesce(resolution.unknown_since, grant_hash.changed_at) AS since,
        coalesce(request.client_id, approval_grant.client_id) AS application,
        coalesce(approver.display_name, '') AS official, credential.kind AS credential_kind,
        coalesce(seal_unit.name, post_unit.name) AS unit, paper.title AS document, paper.number,
        paper.notation, grant_hash.request_id, approval_grant.kind AS grant_kind,
        approval_grant.official_id, approval_grant.hash_algorithm, credential.id AS credential_id,
        credential.subject, credential.serial_number, paper.submission_id, paper.submission_title
      FROM grant_hash
      JOIN approval_grant ON approval_grant.id = grant_hash.grant_id
      JOIN credential ON credential.id = approval_grant.credential_id
      LEFT JOIN signature_request AS request ON request.id = grant_hash.request_id
      LEFT JOIN official AS approver ON approver.id = approval_grant.official_id
      LEFT JOIN unit AS seal_unit ON seal_unit.id = credential.unit_id
      LEFT JOIN LATERAL
      """
          + AdministratorScope.SEEN_POST
          + """
           AS seen ON true
          LEFT JOIN unit AS post_unit ON post_unit.id = seen.unit_id
          LEFT JOIN outcome_resolution AS resolution
            ON resolution.grant_id = grant_hash.grant_id AND resolution.hash = grant_hash.hash
          LEFT JOIN LATERAL (
            SELECT coalesce(named.title, asked.name) AS title, named.number, named.notation,
              named.submission_id, named.submission_title
            FROM signature_request_document AS asked
            LEFT JOIN LATERAL (
              SELECT document.title, document.number, document.notation, submission.id
                  AS submission_id, submission.title AS submission_title
              FROM submission_step AS step
              JOIN submission ON submission.id = step.submission_id
              JOIN submission_document AS document ON document.submission_id = submission.id
              WHERE step.request_id = asked.request_id
                AND (document.latest_id = asked.document_id
                  OR document.document_id = asked.document_id
                  OR document.latest_id = grant_hash.signed_document_id)
              LIMIT 1) AS named ON true
            WHERE asked.request_id = grant_hash.request_id AND asked.hash = grant_hash.hash
            LIMIT 1) AS paper ON true
          """;

  private static final String LIST =
      AdministratorScope.SEES
          + COLUMNS
          + "WHERE grant_hash.state = 'unknown' AND "
          + AdministratorScope.HOLDER
          + """
           AND (:application::text IS NULL
              OR coalesce(request.client_id, approval_grant.client_id) = :application)
            AND (:before::timestamptz IS NULL OR grant_hash.changed_at <= :before)
            AND (:unit::uuid IS NULL OR coalesce(seal_unit.id, post_unit.id) IN (
              WITH RECURSIVE below (id) AS (
                SELECT :unit::uuid
                UNION
                SELECT unit.id FROM unit JOIN below ON unit.parent_id = below.id)
              SELECT id FROM below))
            AND (grant_hash.changed_at, grant_hash.grant_id, grant_hash.hash)
              > (:afterTime, :afterGrant, decode(:afterHash, 'hex'))
          ORDER BY grant_hash.changed_at, grant_hash.grant_id, grant_hash.hash
          LIMIT :limit
          """;

  private static final String FIND =
      AdministratorScope.SEES
          + COLUMNS
          + """
          WHERE grant_hash.grant_id = :grant AND grant_hash.hash = :hash
            AND (grant_hash.state = 'unknown' OR resolution.grant_id IS NOT NULL) AND
          """
          + AdministratorScope.HOLDER;

  private final JdbcClient sql;
  private final InstantSource time;

  OutcomeRegister(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /** The oldest first. */
  Page list(Caller.Person caller, Filter filter, @Nullable String after, int limit) {
    var start = Cursor.parse(after);
    var before = filter.before();
    var lines =
        AdministratorScope.bind(sql, LIST, caller, time.instant())
            .param("application", filter.application())
            .param("before", before == null ? null : before.atOffset(UTC))
            .param("unit", filter.unit())
            .param("afterTime", start.since().atOffset(UTC))
            .param("afterGrant", start.grant())
            .param("afterHash", start.hash())
            .param("limit", limit + 1)
            .query((row, _) -> line(row))
            .list();
    if (lines.size() <= limit) {
      return new Page(lines, null);
    }
    var last = lines.get(limit - 1);
    return new Page(
        lines.subList(0, limit), new Cursor(last.since(), last.grant(), last.hash()).text());
  }

  Optional<Whole> find(Caller.Person caller, OutcomeKey key) {
    return AdministratorScope.bind(sql, FIND, caller, time.instant())
        .param("grant", key.grant().value())
        .param("hash", key.hash().bytes())
        .query((row, _) -> {
          var request = row.getObject("request_id", UUID.class);
          return new Whole(
              line(row),
              row.getString("state"),
              row.getObject("official_id", UUID.class),
              row.getObject("credential_id", UUID.class),
              row.getString("subject"),
              row.getString("serial_number"),
              row.getString("hash_algorithm"),
              request,
              row.getObject("submission_id", UUID.class),
              row.getString("submission_title"),
              "usb-token".equals(row.getString("grant_kind")),
              valueKept(key),
              events(key, request),
              decision(key).orElse(null));
        })
        .optional();
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getObject("grant_id", UUID.class),
        row.getString("hash"),
        row.getString("kind"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getString("application"),
        row.getString("official"),
        row.getString("credential_kind"),
        row.getString("unit"),
        row.getString("document"),
        row.getString("number"),
        row.getString("notation"));
  }

  private boolean valueKept(OutcomeKey key) {
    return sql.sql(
            """
            SELECT EXISTS (SELECT FROM agent_job_document
              WHERE job_id = :grant AND hash = :hash AND signature_value IS NOT NULL)
            """)
        .param("grant", key.grant().value())
        .param("hash", key.hash().bytes())
        .query(Boolean.class)
        .single();
  }

  private List<Event> events(OutcomeKey key, @Nullable UUID request) {
    return sql.sql(
            """
            SELECT at, type, facts ->> 'detail' AS detail, facts ->> 'attempt' AS attempt
            FROM audit.entry
            WHERE object = :object AND coalesce(facts ->> 'grant', facts ->> 'job') = :grant
              AND (facts ->> 'hash' = :hash
                OR :hash = ANY (string_to_array(facts ->> 'hashes', ' ')))
            ORDER BY id LIMIT 50
            """)
        .param("object", (request == null ? key.grant().value() : request).toString())
        .param("grant", key.grant().toString())
        .param("hash", key.hash().base64())
        .query((row, _) ->
            new Event(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("detail"),
                row.getString("attempt")))
        .list();
  }

  private Optional<Decision> decision(OutcomeKey key) {
    return sql.sql(
            """
            SELECT outcome, reason, coalesce(display_name, '') AS official, resolved_at
            FROM outcome_resolution LEFT JOIN official ON official.id = official_id
            WHERE grant_id = :grant AND hash = :hash
            """)
        .param("grant", key.grant().value())
        .param("hash", key.hash().bytes())
        .query((row, _) ->
            new Decision(
                row.getString("outcome"),
                row.getString("reason"),
                row.getString("official"),
                row.getObject("resolved_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  private record Cursor(Instant since, UUID grant, String hash) {
    static Cursor parse(@Nullable String text) {
      if (text == null) {
        return new Cursor(Instant.EPOCH, new UUID(0, 0), "");
      }
      try {
        var parts =
            new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII)
                .split(" ", 3);
        return new Cursor(
            Instant.parse(parts[0]), UUID.fromString(parts[1]), hexadecimal(parts[2]));
      } catch (RuntimeException e) {
        throw Problem.INVALID_REQUEST.because("'after' is no cursor of ours", e);
      }
    }

    private static String hexadecimal(String text) {
      return java.util.HexFormat.of().formatHex(java.util.HexFormat.of().parseHex(text));
    }

    String text() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((since + " " + grant + " " + hash).getBytes(StandardCharsets.US_ASCII));
    }
  }
}
