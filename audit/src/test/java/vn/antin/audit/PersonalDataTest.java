package vn.antin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.antin.audit.proof.InclusionProof;

final class PersonalDataTest {
  private final TestDatabase database = TestDatabase.create();
  private final TestClock clock = new TestClock();
  private final AuditLog log = new AuditLog(database.app(), clock);
  private final AuditSealer sealer =
      new AuditSealer(database.app(), clock, TestSigner.genuine(), new MemoryRootSink());
  private final PersonalData personal = new PersonalData(database.owner(), clock);

  @BeforeEach
  void twoOfficialsLogIn() {
    log.append(TestEvents.login("17"));
    log.append(TestEvents.login("18"));
    sealer.sealPending();
  }

  @Test
  void erasingAPersonTakesValuesAndSaltsAndLeavesOthersAlone() {
    assertThat(personal.eraseOf("17", "left the service 24 months ago")).isEqualTo(2);
    assertThat(database.texts("SELECT value FROM audit.personal ORDER BY name"))
        .containsExactly("10.0.0.7", "nguyễn.văn.18");
  }

  @Test
  void erasingIsItselfAnEvent() {
    personal.eraseOf("17", "left the service");
    assertThat(
            database.texts(
                """
                SELECT concat_ws(' | ', object, facts ->> 'reason', facts ->> 'fields')
                FROM audit.entry WHERE type = 'audit.personal-erased'
                """))
        .containsExactly("17 | left the service | 2");
  }

  @Test
  void erasingBesideSomeRowsNamesThem() {
    assertThat(personal.eraseBeside(List.of(1L, 2L), "court order")).isEqualTo(4);
    assertThat(
            database.texts(
                "SELECT facts ->> 'entries' FROM audit.entry WHERE type = 'audit.personal-erased'"))
        .containsExactly("1,2");
  }

  @Test
  void erasingNothingLeavesNoEvent() {
    assertThat(personal.eraseOf("nobody", "reason")).isZero();
    assertThat(database.number("SELECT count(*) FROM audit.entry")).isEqualTo(2);
  }

  @Test
  void proofHoldsAfterErasing() {
    personal.eraseOf("17", "left the service");
    assertThat(new InclusionProofs(database.app()).ofObject("session-17"))
        .singleElement()
        .satisfies(proof -> assertThat(proof.holds()).isTrue())
        .satisfies(proof -> assertThat(proof.entry().commitments()).hasSize(2));
  }

  @Test
  void applicationCannotErase() {
    assertThatExceptionOfType(AuditException.class)
        .isThrownBy(() -> new PersonalData(database.app(), clock).eraseOf("17", "reason"))
        .withMessageContaining("role that owns the tables");
    assertThat(database.number("SELECT count(*) FROM audit.personal")).isEqualTo(4);
  }

  @Test
  void rowHasAProofOnceItIsSealed() {
    InclusionProofs proofs = new InclusionProofs(database.app());
    log.append(TestEvents.plain("grant-1"));
    assertThat(proofs.ofObject("grant-1")).isEmpty();
    sealer.sealPending();
    assertThat(proofs.ofObject("grant-1"))
        .singleElement()
        .satisfies(proof -> assertThat(proof.holds()).isTrue())
        .satisfies(proof -> assertThat(proof.head().number()).isEqualTo(2))
        .satisfies(proof ->
            assertThat(proof.signature())
                .isNotNull()
                .satisfies(s -> assertThat(s.verifies(proof.head().root())).isTrue()));
    assertThat(proofs.ofEntry(99)).isEmpty();
  }

  @Test
  void proofOfAChangedRowDoesNotHold() {
    database.tamper("UPDATE audit.entry SET type = 'login.failed' WHERE id = 2");
    InclusionProofs proofs = new InclusionProofs(database.app());
    assertThat(proofs.ofEntry(1)).map(InclusionProof::holds).contains(true);
    assertThat(proofs.ofEntry(2)).map(InclusionProof::holds).contains(false);
  }

  @Test
  void proofOfARowThatWasSlippedInDoesNotHold() {
    database.tamper(
        """
        INSERT INTO audit.entry (at, type, facts, commitments, batch)
        VALUES (now(), 'grant.approved', '{}', '{}', 1)
        """);
    assertThat(new InclusionProofs(database.app()).ofEntry(3))
        .map(InclusionProof::holds)
        .contains(false);
  }
}
