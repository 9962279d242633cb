package vn.antin.auth.provisioning.spreadsheet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.account.Activated;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.lifecycle.OfficialState;

/** Compares the rows that were read with the accounts there are, a batch at a time. */
@Repository
final class Comparison {
  private static final int BATCH = 500;

  /** Rows with each account that their code, number or user name belongs to. */
  private static final String MATCHES =
      ImportScope.UNITS
          + """
          SELECT r.position, r.wanted::text AS wanted, r.reasons::text AS reasons,
                 r.national_id_hash IS NOT NULL AS has_number,
                 a.id, a.username, a.family_name, a.middle_name, a.given_name, a.official_code,
                 a.email, a.telephone, a.national_id_hash IS NOT NULL AS knows_number,
                 coalesce(a.national_id_hash = r.national_id_hash, false) AS same_number,
                 a.national_id_hash IS NULL AND r.national_id_hash IS NOT NULL
                   AND a.id IS NOT NULL AND %s AS number_fixed,
                 a.status = 'active' AS active,
                 coalesce(a.disabled_reason LIKE 'left:%%' OR a.disabled_reason = 'import-undone',
                   false) AS returnable,
                 a.erased_at IS NOT NULL AS erased,
                 main.elsewhere, main.unit_id, main.unit_name, main.title,
                 a.id IS NOT NULL AND (%s) AS allowed,
                 a.id IS NOT NULL AND %s AS mightier,
                 CASE WHEN a.id IS NOT NULL THEN %s END AS state
          FROM (SELECT position, wanted, reasons, official_code, national_id_hash, username
                FROM official_import_row
                WHERE import_id = :import AND position > :after
                ORDER BY position LIMIT :limit) r
          LEFT JOIN LATERAL (
            SELECT id FROM account WHERE official_code = r.official_code
            UNION SELECT id FROM account WHERE national_id_hash = r.national_id_hash
            UNION SELECT id FROM account WHERE username = r.username
          ) match ON true
          LEFT JOIN account a ON a.id = match.id
          LEFT JOIN LATERAL (
            SELECT u.id NOT IN (SELECT unit_id FROM scope) AS elsewhere,
                   CASE WHEN u.id IN (SELECT unit_id FROM scope) THEN u.id END AS unit_id,
                   CASE WHEN u.id IN (SELECT unit_id FROM scope) THEN u.name END AS unit_name,
                   CASE WHEN u.id IN (SELECT unit_id FROM scope) THEN p.title END AS title
            FROM assignment s JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
            WHERE s.account_id = a.id AND s.kind = 'main'
              AND (s.valid_to IS NULL OR s.valid_to > :today)
            ORDER BY s.valid_from DESC LIMIT 1
          ) main ON true
          ORDER BY r.position
          """
              .formatted(
                  Activated.ACCOUNT_A,
                  Scope.ALLOWS,
                  ImportScope.MIGHTIER,
                  OfficialState.OF_ACCOUNT_A);

