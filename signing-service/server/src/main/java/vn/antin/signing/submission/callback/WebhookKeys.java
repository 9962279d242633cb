package vn.antin.signing.submission.callback;

import static java.time.ZoneOffset.UTC;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.rootkey.RootKey;

/**
 * Keys shared by all nodes; a new one every ninety days, the former published for as long again.
 */
final class WebhookKeys {
  private static final Duration IN_USE = Duration.ofDays(90);
  private static final Duration PUBLISHED = IN_USE.multipliedBy(2);

  private final JdbcClient sql;
  private final RootKey rootKey;
  private final TransactionOperations transaction;
  private final InstantSource time;

  WebhookKeys(
      JdbcClient sql, RootKey rootKey, TransactionOperations transaction, InstantSource time) {
    this.sql = sql;
    this.rootKey = rootKey;
    this.transaction = transaction;
    this.time = time;
  }

  /** The key to sign with; made when there is none or it is too old. */
  ECKey current() {
    return newest()
        .orElseGet(() -> {
          var made =
              transaction.execute(_ -> {
                sql.sql("SELECT pg_advisory_xact_lock(hashtext('antin webhook key'))")
                    .query((_, _) -> 1)
                    .list();
                return newest().orElseGet(this::make);
              });
          if (made == null) {
            throw new IllegalStateException("a transaction answered nothing");
          }
          return made;
        });
  }

  /** Public keys as JSON, the current first. */
  List<String> published() {
    current();
    return sql.sql(
            "SELECT public_key FROM webhook_key WHERE created_at > :since ORDER BY created_at DESC")
        .param("since", time.instant().minus(PUBLISHED).atOffset(UTC))
        .query((row, _) -> row.getString(1))
        .list();
  }

  private Optional<ECKey> newest() {
    return sql.sql(
            """
            SELECT id, wrapped FROM webhook_key WHERE created_at > :since
            ORDER BY created_at DESC LIMIT 1
            """)
        .param("since", time.instant().minus(IN_USE).atOffset(UTC))
        .query((row, _) -> open(row.getString("id"), row.getBytes("wrapped")))
        .optional();
  }

  private ECKey make() {
    Instant now = time.instant();
    try {
      var key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
      sql.sql(
              """
              INSERT INTO webhook_key (id, public_key, wrapped, created_at)
              VALUES (:id, :public, :wrapped, :now)
              """)
          .param("id", key.getKeyID())
          .param("public", key.toPublicJWK().toJSONString())
          .param(
              "wrapped",
              rootKey.wrap(
                  key.toJSONString().getBytes(StandardCharsets.UTF_8), context(key.getKeyID())))
          .param("now", now.atOffset(UTC))
          .update();
      return key;
    } catch (JOSEException e) {
      throw new IllegalStateException("P-256 is always there", e);
    }
  }

  private ECKey open(String id, byte[] wrapped) {
    try {
      return ECKey.parse(new String(rootKey.unwrap(wrapped, context(id)), StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IllegalStateException("a stored webhook key is not a key", e);
    }
  }

  private static String context(String id) {
    return "webhook-key:" + id;
  }
}
