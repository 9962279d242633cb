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
   * @param sha256 of that
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
      String state,
      UUID latest,
      Sha256 sha256,
      Instant createdAt,
      @Nullable Instant endedAt) {
    boolean signed() {
      return state.equals("completed");
    }
  }

  /** Who signed: a person, or a person with an agency's seal. */
  record Signer(String name, @Nullable String seal, Instant at) {}

  private static final String ROWS =
      """
      SELECT result.id, result.client_id, result.dossier, result.type, result.unit_id,
        unit.name AS unit_name, result.code, result.mode, result.source_id, result.title,
        result.number, result.notation, result.submission_id, submission.state,
        document.latest_id, document.latest_hash, result.created_at, submission.ended_at
      FROM dossier_result AS result
      JOIN unit ON unit.id = result.unit_id
      JOIN submission ON submission.id = result.submission_id
      JOIN submission_document AS document ON document.submission_id = result.submission_id
        AND document.document_id = result.document_id
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

  /** Those of the application's documents that are results already. */
  List<Row> ofSources(String client, List<UUID> sources) {
    return sql.sql(ROWS + "WHERE result.client_id = :client AND source_id = ANY (:sources::uuid[])")
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

  private static Row row(ResultSet row, int number) throws SQLException {
    var ended = row.getObject("ended_at", OffsetDateTime.class);
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
        row.getString("state"),
        row.getObject("latest_id", UUID.class),
        Sha256.of(row.getBytes("latest_hash")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
