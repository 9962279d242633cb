package vn.antin.auth.profile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** Reads what the log holds about one account, as far as there are plain words for it. */
@Repository
final class Activity {
  static final int PAGE = 30;

  /** Begins the key of each type's text; a type without a text is not shown. */
  private static final String KEY = "activity.type.";

  private final JdbcClient jdbc;
  private final List<String> worded;

  Activity(JdbcClient jdbc) {
    this.jdbc = jdbc;
    worded =
        ResourceBundle.getBundle("profile-messages", Locale.ROOT).keySet().stream()
            .filter(key -> key.startsWith(KEY))
            .map(key -> key.substring(KEY.length()))
            .toList();
  }

  /** Entries older than this one, the latest first; one more than {@link #PAGE} if there are. */
  List<ActivityPage.Entry> before(AccountId account, long before) {
    return jdbc.sql(
            """
            WITH mine AS (
              (SELECT id FROM audit.entry
               WHERE actor = :account AND id < :before AND type IN (:types)
               ORDER BY id DESC LIMIT :most)
              UNION
              (SELECT id FROM audit.entry
               WHERE object = :account AND id < :before AND type IN (:types)
               ORDER BY id DESC LIMIT :most))
            SELECT e.id, e.at, e.type, e.actor IS NOT DISTINCT FROM :account AS own,
              (SELECT value FROM audit.personal p WHERE p.entry_id = e.id AND p.name = 'address')
                AS address,
              (SELECT value FROM audit.personal p WHERE p.entry_id = e.id AND p.name = 'device')
                AS device
            FROM mine JOIN audit.entry e ON e.id = mine.id
            ORDER BY e.id DESC LIMIT :most
            """)
        .param("account", account.toString())
        .param("before", before)
        .param("types", worded)
        .param("most", PAGE + 1)
        .query(Activity::entry)
        .list();
  }

  private static ActivityPage.Entry entry(ResultSet row, int number) throws SQLException {
    return new ActivityPage.Entry(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("type"),
        row.getBoolean("own"),
        row.getString("address"),
        row.getString("device"));
  }
}
