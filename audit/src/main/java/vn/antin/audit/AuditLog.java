package vn.antin.audit;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import vn.antin.audit.AuditException.Code;
import vn.antin.audit.proof.PersonalField;

/**
 * Appends events. One statement, no lock: appenders never wait for each other.
 *
 * <p>With a transaction-aware data source (Spring's {@code TransactionAwareDataSourceProxy}) the
 * row joins the caller's transaction: it stays exactly when the act itself stays. Safe for use by
 * several threads.
 */
public final class AuditLog {
  private static final String APPEND =
      """
      WITH appended AS (
        INSERT INTO audit.entry (at, type, actor, object, facts, commitments)
        VALUES (?, ?, ?, ?, jsonb_object(?::text[], ?::text[]), jsonb_object(?::text[], ?::text[]))
        RETURNING id)
      INSERT INTO audit.personal (entry_id, name, salt, value)
      SELECT appended.id, personal.name, personal.salt, personal.value
      FROM appended, unnest(?::text[], ?::bytea[], ?::text[]) AS personal (name, salt, value)
      """;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataSource database;
  private final InstantSource clock;

  public AuditLog(DataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Appends one event.
   *
   * @throws AuditException when the row cannot be written; the caller's act must then not happen
   *     either
   */
  public void append(AuditEvent event) {
    try (Connection connection = database.getConnection()) {
      append(connection, event, clock);
    } catch (SQLException e) {
      throw new AuditException(
          Code.DATABASE, "The audit event %s cannot be appended".formatted(event.type()), e);
    }
  }

  /**
   * Appends events of one act in their order, by one exchange with the database: all or none within
   * a transaction.
   *
   * @throws AuditException when a row cannot be written; the caller's act must then not happen
   *     either
   */
  public void append(List<AuditEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(APPEND)) {
      for (AuditEvent event : events) {
        fill(insert, event, clock);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new AuditException(
          Code.DATABASE,
          "The audit events %s cannot be appended".formatted(events.getFirst().type()),
          e);
    }
  }

  static void append(Connection connection, AuditEvent event, InstantSource clock)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
      fill(insert, event, clock);
      insert.executeUpdate();
    }
  }

  private static void fill(PreparedStatement insert, AuditEvent event, InstantSource clock)
      throws SQLException {
    List<PersonalField> personal = new ArrayList<>(event.personal().size());
    for (Map.Entry<String, String> field : event.personal().entrySet()) {
      byte[] salt = new byte[PersonalField.SALT_LENGTH];
      RANDOM.nextBytes(salt);
      personal.add(new PersonalField(field.getKey(), salt, field.getValue()));
    }
    List<Map.Entry<String, String>> facts = List.copyOf(event.facts().entrySet());
    String[] names = texts(personal.stream().map(PersonalField::name).toList());
    OffsetDateTime at = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    insert.setObject(1, at);
    insert.setString(2, event.type());
    insert.setString(3, event.actor());
    insert.setString(4, event.object());
    insert.setObject(5, texts(facts.stream().map(Map.Entry::getKey).toList()));
    insert.setObject(6, texts(facts.stream().map(Map.Entry::getValue).toList()));
    insert.setObject(7, names);
    insert.setObject(8, texts(personal.stream().map(f -> f.commitment().hex()).toList()));
    insert.setObject(9, names);
    insert.setObject(10, personal.stream().map(PersonalField::salt).toArray(byte[][]::new));
    insert.setObject(11, texts(personal.stream().map(PersonalField::value).toList()));
  }

  private static String[] texts(List<String> values) {
    return values.toArray(String[]::new);
  }
}
