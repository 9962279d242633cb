package vn.antin.signing.certificate.expiry;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** How many certificates within scope end when, by days or months as they are in Vietnam. */
final class Calendar {
  /**
   * One day ({@code 2026-11-22}) or month ({@code 2026-11}) on which some end.
   *
   * @param renewed how many of them have a successor already
   */
  record Period(String period, long ending, long renewed) {}

  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final int MOST_DAYS = 400;
  private static final int MOST_MONTHS = 240;

  private static final String COUNT =
      AdministratorScope.SEES
          + """
          SELECT to_char(credential.valid_to AT TIME ZONE 'Asia/Ho_Chi_Minh', :pattern) AS period,
            count(*) AS ending,
            count(*) FILTER (WHERE EXISTS (SELECT FROM credential AS successor
              WHERE successor.replaces = credential.id AND successor.state = 'valid')) AS renewed
          FROM credential
          WHERE credential.state IN ('valid', 'suspended')
            AND credential.valid_to >= :from::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
            AND credential.valid_to < :until::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' AND
          """
          + AdministratorScope.HOLDER
          + "GROUP BY period ORDER BY period";

  private final JdbcClient sql;
  private final InstantSource time;

  Calendar(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  List<Period> count(Caller.Person caller, LocalDate from, LocalDate until, String by) {
    var pattern =
        switch (by) {
          case "day" -> within(ChronoUnit.DAYS.between(from, until), MOST_DAYS, "YYYY-MM-DD");
          case "month" -> within(ChronoUnit.MONTHS.between(from, until), MOST_MONTHS, "YYYY-MM");
          default -> throw Problem.INVALID_REQUEST.because("by must be day or month");
        };
    return AdministratorScope.bind(sql, COUNT, caller, time.instant())
        .param("pattern", pattern)
        .param("from", from)
        .param("until", until)
        .query((row, _) ->
            new Period(row.getString("period"), row.getLong("ending"), row.getLong("renewed")))
        .list();
  }

  LocalDate today() {
    return LocalDate.ofInstant(time.instant(), VIETNAM);
  }

  private static String within(long length, int most, String pattern) {
    if (length < 0 || length > most) {
      throw Problem.INVALID_REQUEST.because("the calendar spans 0 to " + most + " periods");
    }
    return pattern;
  }
}
