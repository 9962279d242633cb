package vn.antin.signing.dossier;

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
import vn.antin.signing.document.Sha256;

/** Rows of results. An application sees its own; whoever has a code sees that one. */
final class ResultRepository {
  /**
   * How a result stands.
   *
   * @param latest the document as the last signer left it
   * @param sha256 of that; null when it was never begun
   * @param endedAt when it was signed or will not be any more
   */
  record Row(
      UUID id,
      String client,
      String dossier,
      String type,
      UUID unit,
      String unitName,
      String code,
      String mode,
      UUID source,
      String title,
      @Nullable String number,
      @Nullable String notation,
      @Nullable UUID request,
      @Nullable UUID order,
      String state,
      UUID latest,
      @Nullable Sha256 sha256,
      Instant createdAt,
      @Nullable Instant endedAt) {
    boolean signed() {
      return state.equals("completed");
    }
  }

  /** Who signed: a person, or a person with an agency's seal. */
  record Signer(String name, @Nullable String seal, Instant at) {}

  /** Of a result by standing order the ledger tells how it stands. */
  private static final String ROWS =
      """
      SELECT result.id, result.client_id, result.dossier, result.type, result.unit_id,
        unit.name AS unit_name, result.code, result.mode, result.source_id, result.title,
        result.number, result.notation, result.submission_id, result.order_id,
        CASE WHEN submission.id IS NOT NULL THEN submission.state
          WHEN result.failure IS NOT NULL THEN 'cancelled'
          WHEN spent.state = 'signed' THEN 'completed'
          WHEN spent.state = 'unknown' THEN 'unknown' ELSE 'signing' END AS state,
        coalesce(document.latest_id, spent.signed_document_id, result.document_id) AS latest_id,
        coalesce(document.latest_hash, spent.signed_sha256, spent.hash) AS latest_hash,
        result.created_at, coalesce(submission.ended_at, spent.changed_at) AS ended_at
      FROM dossier_result AS result
      JOIN unit ON unit.id = result.unit_id
      LEFT JOIN submission ON submission.id = result.submission_id
      LEFT JOIN submission_document AS document ON document.submission_id = result.submission_id
        AND document.document_id = result.document_id
      LEFT JOIN grant_hash AS spent ON spent.request_id = result.id
        AND result.order_id IS NOT NULL AND spent.state <> 'approved'
      """;

  private final JdbcClient sql;

  ResultRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** All rows by one statement; how many were new: less when a document is a result already. */
  int add(List<Result> results, UUID submission) {
    return sql.sql(
            """
            INSERT INTO dossier_result (id, client_id, dossier, type, unit_id, code, mode,
              source_id, document_id, title, number, notation, submission_id, created_at)
            SELECT item.id, :client, item.dossier, :type, :unit, item.code, 'personal', item.source,
              item.document, item.title, item.number, item.notation, :submission, :now
            FROM unnest(:ids::uuid[], :dossiers::text[], :codes::text[], :sources::uuid[],
                :documents::uuid[], :titles::text[], :numbers::text[], :notations::text[])
              AS item (id, dossier, code, source, document, title, number, notation)
            ON CONFLICT DO NOTHING
            """)
        .param("client", results.getFirst().client())
        .param("type", results.getFirst().type())
        .param("unit", results.getFirst().unit())
        .param("submission", submission)
        .param("now", results.getFirst().createdAt().atOffset(UTC))
        .param("ids", results.stream().map(Result::id).toArray(UUID[]::new))
        .param(
            "dossiers", results.stream().map(each -> each.dossier().value()).toArray(String[]::new))
        .param("codes", results.stream().map(each -> each.code().text()).toArray(String[]::new))
        .param("sources", results.stream().map(Result::source).toArray(UUID[]::new))
        .param("documents", results.stream().map(Result::document).toArray(UUID[]::new))
        .param("titles", results.stream().map(Result::title).toArray(String[]::new))
        .param("numbers", results.stream().map(Result::number).toArray(String[]::new))
        .param("notations", results.stream().map(Result::notation).toArray(String[]::new))
        .update();
  }

