package vn.antin.auth.key;

import java.sql.ResultSet;
import java.sql.SQLException;
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
  private final KeyHolders holders;

  KeyTable(JdbcClient jdbc, RootKey rootKey, KeyHolders holders) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
    this.holders = holders;
  }

  /** Until the transaction ends no other node makes or retires keys. */
  void lock() {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('signing_key'))")
        .query((row, number) -> number)
        .list();
  }

  /** Every key, oldest first. */
  List<StoredKey> readAll() {
    return jdbc.sql(
            """
            SELECT kid, algorithm, public_jwk, private_key, holder, signs_from
            FROM signing_key ORDER BY signs_from
            """)
        .query(this::stored)
        .list();
  }

  /** Makes a key and returns its id. */
  String create(TokenAlgorithm algorithm, Instant signsFrom, Instant now) {
    KeyHolder.Made made = holders.current().make(algorithm);
    VerificationKey key = VerificationKey.of(algorithm, made.publicKey());
    jdbc.sql(
            """
            INSERT INTO signing_key (kid, algorithm, public_jwk, private_key, holder, signs_from,
              created_at)
            VALUES (:kid, :algorithm, :public, :private, :holder, :signsFrom, :now)
            """)
        .param("kid", key.id())
        .param("algorithm", algorithm.jose())
        .param("public", key.json())
        .param("private", rootKey.wrap(made.handle(), context(key.id())))
        .param("holder", holders.current().column())
        .param("signsFrom", signsFrom.atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
    return key.id();
  }

  /**
   * The keys whose private part is no longer needed: those older than the one of their algorithm
   * and of the present holder that signed at {@code settled}.
   */
  List<String> over(Instant settled) {
    return jdbc.sql(
            """
            SELECT kid FROM signing_key AS key
            WHERE private_key IS NOT NULL
              AND signs_from < (SELECT max(signs_from) FROM signing_key
                WHERE algorithm = key.algorithm AND holder = :holder AND signs_from <= :settled)
            """)
        .param("holder", holders.current().column())
        .param("settled", settled.atOffset(ZoneOffset.UTC))
        .query((row, number) -> row.getString("kid"))
        .list();
  }

  /** Erases the private part; false when this node cannot reach its holder. */
  boolean retire(String kid) {
    boolean destroyed =
        jdbc.sql("SELECT holder, private_key FROM signing_key WHERE kid = :kid")
            .param("kid", kid)
            .query((row, number) -> destroy(kid, row))
            .single();
    return destroyed
        && jdbc.sql("UPDATE signing_key SET private_key = NULL WHERE kid = :kid")
                .param("kid", kid)
                .update()
            == 1;
  }

  private boolean destroy(String kid, ResultSet row) throws SQLException {
    KeyHolder holder = holders.named(row.getString("holder"));
    if (holder == null) {
      return false;
    }
    holder.destroy(rootKey.unwrap(row.getBytes("private_key"), context(kid)));
    return true;
  }

  private StoredKey stored(ResultSet row, int number) throws SQLException {
    TokenAlgorithm algorithm = TokenAlgorithm.named(row.getString("algorithm")).orElseThrow();
    VerificationKey key = VerificationKey.read(algorithm, row.getString("public_jwk"));
    String column = row.getString("holder");
    byte[] wrapped = row.getBytes("private_key");
    KeyHolder holder = holders.named(column);
    SigningKey signer =
        wrapped == null || holder == null
            ? null
            : holder.open(key, rootKey.unwrap(wrapped, context(key.id())));
    return new StoredKey(
        key, column, signer, row.getObject("signs_from", OffsetDateTime.class).toInstant());
  }

  private static String context(String kid) {
    return "signing-key:" + kid;
  }
}
