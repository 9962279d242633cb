package vn.antin.signing.engine.ades;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.engine.ades.Signing.LETTER;
import static vn.antin.signing.engine.ades.Signing.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;

/** CMS signatures, judged by openssl and DSS. */
final class CadesTest {

  @TempDir Path directory;

  static Stream<TestSigner> signers() {
    return XadesTest.signers();
  }

  @ParameterizedTest
  @MethodSource("signers")
  void attachedSignatureIsValidForOpenssl(TestSigner official) throws Exception {
    byte[] signed = Signing.signed(official, request(official, true, false), LETTER);

    Signing.assertIntact(Signing.read(signed, "a.p7m"), 1, "BASELINE-B");
    assertThat(opensslVerifies(signed, false)).isEqualTo(content());
  }

  @ParameterizedTest
  @MethodSource("signers")
  void detachedSignatureIsValidForOpenssl(TestSigner official) throws Exception {
    byte[] signed = Signing.signed(official, request(official, false, false), LETTER);

    Signing.assertIntact(Signing.read(signed, "a.p7s", LETTER), 1, "BASELINE-B");
    assertThat(opensslVerifies(signed, true)).isEqualTo(content());
  }

  @Test
  void secondSignerIsAddedToAnAttachedOne() throws Exception {
    TestSigner clerk = TestSigner.ec(256);
    TestSigner leader = TestSigner.rsa();
    byte[] first = Signing.signed(leader, request(leader, true, false), LETTER);
    byte[] both = Signing.signed(clerk, request(clerk, true, true), document("a.p7m", first));

    Signing.assertIntact(Signing.read(both, "a.p7m"), 2, "BASELINE-B");
    assertThat(opensslVerifies(both, false)).isEqualTo(content());
  }

  @Test
  void secondSignerIsAddedToADetachedOne() throws Exception {
    TestSigner clerk = TestSigner.ec(256);
    TestSigner leader = TestSigner.rsa();
    byte[] first = Signing.signed(leader, request(leader, false, false), LETTER);
    byte[] both =
        Signing.signed(clerk, request(clerk, false, true), document("a.p7s", first), LETTER);

    Signing.assertIntact(Signing.read(both, "a.p7s", LETTER), 2, "BASELINE-B");
    assertThat(opensslVerifies(both, true)).isEqualTo(content());
  }

  @Test
  void signedFileThatIsSignedAgainStaysInsideAsAWhole() {
    TestSigner leader = TestSigner.rsa();
    byte[] first = Signing.signed(leader, request(leader, true, false), LETTER);
    byte[] around = Signing.signed(leader, request(leader, true, false), document("a.p7m", first));

    Signing.assertIntact(Signing.read(around, "a.p7m"), 1, "BASELINE-B");
    assertThat(around.length).isGreaterThan(first.length + first.length / 2);
  }

  @Test
  void counterSignatureSignsTheSignature() {
    TestSigner leader = TestSigner.rsa();
    TestSigner clerk = TestSigner.ec(256);
    byte[] first = Signing.signed(leader, request(leader, true, false), LETTER);
    byte[] countered =
        Signing.signed(
            clerk,
            new AdesRequest.Counter(clerk.signer(), Level.B_B, Claims.NONE, 0),
            document("a.p7m", first));

    var signatures = Signing.read(countered, "a.p7m");
    assertThat(signatures).hasSize(2).allMatch(signature -> signature.isSignatureValid());
    assertThat(signatures).filteredOn(signature -> signature.isCounterSignature()).hasSize(1);
  }

  private static AdesRequest request(TestSigner official, boolean attached, boolean parallel) {
    return new AdesRequest.Cades(official.signer(), Level.B_B, Claims.NONE, attached, parallel);
  }

  private static byte[] content() throws IOException {
    return LETTER.source().stream().readAllBytes();
  }

  private byte[] opensslVerifies(byte[] signed, boolean detached) throws Exception {
    Tools.need("openssl", "openssl");
    Path cms = Files.write(directory.resolve("signed.der"), signed);
    Path root = Files.writeString(directory.resolve("root.pem"), Signing.rootPem());
    Path letter = Files.write(directory.resolve("letter"), content());
    Path out = directory.resolve("out");
    Stream<String> command =
        Stream.of(
            "openssl",
            "cms",
            "-verify",
            "-cades",
            "-binary",
            "-inform",
            "DER",
            "-purpose",
            "any",
            "-in",
            cms.toString(),
            "-CAfile",
            root.toString(),
            "-out",
            out.toString());
    Stream<String> content = detached ? Stream.of("-content", letter.toString()) : Stream.empty();
    Tools.Answer answer = Tools.run(Stream.concat(command, content).toArray(String[]::new));
    assertThat(answer.text()).contains("successful");
    assertThat(answer.exit()).isZero();
    return Files.readAllBytes(out);
  }
}
