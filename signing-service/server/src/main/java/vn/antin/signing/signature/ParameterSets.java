package vn.antin.signing.signature;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.document.Sha256;

/**
 * Keeps each distinct set of parameters once, under its digest, for those who refer to it. Sets are
 * never changed. Thread-safe.
 */
public final class ParameterSets {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient sql;

  ParameterSets(JdbcClient sql) {
    this.sql = sql;
  }

  /** Keeps a set within the caller's transaction, and names it. */
  public Sha256 keep(SigningParameters parameters) {
    var digest = parameters.digest();
    sql.sql(
            """
            INSERT INTO signature_parameters (digest, content) VALUES (:digest, :content::jsonb)
            ON CONFLICT (digest) DO NOTHING
            """)
        .param("digest", digest.bytes())
        .param("content", JSON.writeValueAsString(ParametersForm.of(parameters)))
        .update();
    return digest;
  }

  /** The sets that the documents of a request name. */
  public Map<Sha256, SigningParameters> ofRequest(UUID request) {
    var found = new HashMap<Sha256, SigningParameters>();
    sql.sql(
            """
            SELECT digest, content::text AS content FROM signature_parameters
            WHERE digest IN (SELECT parameters FROM signature_request_document
              WHERE request_id = :request)
            """)
        .param("request", request)
        .query(row -> {
          found.put(Sha256.of(row.getBytes("digest")), read(row.getString("content")));
        });
    return found;
  }

  /** The named sets; one that is not kept is absent. */
  public Map<Sha256, SigningParameters> find(Collection<Sha256> digests) {
    var found = new HashMap<Sha256, SigningParameters>();
    sql.sql(
            """
            SELECT digest, content::text AS content FROM signature_parameters
            WHERE digest = ANY (:digests)
            """)
        .param("digests", digests.stream().distinct().map(Sha256::bytes).toArray(byte[][]::new))
        .query(row -> {
          found.put(Sha256.of(row.getBytes("digest")), read(row.getString("content")));
        });
    return found;
  }

  private static SigningParameters read(String json) {
    return JSON.readValue(json, ParametersForm.class).read(LookForm::named);
  }
}
