package vn.antin.signing.authority;

import static java.time.ZoneOffset.UTC;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.token.KeyLabel;

final class CaRepository {
  private static final String COLUMNS =
      """
      SELECT name, kind, issuer, key_label, certificate, state FROM certification_authority
      WHERE certificate IS NOT NULL
      """;

  private final JdbcClient sql;

  CaRepository(JdbcClient sql) {
    this.sql = sql;
  }

  List<Ca> all() {
    return sql.sql(COLUMNS + "ORDER BY state, kind DESC, name").query(CaRepository::ca).list();
  }

  Optional<Ca> find(String name) {
    return sql.sql(COLUMNS + "AND name = :name")
        .param("name", name)
        .query(CaRepository::ca)
        .optional();
  }

  Optional<Ca> active(String kind) {
    return sql.sql(COLUMNS + "AND kind = :kind AND state = 'active'")
        .param("kind", kind)
        .query(CaRepository::ca)
        .optional();
  }

  /** False when another node was faster. */
  boolean add(
      String name,
      boolean root,
      @Nullable String issuer,
      @Nullable KeyLabel key,
      @Nullable X509Certificate certificate,
      Instant now) {
    return sql.sql(
                """
                INSERT INTO certification_authority (name, kind, issuer, key_label, certificate,
                  state, created_at)
                VALUES (:name, :kind, :issuer, :key, :certificate, :state, :now)
                ON CONFLICT DO NOTHING
                """)
            .param("name", name)
            .param("kind", root ? "root" : "issuing")
            .param("issuer", issuer)
            .param("key", key == null ? null : key.value())
            .param("certificate", certificate == null ? null : Certificates.encode(certificate))
            .param("state", certificate == null ? "requested" : "active")
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** The key of an authority whose certificate has not come yet. */
  Optional<KeyLabel> requested(String name) {
    return sql.sql(
            """
            SELECT key_label FROM certification_authority
            WHERE name = :name AND state = 'requested' AND key_label IS NOT NULL
            """)
        .param("name", name)
        .query((row, _) -> new KeyLabel(row.getString(1)))
        .optional();
  }

  /** Puts an authority that was requested in force; the one before it goes on telling status. */
  boolean activate(String name, String issuer, X509Certificate certificate) {
    sql.sql(
            "UPDATE certification_authority SET state = 'retired' WHERE state = 'active' AND kind = 'issuing'")
        .update();
    return sql.sql(
                """
                UPDATE certification_authority
                SET state = 'active', issuer = :issuer, certificate = :certificate
                WHERE name = :name AND state = 'requested'
                """)
            .param("name", name)
            .param("issuer", issuer)
            .param("certificate", Certificates.encode(certificate))
            .update()
        == 1;
  }

  void retireRoot() {
    sql.sql(
            "UPDATE certification_authority SET state = 'retired' WHERE state = 'active' AND kind = 'root'")
        .update();
  }

  private static Ca ca(ResultSet row, int number) throws SQLException {
    var key = row.getString("key_label");
    return new Ca(
        row.getString("name"),
        "root".equals(row.getString("kind")),
        key == null ? null : new KeyLabel(key),
        Certificates.decode(row.getBytes("certificate")),
        row.getString("issuer"),
        "active".equals(row.getString("state")));
  }
}
