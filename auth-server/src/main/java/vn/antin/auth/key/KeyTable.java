package vn.antin.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.rootkey.RootKey;

/** The rows of {@code signing_key}. */
@Repository
final class KeyTable {
  private final JdbcClient jdbc;
  private final RootKey rootKey;

  KeyTable(JdbcClient jdbc, RootKey rootKey) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
  }

  /** Until the transaction ends no other node makes or retires keys. */
  void lock() {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('signing_key'))")
        .query((row, number) -> number)
        .list();
  }

  List<StoredKey> readAll() {
    return jdbc.sql(
            "SELECT public_jwk, private_key, signs_from FROM signing_key ORDER BY signs_from")
        .query(this::stored)
        .list();
  }

  /** Makes a key and returns its id. */
  String create(Instant signsFrom, Instant now) {
    ECKey key = generate();
    jdbc.sql(
            """
            INSERT INTO signing_key (kid, algorithm, public_jwk, private_key, signs_from, created_at)
            VALUES (:kid, 'ES256', :public, :private, :signsFrom, :now)
            """)
        .param("kid", key.getKeyID())
        .param("public", key.toPublicJWK().toJSONString())
        .param("private", rootKey.wrap(key.getD().decode(), context(key.getKeyID())))
        .param("signsFrom", signsFrom.atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
    return key.getKeyID();
  }

  /** Erases the private part of every key older than the one that signed at {@code settled}. */
  List<String> retire(Instant settled) {
    return jdbc.sql(
            """
            UPDATE signing_key SET private_key = NULL
            WHERE private_key IS NOT NULL
              AND signs_from < (SELECT max(signs_from) FROM signing_key WHERE signs_from <= :settled)
            RETURNING kid
            """)
        .param("settled", settled.atOffset(ZoneOffset.UTC))
        .query((row, number) -> row.getString("kid"))
        .list();
  }

  private StoredKey stored(ResultSet row, int number) throws SQLException {
    byte[] wrapped = row.getBytes("private_key");
    try {
      ECKey key = ECKey.parse(row.getString("public_jwk"));
      if (wrapped != null) {
        byte[] secret = rootKey.unwrap(wrapped, context(key.getKeyID()));
        key = new ECKey.Builder(key).d(Base64URL.encode(secret)).build();
      }
      return new StoredKey(key, row.getObject("signs_from", OffsetDateTime.class).toInstant());
    } catch (ParseException e) {
      throw new IllegalStateException("expected a JWK in signing_key.public_jwk", e);
    }
  }

  private static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java makes P-256 keys", e);
    }
  }

  private static String context(String kid) {
    return "signing-key:" + kid;
  }
}
