package vn.antin.signing.grant;

import static java.time.ZoneOffset.UTC;

import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;

/**
 * The last step of the ledger's rows that are unknown, which only a person takes: to signed, with
 * what was proven, or to closed, from which nothing leads on. Each is conditional, so that of two
 * who take it one does. Joins the caller's transaction. Thread-safe.
 */
public final class UnknownHashes {
  private final JdbcClient sql;
  private final InstantSource time;

  UnknownHashes(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /** It was not signed; neither this approval nor another of the same request signs it. */
  public boolean close(GrantId grant, HashValue hash) {
    return end(grant, hash, "closed", null, null, null);
  }

  public boolean signed(GrantId grant, HashValue hash, DocumentId document, Sha256 signedHash) {
    return end(grant, hash, "signed", document.value(), signedHash.bytes(), null);
  }

  public boolean signed(GrantId grant, HashValue hash, byte[] value) {
    return end(grant, hash, "signed", null, null, value);
  }

  private boolean end(
      GrantId grant,
      HashValue hash,
      String state,
      @Nullable UUID document,
      byte @Nullable [] signedHash,
      byte @Nullable [] value) {
    return sql.sql(
                """
                UPDATE grant_hash SET state = :state, changed_at = :now, lease_until = NULL,
                  signed_document_id = :document::uuid, signed_sha256 = :signedHash::bytea,
                  signed_value = :value::bytea
                WHERE grant_id = :grant AND hash = :hash AND state = 'unknown'
                """)
            .param("state", state)
            .param("now", time.instant().atOffset(UTC))
            .param("document", document)
            .param("signedHash", signedHash)
            .param("value", value)
            .param("grant", grant.value())
            .param("hash", hash.bytes())
            .update()
        == 1;
  }
}