  /** Two rows about the same official; which one is right nobody but their writer knows. */
  private static final String DUPLICATES =
      """
      UPDATE official_import_row r
      SET kind = 'refused', reasons = r.reasons || jsonb_build_array(jsonb_build_object(
            'code', 'duplicate', 'column', other.by, 'values', jsonb_build_array(other.position::text)))
      FROM (
        SELECT position, by, CASE WHEN position = first THEN second ELSE first END
        FROM (
          SELECT position, by, min(position) OVER key AS first,
                 nth_value(position, 2) OVER key AS second
          FROM (
            SELECT position, 'official-code' AS by, official_code AS value, NULL::bytea AS hash
            FROM official_import_row WHERE import_id = :import AND official_code IS NOT NULL
            UNION ALL
            SELECT position, 'national-id', NULL, national_id_hash
            FROM official_import_row WHERE import_id = :import AND national_id_hash IS NOT NULL
            UNION ALL
            SELECT position, 'username', username, NULL
            FROM official_import_row WHERE import_id = :import AND username IS NOT NULL
            UNION ALL
            SELECT position, NULL, account_id::text, NULL
            FROM official_import_row WHERE import_id = :import AND account_id IS NOT NULL
          ) keys
          WINDOW key AS (PARTITION BY by, value, hash ORDER BY position
                         ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        ) pairs
        WHERE second IS NOT NULL
      ) AS other (at, by, position)
      WHERE r.import_id = :import AND r.position = other.at
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Leases leases;
  private final JsonMapper json;
  private final InstantSource clock;

  Comparison(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Leases leases,
      JsonMapper json,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.leases = leases;
    this.json = json;
    this.clock = clock;
  }

  /** Compares every row, then finds who is named twice and, in a complete list, who is missing. */
  void compare(Job job, UnitIndex units, boolean makePosts) {
    RowJudge judge = new RowJudge(units, makePosts, job.owner().value());
    UsernameRule names = new UsernameRule();
    int after = Integer.MIN_VALUE;
    while (true) {
      int from = after;
      Integer last =
          transaction.execute(status -> {
            held(job);
            List<RowJudge.Row> rows = rows(job, from);
            if (rows.isEmpty()) {
              return null;
            }
            write(job, named(rows, rows.stream().map(judge::judge).toList(), names));
            return rows.getLast().position();
          });
      if (last == null) {
        break;
      }
      after = last;
    }
    transaction.executeWithoutResult(status -> {
      held(job);
      jdbc.sql(DUPLICATES).param("import", job.id().value()).update();
      if (job.complete()) {
        addMissing(job);
      }
      finish(job);
    });
  }

  private void held(Job job) {
    if (!leases.renew(job)) {
      throw new StepAbandoned();
    }
  }

  private List<RowJudge.Row> rows(Job job, int after) {
    Map<Integer, RowJudge.Row> rows = new LinkedHashMap<>();
    scoped(job, MATCHES)
        .param("import", job.id().value())
        .param("after", after)
        .param("limit", BATCH)
        .query((result, number) -> {
          RowJudge.Row row =
              rows.computeIfAbsent(result.getInt("position"), position -> row(result, position));
          if (result.getObject("id") != null) {
            row.known().add(known(result));
          }
          return row.position();
        })
        .list();
    return List.copyOf(rows.values());
  }

  private JdbcClient.StatementSpec scoped(Job job, String sql) {
    return jdbc.sql(sql)
        .param("caller", job.owner().value())
        .param("unit", job.unit().value())
        .param("today", EffectiveDate.today(clock));
  }

  private RowJudge.Row row(ResultSet result, int position) {
    try {
      return new RowJudge.Row(
          position,
          json.readValue(result.getString("wanted"), Wanted.class),
          result.getBoolean("has_number"),
          Arrays.asList(json.readValue(result.getString("reasons"), Reason[].class)),
          new ArrayList<>());
    } catch (SQLException e) {
      throw new IllegalStateException("the columns are those of the statement", e);
    }
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        row.getObject("id", UUID.class),
        row.getString("username"),
        row.getString("family_name"),
        row.getString("middle_name"),
        row.getString("given_name"),
        row.getString("official_code"),
        row.getString("email"),
        row.getString("telephone"),
        row.getBoolean("knows_number"),
        row.getBoolean("same_number"),
        row.getBoolean("number_fixed"),
        row.getBoolean("active"),
        row.getBoolean("returnable"),
        row.getBoolean("erased"),
        row.getBoolean("allowed"),
        row.getBoolean("mightier"),
        row.getBoolean("elsewhere"),
        row.getObject("unit_id", UUID.class),
        row.getString("unit_name"),
        row.getString("title"),
        row.getString("state"));
  }

  /** New officials without a user name get one by the rule. */
  private List<Verdict> named(List<RowJudge.Row> rows, List<Verdict> verdicts, UsernameRule names) {
    Map<Integer, String> stems = new LinkedHashMap<>();
    Set<String> asked = new TreeSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Wanted wanted = rows.get(i).wanted();
      if (wanted.username() != null) {
        asked.add(wanted.username());
      } else if (verdicts.get(i).kind() == RowKind.NEW) {
        stems.put(
            verdicts.get(i).position(),
            UsernameRule.stem(wanted.familyName(), wanted.middleName(), wanted.givenName()));
      }
    }
    names.take(asked);
    if (stems.isEmpty()) {
      return verdicts;
    }
    names.take(
        jdbc.sql(
                """
                SELECT username FROM account
                WHERE rtrim(username, '0123456789') = ANY (CAST(:stems AS text[]))
                """)
            .param("stems", stems.values().stream().distinct().toArray(String[]::new))
            .query((row, number) -> row.getString(1))
            .list());
    return verdicts.stream()
        .map(verdict -> {
          String stem = stems.get(verdict.position());
          return stem == null ? verdict : verdict.named(names.make(stem));
        })
        .toList();
  }

  private void write(Job job, List<Verdict> verdicts) {
    jdbc.sql(
            """
            UPDATE official_import_row r
            SET kind = lower(v.kind), account_id = v.account, unit_id = v.unit,
                unit_name = v."unitName", post_title = v.post,
                username = coalesce(v.username, r.username), seen = v.seen, changes = v.changes,
                reasons = v.reasons
            FROM jsonb_to_recordset(CAST(:verdicts AS jsonb)) AS v
              (position integer, kind text, account uuid, unit uuid, "unitName" text, post text,
               username text, seen text, changes jsonb, reasons jsonb)
            WHERE r.import_id = :import AND r.position = v.position
            """)
        .param("import", job.id().value())
        .param("verdicts", json.writeValueAsString(verdicts))
        .update();
  }

  /**
   * Active officials whose main post is here and whom no row names. The owner is not among them.
   */
  private void addMissing(Job job) {
    scoped(
            job,
            ImportScope.UNITS
                + """
                INSERT INTO official_import_row (import_id, position, kind, wanted, username,
                  display_name, unit_name, account_id, seen, changes)
                SELECT :import,
                       (SELECT coalesce(max(position), 0) FROM official_import_row
                        WHERE import_id = :import) + row_number() OVER (ORDER BY a.username),
                       'leaving', NULL, a.username, a.display_name, u.name, a.id, %s,
                       jsonb_build_array(jsonb_build_object(
                         'field', 'status', 'from', 'active', 'to', 'left'))
                FROM scope JOIN org_unit u ON u.id = scope.unit_id
                JOIN post p ON p.unit_id = u.id
                JOIN assignment s ON s.post_id = p.id AND s.kind = 'main'
                  AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to > :today)
                JOIN account a ON a.id = s.account_id
                WHERE a.status = 'active' AND a.id <> :caller AND NOT %s
                  AND NOT EXISTS (SELECT FROM official_import_row named
                                  WHERE named.import_id = :import AND named.account_id = a.id)
                """
                    .formatted(OfficialState.OF_ACCOUNT_A, ImportScope.MIGHTIER))
        .param("import", job.id().value())
        .update();
  }

  private void finish(Job job) {
    scoped(
            job,
            ImportScope.UNITS
                + """
                UPDATE official_import
                SET state = 'read', content = NULL, lease = NULL, lease_until = NULL,
                    version = version + 1,
                    active = (SELECT count(DISTINCT a.id)
                              FROM scope JOIN post p ON p.unit_id = scope.unit_id
                              JOIN assignment s ON s.post_id = p.id AND s.valid_from <= :today
                                AND (s.valid_to IS NULL OR s.valid_to > :today)
                              JOIN account a ON a.id = s.account_id
                              WHERE a.status = 'active')
                WHERE id = :import
                """)
        .param("import", job.id().value())
        .update();
  }

  /** The units and posts of the scope by what files call them. */
  UnitIndex units(Job job) {
    UnitIndex index = new UnitIndex();
    scoped(
            job,
            ImportScope.UNITS
                + """
                SELECT u.id, u.name,
                       ARRAY (SELECT above.name FROM org_unit_ancestor link
                              JOIN org_unit above ON above.id = link.ancestor_id
                              WHERE link.unit_id = u.id AND link.depth > 0
                              ORDER BY link.depth) AS above,
                       ARRAY (SELECT i.identifier FROM org_unit_identifier i
                              WHERE i.unit_id = u.id
                                AND i.valid_from <= :today
                                AND (i.valid_to IS NULL OR i.valid_to > :today)
                              ORDER BY i.scheme DESC, i.identifier) AS codes
                FROM scope JOIN org_unit u ON u.id = scope.unit_id
                WHERE u.valid_from <= :today AND (u.valid_to IS NULL OR u.valid_to > :today)
                """)
        .query((row, number) -> {
          index.add(
              new UnitIndex.Entry(
                  row.getObject("id", UUID.class),
                  row.getString("name"),
                  List.of((String[]) row.getArray("above").getArray()),
                  List.of((String[]) row.getArray("codes").getArray())));
          return number;
        })
        .list();
    scoped(
            job,
            ImportScope.UNITS
                + """
                SELECT DISTINCT p.unit_id, p.title
                FROM scope JOIN post p ON p.unit_id = scope.unit_id
                WHERE p.valid_to IS NULL OR p.valid_to > :today
                """)
        .query((row, number) -> {
          index.addPost(row.getObject("unit_id", UUID.class), row.getString("title"));
          return number;
        })
        .list();
    return index;
  }
}
