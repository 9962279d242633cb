package vn.antin.signing.document;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.OfficialId;

/** Rows of documents and chunks. A statement is a transaction of its own, or joins the caller's. */
final class DocumentRepository {
  /**
   * A complete document with its still wrapped data key.
   *
   * @param sealed the only chunk, when it was asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call and is never compared
  record Row(Document document, byte[] wrappedKey, byte @Nullable [] sealed) {}

  /** A new document, before its size is known. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one document and is never compared
  record Arrival(Owner owner, String name, byte[] wrappedKey, Instant now, Instant expiry) {}

  private final JdbcClient sql;
  private final Set<LocalDate> openDays = ConcurrentHashMap.newKeySet();

  DocumentRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /** Its day is open already. */
  void arrive(DocumentId id, Arrival arrival) {
    sql.sql(
            """
            INSERT INTO document (day, id, client_id, official_id, name, state, wrapped_key,
              created_at, expires_at)
            VALUES (:day, :id, :client, :official, :name, 'arriving', :key, :now, :expiry)
            """)
        .param("day", id.day())
        .param("id", id.value())
        .param("client", arrival.owner().clientId())
        .param("official", official(arrival.owner()))
        .param("name", arrival.name())
        .param("key", arrival.wrappedKey())
        .param("now", arrival.now().atOffset(UTC))
        .param("expiry", arrival.expiry().atOffset(UTC))
        .update();
  }

  /** A document of one chunk, whole. Its day is open already. */
  void add(DocumentId id, Arrival arrival, long size, Sha256 sha256, int pages, byte[] sealed) {
    sql.sql(
            """
            WITH added AS (
              INSERT INTO document (day, id, client_id, official_id, name, state, wrapped_key,
                created_at, expires_at, size, sha256, pages)
              VALUES (:day, :id, :client, :official, :name, 'ready', :key, :now, :expiry, :size,
                :sha256, :pages))
            INSERT INTO document_chunk (day, document_id, number, sealed)
            VALUES (:day, :id, 0, :sealed)
            """)
        .param("day", id.day())
        .param("id", id.value())
        .param("client", arrival.owner().clientId())
        .param("official", official(arrival.owner()))
        .param("name", arrival.name())
        .param("key", arrival.wrappedKey())
        .param("now", arrival.now().atOffset(UTC))
        .param("expiry", arrival.expiry().atOffset(UTC))
        .param("size", size)
        .param("sha256", sha256.bytes())
        .param("pages", pages)
        .param("sealed", sealed)
        .update();
  }

  void chunk(DocumentId id, int number, byte[] sealed) {
    sql.sql(
            """
            INSERT INTO document_chunk (day, document_id, number, sealed)
            VALUES (:day, :id, :number, :sealed)
            """)
        .param("day", id.day())
        .param("id", id.value())
        .param("number", number)
        .param("sealed", sealed)
        .update();
  }

  Optional<byte[]> chunk(DocumentId id, int number) {
    return sql.sql(
            """
            SELECT sealed FROM document_chunk
            WHERE day = :day AND document_id = :id AND number = :number
            """)
        .param("day", id.day())
        .param("id", id.value())
        .param("number", number)
        .query((row, _) -> row.getBytes(1))
        .optional();
  }

  boolean ready(DocumentId id, long size, Sha256 sha256, int pages) {
    return sql.sql(
                """
                UPDATE document SET state = 'ready', size = :size, sha256 = :sha256, pages = :pages
                WHERE day = :day AND id = :id AND state = 'arriving'
                """)
            .param("size", size)
            .param("sha256", sha256.bytes())
            .param("pages", pages)
            .param("day", id.day())
            .param("id", id.value())
            .update()
        == 1;
  }

