package vn.antin.signing.engine.ades;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.engine.ades.Signing.LETTER;
import static vn.antin.signing.engine.ades.Signing.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.ades.AdesRequest.JadesForm;

/** JSON signatures, judged by jose4j (the JWS part) and DSS. */
final class JadesTest {

  static Stream<TestSigner> signers() {
    return XadesTest.signers();
  }

  @ParameterizedTest
  @MethodSource("signers")
  void compactSignatureIsAJws(TestSigner official) throws Exception {
    byte[] signed = Signing.signed(official, request(official, JadesForm.COMPACT, false), LETTER);

    Signing.assertIntact(Signing.read(signed, "a.jws"), 1, "BASELINE-B");
    assertThat(payload(new String(signed, StandardCharsets.US_ASCII), official))
        .isEqualTo(new String(content(), StandardCharsets.UTF_8));
  }

  @Test
  void jsonFormTakesASecondSigner() throws Exception {
    TestSigner leader = TestSigner.rsa();
    TestSigner clerk = TestSigner.ec(256);
    byte[] first = Signing.signed(leader, request(leader, JadesForm.JSON, false), LETTER);
    byte[] both =
        Signing.signed(clerk, request(clerk, JadesForm.JSON, true), document("a.json", first));

    Signing.assertIntact(Signing.read(both, "a.json"), 2, "BASELINE-B");
    Map<String, Object> json = JsonUtil.parseJson(new String(both, StandardCharsets.UTF_8));
    List<?> signatures = (List<?>) Objects.requireNonNull(json.get("signatures"));
    assertThat(signatures).hasSize(2);
    assertThat(payload(compact(json, signatures, 0), leader)).contains("Ủy ban");
    assertThat(payload(compact(json, signatures, 1), clerk)).contains("Ủy ban");
  }

  @Test
  void detachedFormNamesTheDocuments() throws IOException {
    TestSigner official = TestSigner.ec(256);
    NamedDocument other = document("phu-luc.txt", "Phụ lục");
    byte[] signed =
        Signing.signed(official, request(official, JadesForm.DETACHED, false), LETTER, other);

    Signing.assertIntact(Signing.read(signed, "a.json", LETTER, other), 1, "BASELINE-B");
    assertThat(new String(signed, StandardCharsets.UTF_8)).doesNotContain("\"payload\"");
  }

  @Test
  void detachedFormTakesASecondSigner() {
    TestSigner leader = TestSigner.rsa();
    TestSigner clerk = TestSigner.ec(256);
    byte[] first = Signing.signed(leader, request(leader, JadesForm.DETACHED, false), LETTER);
    byte[] both =
        Signing.signed(
            clerk, request(clerk, JadesForm.DETACHED, true), document("a.json", first), LETTER);

    Signing.assertIntact(Signing.read(both, "a.json", LETTER), 2, "BASELINE-B");
  }

  @Test
  void counterSignatureSignsTheSignature() {
    TestSigner leader = TestSigner.rsa();
    TestSigner clerk = TestSigner.ec(256);
    byte[] first = Signing.signed(leader, request(leader, JadesForm.JSON, false), LETTER);
    byte[] countered =
        Signing.signed(
            clerk,
            new AdesRequest.Counter(clerk.signer(), Level.B_B, Claims.NONE, 0),
            document("a.json", first));

    var signatures = Signing.read(countered, "a.json");
    assertThat(signatures).hasSize(2).allMatch(signature -> signature.isSignatureValid());
    assertThat(signatures).filteredOn(signature -> signature.isCounterSignature()).hasSize(1);
  }

  @Test
  void jwsIsNotSignedAgainUnlessThatWasAskedFor() {
    TestSigner leader = TestSigner.rsa();
    byte[] first = Signing.signed(leader, request(leader, JadesForm.JSON, false), LETTER);

    assertThat(refusal(document("a.json", first), request(leader, JadesForm.JSON, false)))
        .isEqualTo(Preparation.Reason.WRONG_FORMAT);
    assertThat(refusal(LETTER, request(leader, JadesForm.JSON, true)))
        .isEqualTo(Preparation.Reason.WRONG_FORMAT);
  }

  @Test
  void deepAndAmbiguousJsonIsRefusedUnparsed() {
    TestSigner leader = TestSigner.rsa();
    AdesRequest parallel = request(leader, JadesForm.JSON, true);

    assertThat(refusal(document("a.json", "{\"a\":".repeat(100_000)), parallel))
        .isEqualTo(Preparation.Reason.HOSTILE);
    assertThat(refusal(document("a.json", "{\"payload\":\"\",\"payload\":\"\"}"), parallel))
        .isEqualTo(Preparation.Reason.HOSTILE);
  }

  private static Preparation.Reason refusal(NamedDocument document, AdesRequest request) {
    Preparation preparation =
        new AdesSigner(() -> TestSigner.NOW, null).prepare(List.of(document), request);
    assertThat(preparation).isInstanceOf(Preparation.Refused.class);
    return ((Preparation.Refused) preparation).reason();
  }

  private static AdesRequest request(TestSigner official, JadesForm form, boolean parallel) {
    return new AdesRequest.Jades(official.signer(), Level.B_B, Claims.NONE, form, parallel);
  }

  private static String compact(Map<String, Object> json, List<?> signatures, int which) {
    Map<?, ?> signature = (Map<?, ?>) signatures.get(which);
    return signature.get("protected")
        + "."
        + json.get("payload")
        + "."
        + signature.get("signature");
  }

  private static String payload(String compact, TestSigner official) throws JoseException {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setKnownCriticalHeaders("sigT", "sigD", "srAts", "sigPl");
    jws.setCompactSerialization(compact);
    jws.setKey(official.chain().getFirst().getPublicKey());
    assertThat(jws.verifySignature()).isTrue();
    return jws.getPayload();
  }

  private static byte[] content() throws IOException {
    return LETTER.source().stream().readAllBytes();
  }
}
