package vn.antin.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Erases personal fields, values and salts together; the rows and every proof stay. The act is
 * itself an event in the same transaction. Needs the role that owns the tables: the application's
 * role cannot erase.
 */
public final class PersonalData {
  private final DataSource owner;
  private final InstantSource clock;

  public PersonalData(DataSource owner, InstantSource clock) {
    this.owner = owner;
    this.clock = clock;
  }

  /**
   * Erases what lies beside the rows in which somebody is the actor or the object.
   *
   * @param subject the account id
   * @param reason why, without personal data: it stays in the log
   * @return how many fields were erased
   * @throws AuditException when the database refuses
   */
  public int eraseOf(String subject, String reason) {
    return erase(
        """
        DELETE FROM audit.personal USING audit.entry
        WHERE entry.id = personal.entry_id AND (entry.actor = ? OR entry.object = ?)
        """,
        delete -> {
          delete.setString(1, subject);
          delete.setString(2, subject);
        },
        Map.of("subject", subject),
        reason);
  }

  /**
   * Erases what lies beside the given rows.
   *
   * @return how many fields were erased
   * @throws AuditException when the database refuses
   */
  public int eraseBeside(List<Long> entryIds, String reason) {
    return erase(
        "DELETE FROM audit.personal WHERE entry_id = ANY (?)",
        delete -> delete.setObject(1, entryIds.toArray(Long[]::new)),
        Map.of("entries", entryIds.stream().map(String::valueOf).collect(Collectors.joining(","))),
        reason);
  }

  private interface Binding {
    void bind(PreparedStatement delete) throws SQLException;
  }

  private int erase(String sql, Binding binding, Map<String, String> what, String reason) {
    return Transactions.run(
        owner,
        "The personal data cannot be erased; this needs the role that owns the tables",
        connection -> {
          int erased = delete(connection, sql, binding);
          if (erased > 0) {
            Map<String, String> facts = new HashMap<>(what);
            facts.put("reason", reason);
            facts.put("fields", Integer.toString(erased));
            AuditLog.append(
                connection,
                new AuditEvent("audit.personal-erased", null, what.get("subject"), facts, Map.of()),
                clock);
          }
          return erased;
        });
  }

  private static int delete(Connection connection, String sql, Binding binding)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      binding.bind(delete);
      return delete.executeUpdate();
    }
  }
}
