package vn.antin.signing.engine.ades;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.engine.ades.Signing.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.ades.AdesRequest.XadesPackaging;
import vn.antin.signing.token.SigningAlgorithm;

/** XML signatures, judged by xmlsec1 and DSS. */
final class XadesTest {

  private static final NamedDocument XML =
      document("ho-so.xml", "<hoSo xmlns='urn:x'><ten>Nguyễn Văn An</ten></hoSo>");

  @TempDir Path directory;

  static Stream<TestSigner> signers() {
    TestSigner rsa = TestSigner.rsa();
    return Stream.of(
        rsa,
        new TestSigner(rsa.keys(), rsa.chain(), SigningAlgorithm.RSA_PSS_SHA256),
        TestSigner.ec(256),
        TestSigner.ec(384));
  }

  @ParameterizedTest
  @MethodSource("signers")
  void envelopedSignatureIsValidForXmlsec(TestSigner official) throws IOException {
    byte[] signed = Signing.signed(official, request(official, XadesPackaging.ENVELOPED), XML);

    Signing.assertIntact(Signing.read(signed, "ho-so.xml"), 1, "BASELINE-B");
    assertThat(new String(signed, StandardCharsets.UTF_8)).contains("Nguyễn Văn An", "Chủ tịch");
    // xmlsec1 1.2, which is Debian's, does not know RSASSA-PSS in XML.
    if (official.algorithm() != SigningAlgorithm.RSA_PSS_SHA256) {
      assertXmlsecVerifies(signed);
    }
  }

  @Test
  void envelopingSignatureHoldsTheDocument() throws IOException {
    TestSigner official = TestSigner.rsa();
    byte[] signed =
        Signing.signed(official, request(official, XadesPackaging.ENVELOPING), Signing.LETTER);

    Signing.assertIntact(Signing.read(signed, "signed.xml"), 1, "BASELINE-B");
    assertXmlsecVerifies(signed);
  }

  @Test
  void detachedSignatureNamesTheDocuments() throws IOException {
    TestSigner official = TestSigner.ec(256);
    NamedDocument other = document("phu-luc.xml", "<a/>");
    byte[] signed =
        Signing.signed(official, request(official, XadesPackaging.DETACHED), Signing.LETTER, other);

    Signing.assertIntact(
        Signing.read(signed, "signature.xml", Signing.LETTER, other), 1, "BASELINE-B");
    Files.write(
        directory.resolve(Signing.LETTER.name()), Signing.LETTER.source().stream().readAllBytes());
    Files.write(directory.resolve(other.name()), other.source().stream().readAllBytes());
    assertXmlsecVerifies(signed);
  }

  @Test
  void secondSignerLeavesTheFirstValid() throws IOException {
    TestSigner leader = TestSigner.rsa();
    TestSigner clerk = TestSigner.ec(256);
    byte[] first = Signing.signed(leader, request(leader, XadesPackaging.ENVELOPED), XML);
    byte[] both =
        Signing.signed(
            clerk, request(clerk, XadesPackaging.ENVELOPED), document("ho-so.xml", first));

    Signing.assertIntact(Signing.read(both, "ho-so.xml"), 2, "BASELINE-B");
    assertXmlsecVerifies(both);
  }

  @Test
  void edXmlEnvelopeCarriesItsSignatureWhereTheStandardWantsIt() throws IOException {
    TestSigner leader = TestSigner.rsa();
    NamedDocument envelope =
        document(
            "cv.edxml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
              <edXML:edXMLHeader><edXML:MessageHeader><edXML:Code><edXML:CodeNumber>12</edXML:CodeNumber>
              </edXML:Code></edXML:MessageHeader></edXML:edXMLHeader>
            </edXML:edXMLEnvelope>\
            """);
    byte[] first = Signing.signed(leader, request(leader, XadesPackaging.EDXML), envelope);

    String text = new String(first, StandardCharsets.UTF_8);
    assertThat(text.indexOf("<edXML:DigitalSignature>"))
        .isPositive()
        .isLessThan(text.indexOf("<ds:Signature"));
    assertThat(text).contains("</ds:Signature></edXML:DigitalSignature></edXML:edXMLEnvelope>");
    assertXmlsecVerifies(first);

    TestSigner clerk = TestSigner.ec(256);
    byte[] both =
        Signing.signed(clerk, request(clerk, XadesPackaging.EDXML), document("cv.edxml", first));
    Signing.assertIntact(Signing.read(both, "cv.edxml"), 2, "BASELINE-B");
    assertThat(new String(both, StandardCharsets.UTF_8).split("<edXML:DigitalSignature>", -1))
        .hasSize(2);
  }

  @Test
  void otherXmlIsNoEdXmlEnvelope() {
    TestSigner official = TestSigner.rsa();

    assertThat(
            new AdesSigner(() -> TestSigner.NOW, null)
                .prepare(List.of(XML), request(official, XadesPackaging.EDXML)))
        .isInstanceOfSatisfying(
            Preparation.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Preparation.Reason.WRONG_FORMAT));
  }

  @Test
  void counterSignatureSignsTheSignature() {
    TestSigner leader = TestSigner.rsa();
    TestSigner clerk = TestSigner.ec(256);
    byte[] first = Signing.signed(leader, request(leader, XadesPackaging.ENVELOPED), XML);
    byte[] countered =
        Signing.signed(
            clerk,
            new AdesRequest.Counter(clerk.signer(), Level.B_B, Claims.NONE, 0),
            document("ho-so.xml", first));

    var signatures = Signing.read(countered, "ho-so.xml");
    Signing.assertIntact(signatures, 2, "BASELINE-B");
    assertThat(signatures).filteredOn(signature -> signature.isCounterSignature()).hasSize(1);
  }

  private static AdesRequest request(TestSigner official, XadesPackaging packaging) {
    return new AdesRequest.Xades(
        official.signer(),
        Level.B_B,
        new Claims(List.of("Chủ tịch UBND tỉnh"), "Lai Châu"),
        packaging);
  }

  private void assertXmlsecVerifies(byte[] signed) throws IOException {
    Tools.need("xmlsec1", "xmlsec1");
    Files.writeString(directory.resolve("root.pem"), Signing.rootPem());
    Files.write(directory.resolve("signed.xml"), signed);
    // References are relative to where it stands.
    Tools.Answer answer =
        Tools.run(
            "sh",
            "-c",
            "cd '%s' && xmlsec1 --verify --trusted-pem root.pem --id-attr:Id %s signed.xml"
                .formatted(directory, "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"));
    assertThat(answer.text()).contains("OK");
    assertThat(answer.exit()).isZero();
  }
}
