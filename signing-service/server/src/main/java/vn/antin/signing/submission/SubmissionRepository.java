package vn.antin.signing.submission;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.signature.ParametersForm;
import vn.antin.signing.submission.Submission.Item;

/** Submissions as the application that made them sees them. */
final class SubmissionRepository {
  /** What is said of a submission without its steps and documents. */
  record Row(
      UUID id,
      String title,
      String state,
      int documents,
      Instant createdAt,
      Instant deadline,
      @Nullable Instant endedAt,
      @Nullable String endReason,
      @Nullable String profile) {}

  /** A step with the names of who it is and was with. */
  record StepRow(
      UUID id,
      UUID submission,
      int order,
      String targetKind,
      UUID targetId,
      String credentialKind,
      @Nullable UUID sealOf,
      String state,
      @Nullable UUID official,
      @Nullable String officialName,
      @Nullable UUID delegatedFrom,
      @Nullable String delegatedFromName,
      @Nullable Instant receivedAt,
      @Nullable Instant decidedAt,
      @Nullable String reason) {}

  /** How many signatures a submission has; all wanted ones are documents times steps. */
  record Count(UUID submission, long signed, long unknown) {}

  /** A document as the last signer left it. */
  record Latest(UUID document, String title, UUID latest) {}

  private static final String COLUMNS =
      "SELECT id, title, state, documents, created_at, deadline, ended_at, end_reason,"
          + " profile"
          + " FROM submission ";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient sql;

  SubmissionRepository(JdbcClient sql) {
    this.sql = sql;
  }

  void add(Submission made) {
    sql.sql(
            """
            INSERT INTO submission (id, client_id, client_name, title, state, documents, callback_url, profile,
              created_at, deadline)
            VALUES (:id, :client, :clientName, :title, 'waiting', :documents, :callback, :profile, :now,
              :deadline)
            """)
        .param("id", made.id())
        .param("client", made.clientId())
        .param("clientName", made.clientName())
        .param("title", made.title())
        .param("documents", made.documents().size())
        .param("callback", made.callbackUrl())
        .param("profile", made.profile())
        .param("now", made.createdAt().atOffset(UTC))
        .param("deadline", made.deadline().atOffset(UTC))
        .update();
    addDocuments(made);
    for (var position = 0; position < made.steps().size(); position++) {
      addStep(made.id(), position, made.steps().get(position));
    }
  }

  /** All rows by one statement: there may be thousands. */
  private void addDocuments(Submission made) {
    sql.sql(
            """
            INSERT INTO submission_document (submission_id, position, document_id, title, number,
              notation, name, size, pages, latest_id, latest_hash)
            SELECT :id, item.n - 1, item.document, item.title, item.number, item.notation,
              item.name, item.size, item.pages, item.document, item.hash
            FROM unnest(:documents::uuid[], :titles::text[], :numbers::text[], :notations::text[],
                :names::text[], :sizes::bigint[], :pages::integer[], :hashes::bytea[])
              WITH ORDINALITY AS item (document, title, number, notation, name, size, pages, hash,
                n)
            """)
        .param("id", made.id())
        .param("documents", array(made, Item::documentId, UUID[]::new))
        .param("titles", array(made, Item::title, String[]::new))
        .param("numbers", array(made, Item::number, String[]::new))
        .param("notations", array(made, Item::notation, String[]::new))
        .param("names", array(made, Item::name, String[]::new))
        .param("sizes", array(made, Item::size, Long[]::new))
        .param("pages", array(made, Item::pages, Integer[]::new))
        .param("hashes", array(made, item -> item.hash().bytes(), byte[][]::new))
        .update();
  }

  private static <T> @Nullable T[] array(
      Submission made,
      Function<Item, @Nullable T> value,
      java.util.function.IntFunction<@Nullable T[]> maker) {
    return made.documents().stream().map(value).toArray(maker);
  }

  private void addStep(UUID submission, int position, Submission.Step step) {
    sql.sql(
            """
            INSERT INTO submission_step (id, submission_id, position, ord, target_kind, target_id,
              credential_kind, unit_id, parameters, deadline, state)
            VALUES (:id, :submission, :position, :ord, :kind, :target, :credential, :unit,
              :parameters::jsonb, :deadline, 'pending')
            """)
        .param("id", step.id())
        .param("submission", submission)
        .param("position", position)
        .param("ord", step.order())
        .param("kind", step.target().name().toLowerCase(Locale.ROOT))
        .param("target", step.targetId())
        .param("credential", step.sealOf() == null ? "personal" : "seal")
        .param("unit", step.sealOf())
        .param("parameters", json(step.parameters()))
        .param("deadline", step.deadline() == null ? null : step.deadline().atOffset(UTC))
        .update();
  }

