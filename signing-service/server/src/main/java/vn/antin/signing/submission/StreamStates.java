package vn.antin.signing.submission;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads in one statement what event streams tell. */
final class StreamStates implements Streams.Source {
  private final JdbcClient sql;

  StreamStates(JdbcClient sql) {
    this.sql = sql;
  }

  @Override
  public Map<UUID, Streams.State> read(boolean inbox, List<UUID> ids) {
    return inbox ? inboxes(ids) : submissions(ids);
  }

  private Map<UUID, Streams.State> submissions(List<UUID> ids) {
    var states = new HashMap<UUID, Streams.State>();
    sql.sql(
            """
            SELECT submission.id, submission.state, submission.documents,
              count(DISTINCT step.id) AS steps,
              count(*) FILTER (WHERE signature.state = 'signed') AS signed,
              count(*) FILTER (WHERE signature.state = 'unknown') AS unknown
            FROM submission
            JOIN submission_step AS step ON step.submission_id = submission.id
            LEFT JOIN submission_signature AS signature ON signature.step_id = step.id
            WHERE submission.id = ANY (:ids::uuid[]) GROUP BY submission.id
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query(row -> {
          var id = row.getObject("id", UUID.class);
          var events = new LinkedHashMap<String, Object>();
          events.put(
              "progress",
              SubmissionViews.progress(
                  row.getInt("documents"),
                  row.getInt("steps"),
                  new SubmissionRepository.Count(
                      id, row.getLong("signed"), row.getLong("unknown"))));
          events.put("state", Map.of("id", id, "state", row.getString("state")));
          states.put(id, new Streams.State(events));
        });
    return states;
  }

  /** The mark changes with every step that comes, goes or changes its state. */
  private Map<UUID, Streams.State> inboxes(List<UUID> ids) {
    var states = new HashMap<UUID, Streams.State>();
    sql.sql(
            """
            SELECT asked.id, count(step.id) AS waiting,
              md5(coalesce(string_agg(step.id::text || step.state, ',' ORDER BY step.id), ''))
                AS mark,
              coalesce(sum((SELECT count(*) FROM submission_signature AS signature
                WHERE signature.step_id = step.id AND signature.state = 'signed')), 0) AS signed
            FROM unnest(:ids::uuid[]) AS asked (id)
            LEFT JOIN submission_step AS step ON step.official_id = asked.id
              AND step.state IN ('waiting', 'approved', 'signing', 'unknown')
            GROUP BY asked.id
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query(row -> {
          var events = new LinkedHashMap<String, Object>();
          events.put("progress", Map.of("signed", row.getLong("signed")));
          events.put(
              "changed", Map.of("waiting", row.getLong("waiting"), "mark", row.getString("mark")));
          states.put(row.getObject("id", UUID.class), new Streams.State(events));
        });
    return states;
  }
}
