package vn.antin.signing.people;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Applies pages of the feed; position and rows move together. */
final class PeopleRepository {
  /** Where the feed stands: null reads from the start. */
  record Position(@Nullable String value, long round, boolean resyncing) {}

  private static final Map<String, String> UPSERTS =
      Map.of(
          "unit",
          """
          INSERT INTO unit (id, parent_id, kind, code, name, valid_from, valid_to, round)
          SELECT id, "parentId", kind, code, name, "validFrom", "validTo", :round
          FROM jsonb_to_recordset(:items::jsonb) AS item (id uuid, "parentId" uuid, kind text,
            code text, name text, "validFrom" timestamptz, "validTo" timestamptz)
          ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, kind = excluded.kind,
            code = excluded.code, name = excluded.name, valid_from = excluded.valid_from,
            valid_to = excluded.valid_to, round = excluded.round
          """,
          "official",
          """
          INSERT INTO official (id, username, display_name, status, round)
          SELECT id, username, "displayName", status, :round
          FROM jsonb_to_recordset(:items::jsonb) AS item (id uuid, username text,
            "displayName" text, status text)
          ON CONFLICT (id) DO UPDATE SET username = excluded.username,
            display_name = excluded.display_name, status = excluded.status, round = excluded.round
          """,
          "assignment",
          """
          INSERT INTO assignment (id, official_id, unit_id, post_id, title, rank, kind, valid_from,
            valid_to, round)
          SELECT id, "officialId", "unitId", "postId", title, rank, kind, "validFrom", "validTo",
            :round
          FROM jsonb_to_recordset(:items::jsonb) AS item (id uuid, "officialId" uuid, "unitId" uuid,
            "postId" uuid, title text, rank text, kind text, "validFrom" timestamptz,
            "validTo" timestamptz)
          ON CONFLICT (id) DO UPDATE SET official_id = excluded.official_id,
            unit_id = excluded.unit_id, post_id = excluded.post_id, title = excluded.title,
            rank = excluded.rank, kind = excluded.kind,
            valid_from = excluded.valid_from, valid_to = excluded.valid_to, round = excluded.round
          """,
          "role",
          """
          INSERT INTO role_held (id, official_id, unit_id, role, valid_from, valid_to, round)
          SELECT id, "officialId", "unitId", role, "validFrom", "validTo", :round
          FROM jsonb_to_recordset(:items::jsonb) AS item (id uuid, "officialId" uuid, "unitId" uuid,
            role text, "validFrom" timestamptz, "validTo" timestamptz)
          ON CONFLICT (id) DO UPDATE SET official_id = excluded.official_id,
            unit_id = excluded.unit_id, role = excluded.role, valid_from = excluded.valid_from,
            valid_to = excluded.valid_to, round = excluded.round
          """,
          "succession",
          """
          INSERT INTO succession (id, unit_id, successor_id, valid_from, round)
          SELECT id, "unitId", "successorId", "validFrom", :round
          FROM jsonb_to_recordset(:items::jsonb) AS item (id uuid, "unitId" uuid,
            "successorId" uuid, "validFrom" timestamptz)
          ON CONFLICT (id) DO UPDATE SET valid_from = excluded.valid_from, round = excluded.round
          """,
          "delegation",
          """
          INSERT INTO delegation (id, form, unit_id, delegator_id, delegator_post_id, delegate_id,
            delegate_post_id, valid_from, valid_to, round)
          SELECT id, form, "unitId", "delegatorId", "delegatorPostId", "delegateId",
            "delegatePostId", "validFrom", "validTo", :round
          FROM jsonb_to_recordset(:items::jsonb) AS item (id uuid, form text, "unitId" uuid,
            "delegatorId" uuid, "delegatorPostId" uuid, "delegateId" uuid, "delegatePostId" uuid,
            "validFrom" timestamptz, "validTo" timestamptz)
          ON CONFLICT (id) DO UPDATE SET valid_to = excluded.valid_to, round = excluded.round
          """);

  private final JdbcClient sql;
  private final TransactionOperations transaction;

  PeopleRepository(JdbcClient sql, TransactionOperations transaction) {
    this.sql = sql;
    this.transaction = transaction;
  }

  Position position() {
    return sql.sql("SELECT position, round, resyncing FROM people_feed")
        .query((row, _) -> new Position(row.getString(1), row.getLong(2), row.getBoolean(3)))
        .single();
  }

  /**
   * Applies a page that was read from the given position. False when another node was faster: then
   * nothing was changed.
   */
  boolean apply(Position from, FeedPage page, Instant now) {
    return Boolean.TRUE.equals(
        transaction.execute(_ -> {
          if (!advance(from, page, now)) {
            return false;
          }
          // A date without a time begins at midnight where the province is.
          sql.sql("SET LOCAL TIME ZONE 'Asia/Ho_Chi_Minh'").update();
          for (var type : FeedPage.TYPES) {
            var items = page.itemsByType().get(type);
            if (items != null) {
              upsert(UPSERTS.get(type), items, from.round());
            }
          }
          if (from.resyncing() && !page.more()) {
            removeUnseen(from.round());
          }
          return true;
        }));
  }

  /** Begins to read everything again; what is there stays in use meanwhile. */
  void resync() {
    sql.sql("UPDATE people_feed SET position = NULL, round = round + 1, resyncing = true").update();
  }

  private boolean advance(Position from, FeedPage page, Instant now) {
    return sql.sql(
                """
                UPDATE people_feed SET position = coalesce(nullif(:next, ''), position),
                  resyncing = resyncing AND :more,
                  synced_at = CASE WHEN :more THEN synced_at ELSE :now END
                WHERE position IS NOT DISTINCT FROM :position AND round = :round
                """)
            .param("next", page.next())
            .param("more", page.more())
            .param("now", now.atOffset(UTC))
            .param("position", from.value())
            .param("round", from.round())
            .update()
        == 1;
  }

  private void upsert(@Nullable String statement, String items, long round) {
    if (statement != null) {
      sql.sql(statement).param("items", items).param("round", round).update();
    }
  }

  private void removeUnseen(long round) {
    for (var table :
        new String[] {"unit", "official", "assignment", "role_held", "succession", "delegation"}) {
      sql.sql("DELETE FROM " + table + " WHERE round < :round").param("round", round).update();
    }
  }
}