  /** One that is sealed by order; false when its document is a result already. */
  boolean addOrdered(Result result, UUID order) {
    return sql.sql(
                """
                INSERT INTO dossier_result (id, client_id, dossier, type, unit_id, code, mode,
                  source_id, document_id, title, number, notation, order_id, created_at)
                VALUES (:id, :client, :dossier, :type, :unit, :code, 'standing-order', :source,
                  :document, :title, :number, :notation, :order, :now)
                ON CONFLICT DO NOTHING
                """)
            .param("id", result.id())
            .param("client", result.client())
            .param("dossier", result.dossier().value())
            .param("type", result.type())
            .param("unit", result.unit())
            .param("code", result.code().text())
            .param("source", result.source())
            .param("document", result.document())
            .param("title", result.title())
            .param("number", result.number())
            .param("notation", result.notation())
            .param("order", order)
            .param("now", result.createdAt().atOffset(UTC))
            .update()
        == 1;
  }

  /** It was not signed: its document may be handed in again. */
  void failed(UUID result, String problem) {
    sql.sql("UPDATE dossier_result SET failure = :problem WHERE id = :id")
        .param("problem", problem)
        .param("id", result)
        .update();
  }

  /** Those of the application's documents that are results already. */
  List<Row> ofSources(String client, List<UUID> sources) {
    return sql.sql(
            ROWS
                + """
                WHERE result.client_id = :client AND result.source_id = ANY (:sources::uuid[])
                  AND result.failure IS NULL
                """)
        .param("client", client)
        .param("sources", sources.toArray(UUID[]::new))
        .query(ResultRepository::row)
        .list();
  }

  /** The newest first. */
  List<Row> ofDossier(String client, DossierCode dossier, int most) {
    return sql.sql(
            ROWS
                + """
                WHERE result.client_id = :client AND result.dossier = :dossier
                ORDER BY result.created_at DESC, result.id LIMIT :most
                """)
        .param("client", client)
        .param("dossier", dossier.value())
        .param("most", most)
        .query(ResultRepository::row)
        .list();
  }

  /** A code that nobody was given, or that is none, is asked for like any other. */
  Optional<Row> find(Optional<CheckCode> code) {
    return sql.sql(ROWS + "WHERE result.code = :code")
        .param("code", code.map(CheckCode::text).orElse(""))
        .query(ResultRepository::row)
        .optional();
  }

  /** Who has signed, in the order in which they did. */
  List<Signer> signers(Row result) {
    return sql.sql(
            """
            SELECT official.display_name, unit.name AS seal, step.decided_at
            FROM submission_step AS step
            JOIN official ON official.id = step.official_id
            LEFT JOIN unit ON unit.id = step.unit_id
            WHERE step.submission_id = :id AND step.state = 'signed'
            ORDER BY step.decided_at, step.position
            """)
        .param("id", result.request())
        .query((row, _) ->
            new Signer(
                row.getString("display_name"),
                row.getString("seal"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Whether the result's unit stands behind it: by its seal, or by whom it had in a post then. */
  boolean signedFor(Row result) {
    return result.order() != null
        || sql.sql(
                """
                SELECT EXISTS (SELECT FROM submission_step AS step
                  WHERE step.submission_id = :id AND step.state = 'signed'
                    AND (step.unit_id = :unit OR EXISTS (SELECT FROM assignment AS post
                      WHERE post.official_id = step.official_id AND post.unit_id = :unit
                        AND (post.valid_from IS NULL OR post.valid_from <= step.decided_at)
                        AND (post.valid_to IS NULL OR post.valid_to > step.decided_at))))
                """)
            .param("id", result.request())
            .param("unit", result.unit())
            .query(Boolean.class)
            .single();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    var ended = row.getObject("ended_at", OffsetDateTime.class);
    var hash = row.getBytes("latest_hash");
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("client_id"),
        row.getString("dossier"),
        row.getString("type"),
        row.getObject("unit_id", UUID.class),
        row.getString("unit_name"),
        row.getString("code"),
        row.getString("mode"),
        row.getObject("source_id", UUID.class),
        row.getString("title"),
        row.getString("number"),
        row.getString("notation"),
        row.getObject("submission_id", UUID.class),
        row.getObject("order_id", UUID.class),
        row.getString("state"),
        row.getObject("latest_id", UUID.class),
        hash == null ? null : Sha256.of(hash),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
