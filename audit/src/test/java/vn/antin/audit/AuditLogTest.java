package vn.antin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditLogTest {
  private static final TestDatabase database = TestDatabase.create();

  private final AuditLog log = new AuditLog(database.app(), new TestClock());

  @Test
  void eventBecomesARowWithItsPersonalFieldsBeside() {
    log.append(TestEvents.login("17"));
    assertThat(
            database.texts(
                """
                SELECT concat_ws(' ', type, actor, object, facts ->> 'client',
                  to_char(at AT TIME ZONE 'UTC', 'HH24:MI:SS.US'))
                FROM audit.entry WHERE actor = '17'
                """))
        .containsExactly("login.succeeded 17 session-17 demo-app 08:00:00.123456");
    assertThat(
            database.texts(
                """
                SELECT name || '=' || value FROM audit.personal
                JOIN audit.entry ON id = entry_id WHERE actor = '17' ORDER BY name
                """))
        .containsExactly("address=10.0.0.7", "username=nguyễn.văn.17");
  }

  @Test
  void rowHoldsCommitmentsButNoPersonalValue() {
    log.append(TestEvents.login("18"));
    List<String> row =
        database.texts("SELECT to_jsonb(entry)::text FROM audit.entry WHERE actor = '18'");
    assertThat(row).hasSize(1);
    assertThat(row.getFirst())
        .contains("\"username\": \"", "\"address\": \"")
        .doesNotContain("nguyễn", "10.0.0.7");
  }

  @Test
  void equalPersonalValuesGiveDifferentCommitments() {
    log.append(TestEvents.login("19"));
    log.append(TestEvents.login("19"));
    assertThat(
            database.texts(
                """
                SELECT DISTINCT commitments ->> 'address' FROM audit.entry WHERE actor = '19'
                """))
        .hasSize(2);
  }

  @Test
  void rowDisappearsWithTheTransactionThatWroteIt() throws SQLException {
    try (Connection transaction = database.app().getConnection()) {
      transaction.setAutoCommit(false);
      new AuditLog(new SharedTransaction(transaction), new TestClock())
          .append(TestEvents.login("rolled-back"));
      transaction.rollback();
    }
    assertThat(database.texts("SELECT id FROM audit.entry WHERE actor = 'rolled-back'")).isEmpty();
    assertThat(database.texts("SELECT name FROM audit.personal WHERE value LIKE '%rolled-back'"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "half \uD800 pair", "'; DROP TABLE audit.entry; --", "{\"a\":1}"})
  void hostileInputIsStoredNotRefused(String input) {
    log.append(
        new AuditEvent("login.failed", null, null, Map.of(input, input), Map.of(input, input)));
    String stored = input.replace('\0', '\uFFFD').replace('\uD800', '\uFFFD');
    assertThat(
            database.texts(
                """
                SELECT value FROM audit.personal ORDER BY entry_id DESC LIMIT 1
                """))
        .containsExactly(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Login", "login failed", "login..failed", ".login", "đăng.nhập"})
  void typeIsLowerCaseWordsJoinedByDots(String type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuditEvent(type, null, null, Map.of(), Map.of()));
  }

  @Test
  void refusedAppendIsAnExceptionSoThatTheActFailsToo() throws SQLException {
    TestDatabase other = TestDatabase.create();
    TestDatabase.execute(other.owner(), "DROP SCHEMA audit CASCADE");
    AuditLog broken = new AuditLog(other.app(), new TestClock());
    assertThatExceptionOfType(AuditException.class)
        .isThrownBy(() -> broken.append(TestEvents.plain("x")))
        .withMessageContaining("grant.approved")
        .satisfies(e -> assertThat(e.code()).isEqualTo(AuditException.Code.DATABASE));
  }
}
