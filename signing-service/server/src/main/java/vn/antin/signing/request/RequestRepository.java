package vn.antin.signing.request;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Owner;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.signature.LookWarning;
import vn.antin.signing.signature.ParameterSets;
import vn.antin.signing.signature.SigningParameters;

final class RequestRepository {
  private static final String SELECT =
      """
      SELECT id, client_id, official_id, credential_id, reason, location, created_at, expires_at
      FROM signature_request WHERE id = :id
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient sql;
  private final ParameterSets parameters;

  RequestRepository(JdbcClient sql, ParameterSets parameters) {
    this.sql = sql;
    this.parameters = parameters;
  }

  /**
   * Within the caller's transaction; level, reason and location are those of the first document.
   */
  void add(SignatureRequest request) {
    var first = request.items().getFirst().parameters();
    sql.sql(
            """
            INSERT INTO signature_request (id, client_id, official_id, credential_id, level, reason,
              location, parameters_digest, created_at, expires_at)
            VALUES (:id, :client, :official, :credential, :level, :reason, :location, :digest,
              :created, :expiry)
            """)
        .param("id", request.id().value())
        .param("client", request.owner().clientId())
        .param("official", official(request.owner()))
        .param("credential", request.credential().value())
        .param("level", first.level().text())
        .param("reason", first.reason())
        .param("location", first.location())
        .param("digest", request.parametersDigest().bytes())
        .param("created", request.createdAt().atOffset(UTC))
        .param("expiry", request.expiresAt().atOffset(UTC))
        .update();
    add(request.id(), request.items());
  }

  /** All rows by one statement: a request may hold thousands. */
  private void add(RequestId id, List<SignatureRequest.Item> items) {
    var kept = new HashMap<SigningParameters, Sha256>();
    sql.sql(
            """
            INSERT INTO signature_request_document (request_id, position, document_id, hash, name,
              size, pages, parameters, warnings)
            SELECT :id, item.number - 1, item.document, item.hash, item.name, item.size, item.pages,
              item.parameters, item.warnings::jsonb
            FROM unnest(:documents::uuid[], :hashes::bytea[], :names::text[], :sizes::bigint[],
                :pages::integer[], :parameters::bytea[], :warnings::text[])
              WITH ORDINALITY
                AS item (document, hash, name, size, pages, parameters, warnings, number)
            """)
        .param("id", id.value())
        .param(
            "documents", items.stream().map(item -> item.document().value()).toArray(UUID[]::new))
        .param("hashes", items.stream().map(item -> item.hash().bytes()).toArray(byte[][]::new))
        .param("names", items.stream().map(SignatureRequest.Item::name).toArray(String[]::new))
        .param("sizes", items.stream().map(SignatureRequest.Item::size).toArray(Long[]::new))
        .param("pages", items.stream().map(SignatureRequest.Item::pages).toArray(Integer[]::new))
        .param(
            "parameters",
            items.stream()
                .map(item -> kept.computeIfAbsent(item.parameters(), parameters::keep).bytes())
                .toArray(byte[][]::new))
        .param(
            "warnings",
            items.stream()
                .map(item -> JSON.writeValueAsString(item.warnings()))
                .toArray(String[]::new))
        .update();
  }

  /** Names who approves, when that is not the system whose documents are signed. */
  void approvedBy(RequestId id, String client, OfficialId official) {
    sql.sql(
            """
            UPDATE signature_request SET approver_client = :client, approver_official = :official
            WHERE id = :id
            """)
        .param("client", client)
        .param("official", official.value())
        .param("id", id.value())
        .update();
  }

  /** Whether an approval of this official in this system counts for the request now. */
  boolean approvable(RequestId id, String client, OfficialId official) {
    return sql.sql(
            """
            SELECT EXISTS (SELECT FROM signature_request
              WHERE id = :id AND coalesce(approver_client, client_id) = :client
                AND coalesce(approver_official, :official) = :official
                AND withdrawn_at IS NULL)
            """)
        .param("id", id.value())
        .param("client", client)
        .param("official", official.value())
        .query(Boolean.class)
        .single();
  }

  /** The system in which the request is approved. */
  String approvingClient(SignatureRequest request) {
    return sql.sql(
            "SELECT coalesce(approver_client, client_id) FROM signature_request WHERE id = :id")
        .param("id", request.id().value())
        .query(String.class)
        .single();
  }

  /**
   * Joins the caller's transaction. From then on nothing more of the request can be reserved; false
   * when something of it is reserved or being signed.
   */
  boolean withdraw(RequestId id, Instant now) {
    sql.sql("SELECT id FROM signature_request WHERE id = :id FOR UPDATE")
        .param("id", id.value())
        .query((_, _) -> 1)
        .list();
    return sql.sql(
                """
                UPDATE signature_request SET withdrawn_at = coalesce(withdrawn_at, :now)
                WHERE id = :id AND NOT EXISTS (SELECT FROM grant_hash
                  WHERE grant_hash.request_id = signature_request.id
                    AND grant_hash.state IN ('reserved', 'signing'))
                """)
            .param("now", now.atOffset(UTC))
            .param("id", id.value())
            .update()
        == 1;
  }

  /** For auth-server and for the bearer of an approval, who prove their right otherwise. */
  Optional<SignatureRequest> find(RequestId id) {
    return sql.sql(SELECT).param("id", id.value()).query(this::request).optional();
  }

  Optional<SignatureRequest> find(RequestId id, Owner owner) {
    return sql.sql(
            SELECT
                + " AND client_id = :client AND official_id IS NOT DISTINCT FROM :official::uuid")
        .param("id", id.value())
        .param("client", owner.clientId())
        .param("official", official(owner))
        .query(this::request)
        .optional();
  }

  /** One that this official was asked to approve in this system, whosever its documents are. */
  Optional<SignatureRequest> findApproved(RequestId id, String client, OfficialId official) {
    return sql.sql(SELECT + " AND approver_client = :client AND approver_official = :official")
        .param("id", id.value())
        .param("client", client)
        .param("official", official.value())
        .query(this::request)
        .optional();
  }

  /** What was decided about the request when its seal had stopped. */
  Optional<String> decision(RequestId id) {
    return sql.sql("SELECT decision FROM in_flight_decision WHERE request_id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  private SignatureRequest request(ResultSet row, int number) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var official = row.getObject("official_id", UUID.class);
    return new SignatureRequest(
        new RequestId(id),
        new Owner(row.getString("client_id"), official == null ? null : new OfficialId(official)),
        new CredentialId(row.getObject("credential_id", UUID.class)),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        items(id, SigningParameters.plain(row.getString("reason"), row.getString("location"))));
  }

  /**
   * The documents of a request.
   *
   * @param before how one is signed that names no set of parameters
   */
  private List<SignatureRequest.Item> items(UUID id, SigningParameters before) {
    var sets = parameters.ofRequest(id);
    return sql.sql(
            """
            SELECT document_id, hash, name, size, pages, parameters, warnings::text AS warnings
            FROM signature_request_document
            WHERE request_id = :id ORDER BY position
            """)
        .param("id", id)
        .query((row, _) ->
            new SignatureRequest.Item(
                new DocumentId(row.getObject("document_id", UUID.class)),
                Sha256.of(row.getBytes("hash")),
                row.getString("name"),
                row.getLong("size"),
                row.getInt("pages"),
                parameters(row.getBytes("parameters"), sets, before),
                warnings(row.getString("warnings"))))
        .list();
  }

  /** Most have none, and a request has thousands. */
  private static List<LookWarning> warnings(String json) {
    return json.equals("[]") ? List.of() : List.of(JSON.readValue(json, LookWarning[].class));
  }

  private static SigningParameters parameters(
      byte @Nullable [] digest, Map<Sha256, SigningParameters> sets, SigningParameters before) {
    if (digest == null) {
      return before;
    }
    var found = sets.get(Sha256.of(digest));
    if (found == null) {
      throw new IllegalStateException("A document names a set of parameters that is not there");
    }
    return found;
  }

  private static @Nullable UUID official(Owner owner) {
    return owner.official() == null ? null : owner.official().value();
  }
}
