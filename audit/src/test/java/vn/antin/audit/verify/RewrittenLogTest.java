package vn.antin.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.audit.AuditSealer;
import vn.antin.audit.FileRootSink;
import vn.antin.audit.TestSigner;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.RootSignature;
import vn.antin.audit.verify.Finding.Kind;

/** A log that agrees with itself, and what only knowledge from elsewhere can tell about it. */
final class RewrittenLogTest {
  private static final String CUT_LAST_SEAL =
      "DELETE FROM audit.seal WHERE number = 3; DELETE FROM audit.entry WHERE batch = 3";

  @TempDir Path folder;

  @Test
  void untouchedLogIsIntactUnderAllThatIsKnown() {
    TestLog log = new TestLog(folder);
    Hash last = log.verify(Expectations.none()).lastRoot();
    Report report = log.verify(new Expectations(last, log.roots, Set.of(fingerprint(log.signer))));
    assertThat(report.findings()).isEmpty();
    assertThat(report.intact()).isTrue();
    assertThat(report.rows()).isEqualTo(12);
    assertThat(report.seals()).isEqualTo(3);
    assertThat(report.signers())
        .containsExactly(
            new Signers.Signer("CN=Audit seal,O=Test province", fingerprint(log.signer), 1, 3));
  }

  @Test
  void emptyLogIsIntact() {
    TestLog log = new TestLog(folder);
    log.database.tamper(
        "DELETE FROM audit.seal; DELETE FROM audit.entry; DELETE FROM audit.personal");
    assertThat(log.verify(Expectations.none()).findings()).isEmpty();
    assertThat(log.verify(log.keptRoots()).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.END_CUT);
  }

  @Test
  void cutEndIsFoundByTheLastKnownRootOnly() {
    TestLog log = new TestLog(folder);
    Hash last = log.verify(Expectations.none()).lastRoot();
    log.database.tamper(CUT_LAST_SEAL);
    assertThat(log.verify(Expectations.none()).findings()).isEmpty();
    assertThat(log.verify(new Expectations(last, null, Set.of())).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.END_CUT))
        .satisfies(f -> assertThat(f.sentence()).contains("which ends with seal 2"));
  }

  @Test
  void cutEndIsFoundByTheFileOfRoots() {
    TestLog log = new TestLog(folder);
    log.database.tamper(CUT_LAST_SEAL);
    assertThat(log.verify(log.keptRoots()).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.END_CUT))
        .satisfies(f ->
            assertThat(f.sentence()).startsWith("The log ends with seal 2, but seals up to 3"));
  }

  @Test
  void earlierRootMayBeGivenAsKnown() {
    TestLog log = new TestLog(folder);
    Hash earlier = log.verify(Expectations.none()).lastRoot();
    log.seal(2);
    assertThat(log.verify(new Expectations(earlier, null, Set.of())).findings()).isEmpty();
  }

  @Test
  void logRewrittenAndSealedAnewIsFoundByTheFileOfRoots() {
    TestLog log = rewritten();
    assertThat(log.verify(Expectations.none()).findings()).isEmpty();
    assertThat(log.verify(log.keptRoots()).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.ROOT_DIFFERS))
        .satisfies(f -> assertThat(f.sentence()).startsWith("Seal 2 has the root"));
  }

  @Test
  void logRewrittenAndSealedAnewIsFoundByTheSignersCertificate() {
    TestLog log = rewritten();
    Report report = log.verify(new Expectations(null, null, Set.of(fingerprint(log.signer))));
    assertThat(report.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.SIGNER_UNKNOWN))
        .satisfies(f -> assertThat(f.sentence()).contains("CN=Somebody else"));
  }

  @Test
  void sealsWithoutSignatureAtTheEndAreCountedOthersAreCovered() {
    TestLog log = new TestLog(folder);
    log.database.tamper(
        """
        UPDATE audit.seal SET signature = NULL, certificate = NULL, signed_at = NULL
        WHERE number IN (1, 3)
        """);
    Report report = log.verify(Expectations.none());
    assertThat(report.findings()).isEmpty();
    assertThat(report.unsignedAtTheEnd()).isEqualTo(1);
    assertThat(String.join("\n", report.lines(false)))
        .contains("Warning: the last seal has no signature yet");
  }

  @Test
  void tornLineInTheFileOfRootsDoesNotMatter() throws IOException {
    TestLog log = new TestLog(folder);
    Files.writeString(log.roots, "4 abcd", StandardOpenOption.APPEND);
    log.seal(2);
    assertThat(log.verify(log.keptRoots()).findings()).isEmpty();
  }

  @Test
  void fileOfAnotherLogsRootsIsNamed() {
    TestLog log = new TestLog(folder.resolve("."));
    Path other = folder.resolve("other");
    assertThat(other.toFile().mkdir()).isTrue();
    TestLog foreign = new TestLog(other);
    assertThat(log.verify(foreign.keptRoots()).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.ROOT_DIFFERS);
  }

  /**
   * The superuser takes a row back, drops what follows, and seals the rest with a key of his own.
   */
  private TestLog rewritten() {
    TestLog log = new TestLog(folder);
    log.database.tamper(
        """
        DELETE FROM audit.entry WHERE id = 7;
        UPDATE audit.entry SET batch = NULL WHERE batch > 1;
        DELETE FROM audit.seal WHERE number > 1
        """);
    new AuditSealer(
            log.database.app(),
            log.clock,
            TestSigner.foreign(),
            new FileRootSink(folder.resolve("his-own-roots")))
        .sealPending();
    return log;
  }

  private static Hash fingerprint(TestSigner signer) {
    return new RootSignature(new byte[0], signer.certificate()).fingerprint();
  }
}
