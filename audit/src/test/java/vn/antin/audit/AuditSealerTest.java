package vn.antin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.antin.audit.SealResult.Contradicted;
import vn.antin.audit.SealResult.Delayed;
import vn.antin.audit.SealResult.Done;

final class AuditSealerTest {
  private final TestDatabase database = TestDatabase.create();
  private final TestClock clock = new TestClock();
  private final AuditLog log = new AuditLog(database.app(), clock);
  private final TestSigner signer = TestSigner.genuine();
  private final MemoryRootSink sink = new MemoryRootSink();
  private AuditSealer sealer = new AuditSealer(database.app(), clock, signer, sink);

  @BeforeEach
  void threeEvents() {
    log.append(TestEvents.login("1"));
    log.append(TestEvents.login("2"));
    log.append(TestEvents.plain("grant-1"));
  }

  @Test
  void everyCommittedRowIsSealedKeptAndSigned() {
    assertThat(sealer.sealPending()).isEqualTo(new SealResult(1, 3, new Done(), new Done()));
    assertThat(database.number("SELECT count(*) FROM audit.entry WHERE batch = 1")).isEqualTo(3);
    assertThat(database.number("SELECT count(*) FROM audit.seal WHERE signature IS NOT NULL"))
        .isEqualTo(1);
    assertThat(sink.roots).hasSize(1);
  }

  @Test
  void nothingToSealMakesNoSeal() {
    sealer.sealPending();
    assertThat(sealer.sealPending()).isEqualTo(new SealResult(0, 0, new Done(), new Done()));
    assertThat(signer.asked).isEqualTo(1);
  }

  @Test
  void oldestUnsealedRowIsKnownUntilItIsSealed() {
    clock.advance(Duration.ofSeconds(5));
    log.append(TestEvents.plain("later"));
    assertThat(sealer.oldestUnsealed()).contains(Instant.parse("2026-11-22T08:00:00.123456Z"));
    sealer.sealPending();
    assertThat(sealer.oldestUnsealed()).isEmpty();
  }

  @Test
  void eachSealFollowsTheOneBefore() {
    sealer.sealPending();
    log.append(TestEvents.login("3"));
    sealer.sealPending();
    assertThat(
            database.texts(
                """
                SELECT next.number FROM audit.seal AS next
                JOIN audit.seal AS before ON next.previous = before.root
                """))
        .containsExactly("2");
    assertThat(sink.roots).extracting(SealedRoot::seal).containsExactly(1L, 2L);
  }

  @Test
  void rowOfAnOpenTransactionIsSealedAfterItsCommitAlthoughItsIdIsLower() throws SQLException {
    try (Connection open = database.app().getConnection()) {
      open.setAutoCommit(false);
      new AuditLog(new SharedTransaction(open), clock).append(TestEvents.plain("slow"));
      log.append(TestEvents.plain("fast"));
      assertThat(sealer.sealPending().entries()).isEqualTo(4);
      open.commit();
    }
    assertThat(sealer.sealPending().entries()).isEqualTo(1);
    assertThat(
            database.texts(
                "SELECT batch FROM audit.entry WHERE object IN ('slow', 'fast') ORDER BY id"))
        .containsExactly("2", "1");
  }

  @Test
  void manyRowsAreSplitOverSeveralSeals() throws SQLException {
    TestDatabase.execute(
        database.app(),
        """
        INSERT INTO audit.entry (at, type, object, facts, commitments)
        SELECT now(), 'grant.approved', n::text, '{}', '{}' FROM generate_series(1, 9000) AS n
        """);
    SealResult result = sealer.sealPending();
    assertThat(result.seals()).isEqualTo(3);
    assertThat(result.entries()).isEqualTo(9_003);
    assertThat(database.number("SELECT count(*) FROM audit.entry WHERE batch IS NULL")).isZero();
  }

  @Test
  void sealStandsWithoutItsSignatureWhileTheSignerIsDownAndGetsItLater() {
    signer.down = true;
    assertThat(sealer.sealPending().signed())
        .isEqualTo(
            new Delayed("The signer failed: java.lang.IllegalStateException: connection refused"));
    assertThat(sink.roots).hasSize(1);
    log.append(TestEvents.login("4"));
    signer.down = false;
    assertThat(sealer.sealPending().signed()).isEqualTo(new Done());
    assertThat(database.number("SELECT count(*) FROM audit.seal WHERE signature IS NULL")).isZero();
  }

  @Test
  void wrongSignatureIsNotStored() {
    signer.answersWrongly = true;
    assertThat(sealer.sealPending().signed()).isInstanceOf(Delayed.class);
    assertThat(database.number("SELECT count(*) FROM audit.seal WHERE signature IS NULL")).isOne();
  }

  @Test
  void rootsWaitWhileTheSinkIsFullAndAllArriveLater() {
    sink.full = true;
    assertThat(sealer.sealPending().kept()).isEqualTo(new Delayed("No space left on device"));
    log.append(TestEvents.login("5"));
    assertThat(sealer.sealPending().signed()).isEqualTo(new Done());
    sink.full = false;
    assertThat(sealer.sealPending().kept()).isEqualTo(new Done());
    assertThat(sink.roots).extracting(SealedRoot::seal).containsExactly(1L, 2L);
  }

  @Test
  void crashAfterTheSealLosesNothing() {
    signer.down = true;
    sink.full = true;
    sealer.sealPending();
    signer.down = false;
    sink.full = false;
    sealer = new AuditSealer(database.app(), clock, signer, sink);
    assertThat(sealer.sealPending()).isEqualTo(new SealResult(0, 0, new Done(), new Done()));
    assertThat(sink.roots).hasSize(1);
  }

  @Test
  void crashBetweenClaimAndSealLeavesTheRowsUnclaimed() throws SQLException {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> TestDatabase.execute(database.app(), "UPDATE audit.entry SET batch = 1"))
        .withMessageContaining("foreign key");
    assertThat(sealer.sealPending().entries()).isEqualTo(3);
  }

  @Test
  void cutEndIsAnAlarmAndIsNotSignedOver() {
    sealer.sealPending();
    log.append(TestEvents.login("6"));
    sealer.sealPending();
    database.tamper(
        "DELETE FROM audit.seal WHERE number = 2; DELETE FROM audit.entry WHERE batch = 2");
    log.append(TestEvents.login("7"));
    SealResult result = sealer.sealPending();
    assertThat(result.alarm()).isTrue();
    assertThat(result.kept()).isInstanceOf(Contradicted.class);
    assertThat(result.signed()).isInstanceOf(Delayed.class);
    assertThat(sink.roots).hasSize(2);
  }

  @Test
  void rootsOfAnotherLogAreAnAlarm() {
    TestDatabase other = TestDatabase.create();
    new AuditLog(other.app(), clock).append(TestEvents.plain("x"));
    new AuditSealer(other.app(), clock, signer, sink).sealPending();
    assertThat(sealer.sealPending().alarm()).isTrue();
  }
}