  Optional<Row> find(UUID id, String client) {
    return sql.sql(COLUMNS + "WHERE id = :id AND client_id = :client")
        .param("id", id)
        .param("client", client)
        .query(SubmissionRepository::row)
        .optional();
  }

  /** Newest first. */
  List<Row> list(String client, @Nullable String state, @Nullable UUID after, int limit) {
    return sql.sql(
            COLUMNS
                + """
                WHERE client_id = :client AND (:state::text IS NULL OR state = :state)
                  AND (:after::uuid IS NULL OR (created_at, id) < (
                    SELECT created_at, id FROM submission
                    WHERE id = :after AND client_id = :client))
                ORDER BY created_at DESC, id DESC LIMIT :limit
                """)
        .param("client", client)
        .param("state", state)
        .param("after", after)
        .param("limit", limit)
        .query(SubmissionRepository::row)
        .list();
  }

  List<StepRow> steps(List<UUID> submissions) {
    return sql.sql(
            """
            SELECT step.id, submission_id, ord, target_kind, target_id, credential_kind, unit_id,
              state, official_id, official.display_name, delegated_from,
              former.display_name AS former_name, received_at, decided_at, decision_reason
            FROM submission_step AS step
            LEFT JOIN official ON official.id = official_id
            LEFT JOIN official AS former ON former.id = delegated_from
            WHERE submission_id = ANY (:ids::uuid[]) ORDER BY submission_id, ord, position
            """)
        .param("ids", submissions.toArray(UUID[]::new))
        .query(SubmissionRepository::step)
        .list();
  }

  List<Count> counts(List<UUID> submissions) {
    return sql.sql(
            """
            SELECT submission_id, count(*) FILTER (WHERE signature.state = 'signed') AS signed,
              count(*) FILTER (WHERE signature.state = 'unknown') AS unknown
            FROM submission_step AS step
            JOIN submission_signature AS signature ON signature.step_id = step.id
            WHERE submission_id = ANY (:ids::uuid[]) GROUP BY submission_id
            """)
        .param("ids", submissions.toArray(UUID[]::new))
        .query((row, _) ->
            new Count(
                row.getObject("submission_id", UUID.class),
                row.getLong("signed"),
                row.getLong("unknown")))
        .list();
  }

  List<Latest> documents(UUID submission) {
    return sql.sql(
            """
            SELECT document_id, title, latest_id FROM submission_document
            WHERE submission_id = :id ORDER BY position
            """)
        .param("id", submission)
        .query(SubmissionRepository::latest)
        .list();
  }

  Optional<Latest> document(UUID submission, String client, UUID document) {
    return sql.sql(
            """
            SELECT document_id, document.title, latest_id
            FROM submission_document AS document
            JOIN submission ON submission.id = submission_id
            WHERE submission_id = :id AND client_id = :client AND document_id = :document
            """)
        .param("id", submission)
        .param("client", client)
        .param("document", document)
        .query(SubmissionRepository::latest)
        .optional();
  }

  private static Latest latest(ResultSet row, int number) throws SQLException {
    return new Latest(
        row.getObject("document_id", UUID.class),
        row.getString("title"),
        row.getObject("latest_id", UUID.class));
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("title"),
        row.getString("state"),
        row.getInt("documents"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("deadline", OffsetDateTime.class).toInstant(),
        instant(row, "ended_at"),
        row.getString("end_reason"),
        row.getString("profile"));
  }

  private static StepRow step(ResultSet row, int number) throws SQLException {
    return new StepRow(
        row.getObject("id", UUID.class),
        row.getObject("submission_id", UUID.class),
        row.getInt("ord"),
        row.getString("target_kind"),
        row.getObject("target_id", UUID.class),
        row.getString("credential_kind"),
        row.getObject("unit_id", UUID.class),
        row.getString("state"),
        row.getObject("official_id", UUID.class),
        row.getString("display_name"),
        row.getObject("delegated_from", UUID.class),
        row.getString("former_name"),
        instant(row, "received_at"),
        instant(row, "decided_at"),
        row.getString("decision_reason"));
  }

  static String json(ParametersForm parameters) {
    return JSON.writeValueAsString(parameters);
  }

  /** How a step is to be signed, as the application said it. */
  static ParametersForm parameters(ResultSet row) throws SQLException {
    return JSON.readValue(row.getString("parameters"), ParametersForm.class);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
