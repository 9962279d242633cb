package vn.antin.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, on files that are right in everything but one thing. */
final class EvidenceTest {
  @TempDir Path folder;

  private final TestEvidence evidence = new TestEvidence();

  private record Result(int code, String out) {}

  @Test
  void evidenceThatIsRightHoldsAndLeavesOnlyTheHistoryOpen() throws Exception {
    Result result = verify(known());

    assertThat(result.out()).contains("nothing speaks against it, 1 left open");
    assertThat(result.code()).isEqualTo(CommandLine.LEFT_OPEN);
  }

  @Test
  void whoBringsNothingAlongIsToldWhatIsOpen() throws Exception {
    Result result = verify(List.of());

    assertThat(result.code()).isEqualTo(CommandLine.LEFT_OPEN);
    assertThat(result.out())
        .contains("nothing speaks against it", "--origin", "--anchor", "--seal-certificate");
  }

  @Test
  void hashThatTheGrantDoesNotNameBreaksIt() throws Exception {
    evidence.hash = Digests.sha256(new byte[] {9});

    broken("does not name this hash");
  }

  @Test
  void otherChallengeBreaksIt() throws Exception {
    evidence.otherChallenge = true;

    broken("another challenge");
  }

  @Test
  void grantThatWasEnlargedAfterwardsBreaksIt() throws Exception {
    String genuine = Base64.getEncoder().encodeToString(evidence.encoding());
    String right = evidence.text();
    evidence.hashes = List.of(evidence.hash, Digests.sha256(new byte[] {7}));
    String enlarged =
        right.replace(genuine, Base64.getEncoder().encodeToString(evidence.encoding()));

    assertThat(verify(enlarged, known()).code()).isEqualTo(CommandLine.BROKEN);
  }

  @Test
  void unverifiedOfficialOrOtherPageBreaksIt() throws Exception {
    evidence.flags = 0x01;
    broken("did not verify the official");
    evidence.flags = 0x05;
    evidence.origin = "https://tinh.vn.example";
    broken("belongs to another site", "which is not the page");
  }

  @Test
  void passkeyThatWasNotYetOrNoLongerRegisteredBreaksIt() throws Exception {
    evidence.registered = TestEvidence.AT;
    broken("was not registered");
    evidence.registered = TestEvidence.AT.minus(Duration.ofDays(3));
    evidence.removed = TestEvidence.AT.minus(Duration.ofDays(1));
    broken("had been removed");
  }

  @Test
  void changedRowOfALogBreaksIt() throws Exception {
    evidence.changedRow = true;

    broken("is not in its seal");
  }

  @Test
  void revokedCertificateOrAnotherRootBreaksIt() throws Exception {
    evidence.ocsp = List.of(evidence.authority.revoked(TestEvidence.AT));
    broken("does not hold at that time");
    List<String> stranger = new ArrayList<>(known());
    stranger.set(1, pem(new TestAuthority().chain().get(1)).toString());
    evidence.ocsp = List.of();
    assertThat(verify(stranger).code()).isEqualTo(CommandLine.BROKEN);
  }

  @Test
  void timesAndCertificatesOtherThanTheLogSaysBreakIt() throws Exception {
    evidence.signedAt = TestEvidence.AT.plus(Duration.ofHours(1));
    broken("signing-service's log says signature.completed at", "the file says");
    evidence.signedAt = TestEvidence.AT;
    evidence.shown = new TestAuthority().chain();
    broken("No row of signing-service's log says signature.completed of this");
    evidence.shown = List.of();
    broken("certificate is missing");
  }

  @Test
  void signerOfSealsThatIsNotKnownBreaksIt() throws Exception {
    List<String> known = new ArrayList<>(known());
    known.set(3, pem(new TestAuthority().chain().getFirst()).toString());

    assertThat(verify(known).out()).contains("which is not the known one");
  }

  @Test
  void agreementByPinIsSaidToRestOnTheLog() throws Exception {
    evidence.withoutPasskey = true;

    Result result = verify(known());

    assertThat(result.code()).isEqualTo(CommandLine.LEFT_OPEN);
    assertThat(result.out()).contains("signing PIN: only the log of auth-server says so");
  }

  @Test
  void documentIsTheSignedOneTheSourceOrAnother() throws Exception {
    List<String> signed = new ArrayList<>(known());
    signed.addAll(List.of("--document", file(TestEvidence.SIGNED).toString()));
    assertThat(verify(signed).out()).contains("is the signed document");
    signed.set(signed.size() - 1, file(TestEvidence.DOCUMENT).toString());
    assertThat(verify(signed).out()).contains("that was to be signed");
    signed.set(signed.size() - 1, file(new byte[] {1}).toString());
    assertThat(verify(signed).code()).isEqualTo(CommandLine.BROKEN);
  }

  @Test
  void anythingElseIsNotDone() throws Exception {
    assertThat(verify("{}", List.of()).code()).isEqualTo(CommandLine.NOT_DONE);
    assertThat(verify("[1", List.of()).code()).isEqualTo(CommandLine.NOT_DONE);
    assertThat(verify(List.of("--unknown", "x")).code()).isEqualTo(CommandLine.NOT_DONE);
    assertThat(run(List.of("verify", folder.resolve("absent").toString())).code())
        .isEqualTo(CommandLine.NOT_DONE);
  }

  private void broken(String... words) throws IOException {
    Result result = verify(known());
    assertThat(result.out()).contains(words);
    assertThat(result.code()).isEqualTo(CommandLine.BROKEN);
  }

  private List<String> known() throws IOException {
    return List.of(
        "--anchor", pem(evidence.authority.chain().get(1)).toString(),
        "--seal-certificate", pem(evidence.authority.chain().getFirst()).toString(),
        "--origin", TestEvidence.ORIGIN);
  }

  private Result verify(List<String> options) throws IOException {
    return verify(evidence.text(), options);
  }

  private Result verify(String text, List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("verify"));
    arguments.add(file(text.getBytes(StandardCharsets.UTF_8)).toString());
    arguments.addAll(options);
    return run(arguments);
  }

  private static Result run(List<String> arguments) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = new CommandLine(out, out).run(arguments);
    return new Result(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private Path pem(byte[] der) throws IOException {
    return file(
        ("-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "evidence", ".tmp"), content);
  }
}
