package vn.antin.auth.approval.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.audit.InclusionProofs;
import vn.antin.audit.json.Json;

/** Agreements as evidence. */
@Repository
class Agreements {
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final JdbcClient jdbc;
  private final InclusionProofs proofs;

  Agreements(JdbcClient jdbc, DataSource database) {
    this.jdbc = jdbc;
    this.proofs = new InclusionProofs(database);
  }

  /** The member {@code agreement} of an evidence file; empty when there is no such grant. */
  Optional<Json.Members> find(UUID grant) {
    return jdbc.sql(
            """
            SELECT evidence.at, evidence.method, evidence.random, evidence.encoding,
              evidence.passkey_id, evidence.passkey, evidence.authenticator_data,
              evidence.client_data, evidence.assertion, signing_grant.approval_id,
              signing_grant.account_id
            FROM signing_grant_evidence AS evidence
            JOIN signing_grant ON signing_grant.id = evidence.grant_id
            WHERE evidence.grant_id = :grant
            """)
        .param("grant", grant)
        .query((row, number) -> agreement(row))
        .optional();
  }

  private Json.Members agreement(ResultSet row) throws SQLException {
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("at", time(row, "at"));
    json.put("method", new Json.Text(row.getString("method")));
    json.put("random", bytes(row, "random"));
    json.put("encoding", bytes(row, "encoding"));
    UUID passkey = row.getObject("passkey_id", UUID.class);
    if (passkey != null) {
      json.put("passkey", assertion(passkey, row));
    }
    json.put("passkeyHistory", new Json.Items(history(row.getObject("account_id", UUID.class))));
    List<Json> rows = new ArrayList<>();
    proofs
        .ofObject(row.getObject("approval_id", UUID.class).toString())
        .forEach(proof -> rows.add(proof.toJson()));
    json.put("audit", new Json.Items(rows));
    return new Json.Members(json);
  }

  private static Json assertion(UUID passkey, ResultSet row) throws SQLException {
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("id", new Json.Text(passkey.toString()));
    json.put("attested", bytes(row, "passkey"));
    json.put("authenticatorData", bytes(row, "authenticator_data"));
    json.put("clientData", bytes(row, "client_data"));
    json.put("signature", bytes(row, "assertion"));
    return new Json.Members(json);
  }

  private List<Json> history(UUID account) {
    return jdbc.sql(
            """
            SELECT passkey_id, event, key, at FROM passkey_history
            WHERE account_id = :account ORDER BY id
            """)
        .param("account", account)
        .<Json>query((row, number) -> event(row))
        .list();
  }

  private static Json event(ResultSet row) throws SQLException {
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("passkey", new Json.Text(row.getString("passkey_id")));
    json.put("event", new Json.Text(row.getString("event")));
    json.put("key", bytes(row, "key"));
    json.put("at", time(row, "at"));
    return new Json.Members(json);
  }

  private static Json bytes(ResultSet row, String column) throws SQLException {
    byte @Nullable [] value = row.getBytes(column);
    return value == null ? Json.Literal.NULL : new Json.Text(BASE64.encodeToString(value));
  }

  private static Json time(ResultSet row, String column) throws SQLException {
    return new Json.Text(row.getObject(column, OffsetDateTime.class).toInstant().toString());
  }
}
