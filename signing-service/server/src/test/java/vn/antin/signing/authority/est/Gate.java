package vn.antin.signing.authority.est;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestSigning;

/** Stops writes of single servers' rows in the database until it is closed. */
final class Gate implements AutoCloseable {
  /** Which write waits. */
  enum At {
    /** The note of the profile, which comes after the enrolment; whose it is nobody can tell. */
    PROFILE("PROFILE"),
    /** The serial number, which comes after the enrolment. */
    INTENT("INSERT"),
    /** What was signed under that number. */
    SIGNED("UPDATE"),
    /** The enrolment's outcome. */
    FINISHED("FINISH");

    private final String word;

    At(String word) {
      this.word = word;
    }
  }

  private static final String TRIGGERS =
      """
      CREATE OR REPLACE FUNCTION gate_issued() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(TG_OP || (
          SELECT server_id FROM server_enrolment WHERE id = NEW.credential_id), 47));
        RETURN NEW;
      END $$;
      CREATE OR REPLACE TRIGGER gate BEFORE INSERT OR UPDATE ON issued_certificate
        FOR EACH ROW EXECUTE FUNCTION gate_issued();
      CREATE OR REPLACE FUNCTION gate_profile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtextextended('PROFILE', 47));
        RETURN NEW;
      END $$;
      CREATE OR REPLACE TRIGGER gate BEFORE INSERT ON certificate_profile
        FOR EACH ROW EXECUTE FUNCTION gate_profile();
      CREATE OR REPLACE FUNCTION gate_enrolment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtextextended('FINISH' || NEW.server_id, 47));
        RETURN NEW;
      END $$;
      CREATE OR REPLACE TRIGGER gate BEFORE UPDATE ON server_enrolment
        FOR EACH ROW EXECUTE FUNCTION gate_enrolment();
      """;

  private final Connection connection;
  private final List<String> shut = new ArrayList<>();

  Gate(TestDatabase database) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser("postgres");
    connection = source.getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute(TRIGGERS);
    }
  }

  void shut(JsonNode server, At where) throws SQLException {
    shut(where.word + TestEnrolment.id(server));
  }

  /** For every server. */
  void shut(At where) throws SQLException {
    shut(where.word);
  }

  private void shut(String key) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT pg_advisory_lock(hashtextextended(?, 47))")) {
      statement.setString(1, key);
      statement.execute();
    }
    shut.add(key);
  }

  /** Returns when there is one that waits at each. */
  void awaitAll() {
    TestSigning.eventually(() -> waiting() == shut.size());
  }

  private int waiting() {
    try (var statement =
        connection.prepareStatement(
            """
            SELECT count(DISTINCT key) FROM unnest(?::text[]) AS key JOIN pg_locks ON
              (classid::bigint << 32) | objid::bigint = hashtextextended(key, 47)
            WHERE locktype = 'advisory' AND objsubid = 1 AND NOT granted
            """)) {
      statement.setArray(1, connection.createArrayOf("text", shut.toArray()));
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
