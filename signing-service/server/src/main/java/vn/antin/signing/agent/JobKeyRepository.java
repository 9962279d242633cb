package vn.antin.signing.agent;

import static java.time.ZoneOffset.UTC;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.token.KeyLabel;

/** Rows of the keys that sign jobs. */
final class JobKeyRepository {
  /**
   * A row.
   *
   * @param since when it came into its state
   */
  record Row(String state, Instant since, KeyLabel label, @Nullable JobKey key) {}

  private final JdbcClient sql;

  JobKeyRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** All but those that are gone. */
  List<Row> rows() {
    return sql.sql(
            """
            SELECT id, key_label, state, public_key, thumbprint, changed_at FROM agent_key
            WHERE state NOT IN ('destroyed', 'failed') ORDER BY changed_at
            """)
        .query((row, _) -> {
          var label = new KeyLabel(row.getString("key_label"));
          var encoded = row.getBytes("public_key");
          return new Row(
              row.getString("state"),
              row.getObject("changed_at", OffsetDateTime.class).toInstant(),
              label,
              encoded == null
                  ? null
                  : new JobKey(
                      row.getObject("id", UUID.class),
                      label,
                      decoded(encoded),
                      row.getString("thumbprint")));
        })
        .list();
  }

  /** The intent to make a key; false when another node has it. */
  boolean intend(UUID id, KeyLabel label, Instant now) {
    return sql.sql(
                """
                INSERT INTO agent_key (id, key_label, state, created_at, changed_at)
                VALUES (:id, :label, 'making', :now, :now) ON CONFLICT DO NOTHING
                """)
            .param("id", id)
            .param("label", label.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** The intended key is there; false when the intent was given up. */
  boolean install(JobKey key, String state, Instant now) {
    return sql.sql(
                """
                UPDATE agent_key SET state = :state, public_key = :key, thumbprint = :print,
                  changed_at = :now
                WHERE id = :id AND state = 'making'
                """)
            .param("state", state)
            .param("key", key.publicKey().getEncoded())
            .param("print", key.thumbprint())
            .param("now", now.atOffset(UTC))
            .param("id", key.id())
            .update()
        == 1;
  }

  /** False when it was in another state. */
  boolean move(KeyLabel label, String from, String to, Instant now) {
    return sql.sql(
                """
                UPDATE agent_key SET state = :to, changed_at = :now
                WHERE key_label = :label AND state = :from
                """)
            .param("to", to)
            .param("from", from)
            .param("label", label.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  private static PublicKey decoded(byte[] encoded) {
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored key cannot be read", e);
    }
  }
}
