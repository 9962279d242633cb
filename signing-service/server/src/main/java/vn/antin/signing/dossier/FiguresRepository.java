package vn.antin.signing.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.web.Caller;

/** Counts signed results of the units that an administrator sees. */
final class FiguresRepository {
  /**
   * What a unit had signed on a day.
   *
   * @param byOrder how many of them by standing order
   */
  record Figure(UUID unit, String name, LocalDate day, long signed, long byOrder) {}

  private static final String FIGURES =
      AdministratorScope.SEES
          + """
          SELECT unit.id, unit.name, signed.day, count(*) AS signed,
            count(*) FILTER (WHERE signed.mode = 'standing-order') AS by_order
          FROM unit
          JOIN LATERAL (
            SELECT result.mode, (coalesce(submission.ended_at, spent.changed_at)
              AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
            FROM dossier_result AS result
            LEFT JOIN submission ON submission.id = result.submission_id
              AND submission.state = 'completed'
            LEFT JOIN grant_hash AS spent ON spent.request_id = result.id
              AND result.order_id IS NOT NULL AND spent.state <> 'approved'
              AND spent.state = 'signed'
            WHERE result.unit_id = unit.id) AS signed ON signed.day BETWEEN :from AND :to
          WHERE unit.id IN (SELECT id FROM scope)
          GROUP BY unit.id, unit.name, signed.day
          ORDER BY unit.name, unit.id, signed.day
          """;

  private final JdbcClient sql;

  FiguresRepository(JdbcClient sql) {
    this.sql = sql;
  }

  List<Figure> figures(Caller.Person caller, LocalDate from, LocalDate to, Instant now) {
    return AdministratorScope.bind(sql, FIGURES, caller, now)
        .param("from", from)
        .param("to", to)
        .query((row, _) ->
            new Figure(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("day", LocalDate.class),
                row.getLong("signed"),
                row.getLong("by_order")))
        .list();
  }
}
