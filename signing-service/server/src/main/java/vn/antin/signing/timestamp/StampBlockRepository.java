package vn.antin.signing.timestamp;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of blocks of serial numbers. */
final class StampBlockRepository {
  /** A block that its node left behind. */
  record Left(long id, StampBlock.Count count) {}

  /** Sums over all nodes. */
  record Sums(long made, long unknown, long openBlocks, long abandonedBlocks) {}

  private final JdbcClient sql;

  StampBlockRepository(JdbcClient sql) {
    this.sql = sql;
  }

  void add(StampBlock block) {
    sql.sql(
            """
            INSERT INTO time_stamp_block (id, key_id, numbers, state, opened_at, seen_at)
            VALUES (:id, :key, :numbers, 'open', :now, :now)
            """)
        .param("id", block.id())
        .param("key", block.key())
        .param("numbers", block.numbers())
        .param("now", block.opened().atOffset(UTC))
        .update();
  }

  /** Counts are taken even when another node gave this one up meanwhile. */
  void progress(StampBlock block, StampBlock.Count count, Instant now) {
    sql.sql(
            """
            UPDATE time_stamp_block
            SET begun = :begun, made = :made, unknown = :unknown, seen_at = :now WHERE id = :id
            """)
        .param("id", block.id())
        .param("begun", count.begun())
        .param("made", count.made())
        .param("unknown", count.unknown())
        .param("now", now.atOffset(UTC))
        .update();
  }

  void close(StampBlock block, StampBlock.Count count, Instant now) {
    progress(block, count, now);
    sql.sql(
            """
            UPDATE time_stamp_block SET state = 'closed', closed_at = :now WHERE id = :id
            """)
        .param("id", block.id())
        .param("now", now.atOffset(UTC))
        .update();
  }

  List<Left> abandon(Instant silentSince, Instant now) {
    return sql.sql(
            """
            UPDATE time_stamp_block SET state = 'abandoned', closed_at = :now
            WHERE state = 'open' AND seen_at < :limit RETURNING id, begun, made, unknown
            """)
        .param("limit", silentSince.atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .query((row, _) ->
            new Left(
                row.getLong("id"),
                new StampBlock.Count(
                    row.getLong("begun"), row.getLong("made"), row.getLong("unknown"), false)))
        .list();
  }

  /** Of blocks opened since. */
  Sums sums(Instant since) {
    return sql.sql(
            """
            SELECT coalesce(sum(made), 0) AS made, coalesce(sum(unknown), 0) AS unknown,
              count(*) FILTER (WHERE state = 'open') AS open,
              count(*) FILTER (WHERE state = 'abandoned') AS abandoned
            FROM time_stamp_block WHERE opened_at >= :since
            """)
        .param("since", since.atOffset(UTC))
        .query((row, _) ->
            new Sums(
                row.getLong("made"),
                row.getLong("unknown"),
                row.getLong("open"),
                row.getLong("abandoned")))
        .single();
  }
}
