package vn.antin.auth.oauth2.token;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps one partition per day of both tables: some weeks ahead, none of the past.
 *
 * <p>Making them goes through a function that runs with the owner's rights. Removing them needs the
 * owner's own connection, because {@code DETACH … CONCURRENTLY}, which stops nobody, runs in no
 * transaction.
 */
public final class TokenPartitions {
  /** So many days ahead there is room, even when the job has not run for a while. */
  static final int DAYS_AHEAD = 45;

  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
  private static final List<String> TABLES = List.of("token_family", "token_handle");

  private final JdbcClient application;
  private final DataSource owner;
  private final InstantSource clock;

  public TokenPartitions(JdbcClient application, DataSource owner, InstantSource clock) {
    this.application = application;
    this.owner = owner;
    this.clock = clock;
  }

  /** Makes what is missing from today on. Returns how many partitions were made. */
  public int make() {
    LocalDate today = today();
    return application
        .sql("SELECT make_token_partitions(:first, :last)")
        .param("first", today)
        .param("last", today.plusDays(DAYS_AHEAD))
        .query(Integer.class)
        .single();
  }

  /**
   * Removes the partitions of days that are over; a job that was broken off is finished. Returns
   * the names of the tables that were dropped; none when another node is at it.
   */
  public List<String> removeExpired() throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      if (!lock(statement)) {
        return List.of();
      }
      try {
        List<String> removed = new ArrayList<>();
        for (String table : TABLES) {
          removed.addAll(removeExpired(statement, table));
        }
        return removed;
      } finally {
        statement.execute("SELECT pg_advisory_unlock(hashtext('token_partitions_removal'))");
      }
    }
  }

  private List<String> removeExpired(Statement statement, String table) throws SQLException {
    String oldestKept = table + "_" + today().minusDays(1).format(SUFFIX);
    List<String> removed = new ArrayList<>();
    for (String part : list(statement, attached(table))) {
      if (part.startsWith("!")) {
        statement.execute(
            "ALTER TABLE %s DETACH PARTITION %s FINALIZE".formatted(table, part.substring(1)));
      } else if (part.compareTo(oldestKept) < 0) {
        statement.execute("ALTER TABLE %s DETACH PARTITION %s CONCURRENTLY".formatted(table, part));
      }
    }
    for (String part : list(statement, detached(table))) {
      if (part.compareTo(oldestKept) < 0) {
        statement.execute("DROP TABLE " + part);
        removed.add(part);
      }
    }
    return removed;
  }

  /** Names of the attached partitions; one whose detaching was broken off begins with "!". */
  private static String attached(String table) {
    return """
    SELECT CASE WHEN inhdetachpending THEN '!' ELSE '' END || part.relname
    FROM pg_inherits JOIN pg_class part ON part.oid = inhrelid
    WHERE inhparent = '%s'::regclass
    """
        .formatted(table);
  }

  private static String detached(String table) {
    return """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relname ~ '^%s_[0-9]{8}$' AND NOT relispartition
      AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = '%s'::regclass)
    """
        .formatted(table, table);
  }

  private static boolean lock(Statement statement) throws SQLException {
    return list(
            statement, "SELECT pg_try_advisory_lock(hashtext('token_partitions_removal'))::text")
        .contains("true");
  }

  private static List<String> list(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