  /**
   * The owner's document.
   *
   * @param whole the size up to which its only chunk comes with it
   */
  Optional<Row> find(Owner owner, DocumentId id, Instant now, int whole) {
    return sql.sql(
            """
            SELECT id, client_id, official_id, name, size, sha256, pages, created_at, expires_at,
              wrapped_key, CASE WHEN size <= :whole THEN (
                SELECT sealed FROM document_chunk
                WHERE document_chunk.day = document.day AND document_id = document.id
                  AND number = 0) END AS sealed
            FROM document
            WHERE day = :day AND id = :id AND state = 'ready' AND expires_at > :now
              AND client_id = :client AND official_id IS NOT DISTINCT FROM :official::uuid
            """)
        .param("whole", whole)
        .param("day", id.day())
        .param("id", id.value())
        .param("now", now.atOffset(UTC))
        .param("client", owner.clientId())
        .param("official", official(owner))
        .query(
            (row, _) -> new Row(document(row), row.getBytes("wrapped_key"), row.getBytes("sealed")))
        .optional();
  }

  /** Those of the named ones that the owner has, in no order. */
  List<Document> find(Owner owner, Collection<DocumentId> ids, Instant now) {
    return sql.sql(
            """
            SELECT id, client_id, official_id, name, size, sha256, pages, created_at, expires_at
            FROM unnest(:days::text[]::date[], :ids::uuid[]) AS named (named_day, named_id)
            JOIN document ON day = named_day AND id = named_id
            WHERE state = 'ready' AND expires_at > :now
              AND client_id = :client AND official_id IS NOT DISTINCT FROM :official::uuid
            """)
        .param("days", ids.stream().map(id -> id.day().toString()).toArray(String[]::new))
        .param("ids", ids.stream().map(DocumentId::value).toArray(UUID[]::new))
        .param("now", now.atOffset(UTC))
        .param("client", owner.clientId())
        .param("official", official(owner))
        .query((row, _) -> document(row))
        .list();
  }

  /** Chunks go with the row; false when the owner has no such document. */
  boolean delete(Owner owner, DocumentId id) {
    return sql.sql(
                """
                WITH gone AS (
                  DELETE FROM document
                  WHERE day = :day AND id = :id AND state = 'ready'
                    AND client_id = :client AND official_id IS NOT DISTINCT FROM :official::uuid
                  RETURNING day, id),
                chunks AS (
                  DELETE FROM document_chunk USING gone
                  WHERE document_chunk.day = gone.day AND document_chunk.document_id = gone.id)
                SELECT count(*) FROM gone
                """)
            .param("day", id.day())
            .param("id", id.value())
            .param("client", owner.clientId())
            .param("official", official(owner))
            .query(Long.class)
            .single()
        == 1;
  }

  /** Takes back a document that did not become ready. */
  void discard(DocumentId id) {
    sql.sql(
            """
            WITH gone AS (
              DELETE FROM document WHERE day = :day AND id = :id AND state = 'arriving')
            DELETE FROM document_chunk WHERE day = :day AND document_id = :id
              AND NOT EXISTS (SELECT FROM document WHERE day = :day AND id = :id
                AND state = 'ready')
            """)
        .param("day", id.day())
        .param("id", id.value())
        .update();
  }

  /** Removes what stopped arriving, for example because a node died. */
  int discardArrivingSince(Instant before) {
    return sql.sql(
            """
            WITH gone AS (
              DELETE FROM document WHERE state = 'arriving' AND created_at < :before
              RETURNING day, id)
            DELETE FROM document_chunk USING gone
            WHERE document_chunk.day = gone.day AND document_chunk.document_id = gone.id
            """)
        .param("before", before.atOffset(UTC))
        .update();
  }

  void openDay(LocalDate day) {
    if (!openDays.contains(day)) {
      sql.sql("SELECT document_day_open(:day)").param("day", day).query((_, _) -> 1).single();
      openDays.add(day);
    }
  }

  int closeDays(Instant now) {
    return sql.sql("SELECT document_days_close(:now)")
        .param("now", now.atOffset(UTC))
        .query(Integer.class)
        .single();
  }

  private static Document document(ResultSet row) throws SQLException {
    var official = row.getObject("official_id", UUID.class);
    return new Document(
        new DocumentId(row.getObject("id", UUID.class)),
        new Owner(row.getString("client_id"), official == null ? null : new OfficialId(official)),
        row.getString("name"),
        row.getLong("size"),
        Sha256.of(row.getBytes("sha256")),
        row.getInt("pages"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable UUID official(Owner owner) {
    return owner.official() == null ? null : owner.official().value();
  }
}
