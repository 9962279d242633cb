package vn.antin.signing.timestamp;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.token.KeyLabel;

/** Rows of the keys that stamp. */
final class StampKeyRepository {
  private final JdbcClient sql;

  StampKeyRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** The key in use, or one that no longer is. */
  Optional<StampKey> find(String state) {
    return sql.sql(
            """
            SELECT id, key_label, certificate, issuers FROM time_stamp_key WHERE state = :state
            """)
        .param("state", state)
        .query((row, _) -> key(row))
        .optional();
  }

  /** The intent to make a key; false when another node has it. */
  boolean intend(UUID id, KeyLabel label, Instant now) {
    return sql.sql(
                """
                INSERT INTO time_stamp_key (id, key_label, state, created_at)
                VALUES (:id, :label, 'making', :now) ON CONFLICT DO NOTHING
                """)
            .param("id", id)
            .param("label", label.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** The intended key is the one in use from now on; false when the intent was given up. */
  boolean install(StampKey key, Instant now) {
    sql.sql(
            """
            UPDATE time_stamp_key SET state = 'retired', ended_at = :now WHERE state = 'current'
            """)
        .param("now", now.atOffset(UTC))
        .update();
    return sql.sql(
                """
                UPDATE time_stamp_key
                SET state = 'current', certificate = :certificate, issuers = :issuers
                WHERE id = :id AND state = 'making'
                """)
            .param("id", key.id())
            .param("certificate", Certificates.encode(key.certificate()))
            .param(
                "issuers", key.issuers().stream().map(Certificates::encode).toArray(byte[][]::new))
            .update()
        == 1;
  }

  /** False when another node did so before. */
  boolean retire(UUID id, Instant now) {
    return sql.sql(
                """
                UPDATE time_stamp_key SET state = 'retired', ended_at = :now
                WHERE id = :id AND state = 'current'
                """)
            .param("id", id)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** Intents whose maker is gone; their labels, for whatever it left in the token. */
  List<KeyLabel> giveUpIntendedBefore(Instant limit, Instant now) {
    return sql.sql(
            """
            UPDATE time_stamp_key SET state = 'failed', ended_at = :now
            WHERE state = 'making' AND created_at < :limit RETURNING key_label
            """)
        .param("limit", limit.atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .query((row, _) -> new KeyLabel(row.getString(1)))
        .list();
  }

  boolean fail(UUID id, Instant now) {
    return sql.sql(
                """
                UPDATE time_stamp_key SET state = 'failed', ended_at = :now
                WHERE id = :id AND state = 'making'
                """)
            .param("id", id)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  List<KeyLabel> retiredBefore(Instant limit) {
    return sql.sql(
            """
            SELECT key_label FROM time_stamp_key
            WHERE state = 'retired' AND ended_at < :limit ORDER BY ended_at
            """)
        .param("limit", limit.atOffset(UTC))
        .query((row, _) -> new KeyLabel(row.getString(1)))
        .list();
  }

  /** False when another node said so before. */
  boolean destroyed(KeyLabel label) {
    return sql.sql(
                """
                UPDATE time_stamp_key SET state = 'destroyed'
                WHERE key_label = :label AND state = 'retired'
                """)
            .param("label", label.value())
            .update()
        == 1;
  }

  private static StampKey key(ResultSet row) throws SQLException {
    return new StampKey(
        row.getObject("id", UUID.class),
        new KeyLabel(row.getString("key_label")),
        Certificates.decode(row.getBytes("certificate")),
        Arrays.stream((byte[][]) row.getArray("issuers").getArray())
            .map(Certificates::decode)
            .toList());
  }
}
