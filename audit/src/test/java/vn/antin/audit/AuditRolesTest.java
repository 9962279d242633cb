package vn.antin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role of the database may do to the log. */
final class AuditRolesTest {
  private static final String NOT_PRIVILEGED = "42501";
  private static final String CHECK_VIOLATION = "23514";
  private static final TestDatabase database = TestDatabase.create();

  @BeforeAll
  static void oneSealedAndOneUnsealedRow() {
    TestClock clock = new TestClock();
    AuditLog log = new AuditLog(database.app(), clock);
    log.append(TestEvents.login("1"));
    TestSigner signer = TestSigner.genuine();
    new AuditSealer(database.app(), clock, signer, new MemoryRootSink()).sealPending();
    log.append(TestEvents.login("2"));
    assertThat(database.number("SELECT count(*) FROM audit.entry WHERE batch IS NULL")).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit.entry SET type = 'x'",
        "UPDATE audit.entry SET facts = '{}' WHERE batch IS NULL",
        "UPDATE audit.entry SET batch = NULL",
        "UPDATE audit.entry SET batch = 2 WHERE batch = 1",
        "UPDATE audit.entry SET batch = 1 WHERE batch IS NULL",
        "DELETE FROM audit.entry",
        "TRUNCATE audit.entry CASCADE",
        "INSERT INTO audit.entry (at, type, facts, commitments, batch) VALUES (now(), 'x', '{}', '{}', 1)",
        "INSERT INTO audit.entry (id, at, type, facts, commitments) OVERRIDING SYSTEM VALUE VALUES (1, now(), 'x', '{}', '{}')",
        "UPDATE audit.seal SET root = sha256('x')",
        "UPDATE audit.seal SET signature = 'x'",
        "UPDATE audit.seal SET signature = NULL, certificate = NULL, signed_at = NULL",
        "INSERT INTO audit.seal (number, sealed_at, previous, merkle_root, root, entry_ids, leaves, signature) VALUES (2, now(), sha256('a'), sha256('b'), sha256('c'), '{1}', sha256('d'), 'x')",
        "DELETE FROM audit.seal",
        "UPDATE audit.personal SET value = 'x'",
        "DELETE FROM audit.personal",
        "UPDATE audit.log SET id = gen_random_uuid()",
        "DELETE FROM audit.log",
        "INSERT INTO audit.log (id) VALUES (gen_random_uuid())",
        "SELECT setval('audit.entry_id_seq', 1)",
        "ALTER TABLE audit.entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP SCHEMA audit CASCADE",
        "CREATE TABLE audit.mine (id int)"
      })
  void applicationMayNot(String sql) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> TestDatabase.execute(database.app(), sql))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(NOT_PRIVILEGED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit.entry SET type = 'x'",
        "UPDATE audit.entry SET batch = NULL",
        "DELETE FROM audit.entry",
        "TRUNCATE audit.entry, audit.personal",
        "UPDATE audit.seal SET root = sha256('x')",
        "DELETE FROM audit.seal",
        "UPDATE audit.personal SET value = 'x'",
        "DELETE FROM audit.log"
      })
  void ownerMayNotByMistake(String sql) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> TestDatabase.execute(database.owner(), sql))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(NOT_PRIVILEGED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(now(), 'x', '{\"n\": 1}', '{}')",
        "(now(), 'x', '{\"n\": [\"a\"]}', '{}')",
        "(now(), 'x', '{\"n\": null}', '{}')",
        "(now(), 'x', '[]', '{}')",
        "(now(), 'x', '{}', '{\"n\": \"no hash\"}')",
        "(now(), 'x', '{}', '{\"n\": 7}')",
        "('infinity', 'x', '{}', '{}')"
      })
  void rowThatCannotBeHashedIsRefusedSoThatItCannotStopTheSealer(String row) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() ->
            TestDatabase.execute(
                database.app(),
                "INSERT INTO audit.entry (at, type, facts, commitments) VALUES " + row))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(CHECK_VIOLATION));
  }

  @Test
  void everyAuditTableIsHeldBackFromDefaultPrivileges() {
    assertThat(
            database.texts(
                """
                SELECT table_name || ' ' || privilege_type FROM information_schema.table_privileges
                WHERE table_schema = 'audit' AND grantee LIKE '%_app' ORDER BY 1
                """))
        .containsExactly("entry SELECT", "log SELECT", "personal SELECT", "seal SELECT");
  }
}
