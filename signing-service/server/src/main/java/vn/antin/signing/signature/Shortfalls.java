package vn.antin.signing.signature;

import static java.time.ZoneOffset.UTC;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.document.DocumentId;

/** Which signed documents stayed below the level that was approved. Thread-safe. */
public final class Shortfalls {
  private final JdbcClient sql;
  private final InstantSource time;

  Shortfalls(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /** Notes it within the caller's transaction, when it is so. */
  public void note(SignatureOutcome.Signed signed) {
    note(signed.written().id(), signed.approved(), signed.reached());
  }

  /** Notes it within the caller's transaction, when less was reached than approved. */
  public void note(DocumentId document, SignatureLevel approved, SignatureLevel reached) {
    if (reached.compareTo(approved) >= 0) {
      return;
    }
    sql.sql(
            """
            INSERT INTO signature_shortfall (document_id, approved, reached, created_at)
            VALUES (:id, :approved, :reached, :now)
            """)
        .param("id", document.value())
        .param("approved", approved.text())
        .param("reached", reached.text())
        .param("now", time.instant().atOffset(UTC))
        .update();
  }

  /** The levels that were reached; a document that is not named reached what was approved. */
  public Map<DocumentId, SignatureLevel> of(Collection<DocumentId> signed) {
    var found = new HashMap<DocumentId, SignatureLevel>();
    if (!signed.isEmpty()) {
      sql.sql(
              """
              SELECT document_id, reached FROM signature_shortfall WHERE document_id = ANY (:ids)
              """)
          .param("ids", signed.stream().map(DocumentId::value).toArray(UUID[]::new))
          .query(row -> {
            found.put(
                new DocumentId(row.getObject("document_id", UUID.class)),
                SignatureLevel.of(row.getString("reached")).orElseThrow());
          });
    }
    return found;
  }
}
