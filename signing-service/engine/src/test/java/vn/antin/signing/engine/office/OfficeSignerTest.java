package vn.antin.signing.engine.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.dsig.SignatureConfig;
import org.apache.poi.poifs.crypt.dsig.SignatureInfo;
import org.apache.poi.poifs.crypt.dsig.SignaturePart;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.container.TestZips;
import vn.antin.signing.token.SigningAlgorithm;

/** Office documents, judged by POI's verifier and by {@link PackageVerifier}. */
final class OfficeSignerTest {

  private static final InstantSource CLOCK = InstantSource.fixed(TestSigner.NOW);

  static Stream<byte[]> documents() throws IOException {
    return Stream.of(word(), sheet(), slides());
  }

  static Stream<TestSigner> signers() {
    return Stream.of(
        TestSigner.rsa(),
        TestSigner.with(SigningAlgorithm.RSA_PKCS1_SHA512),
        TestSigner.ec(256),
        TestSigner.ec(384),
        TestSigner.with(SigningAlgorithm.ECDSA_SHA512));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void documentOfEachKindIsSignedTwice(byte[] document) throws Exception {
    byte[] first = signed(document, TestSigner.rsa(), Level.B_B, null);
    byte[] both = signed(first, TestSigner.ec(256), Level.B_B, null);

    assertThat(signers(both)).hasSize(2);
    PackageVerifier.assertValid(both, 2);
  }

  @ParameterizedTest
  @MethodSource("signers")
  void signatureOfEachAlgorithmIsValid(TestSigner official) throws Exception {
    byte[] signed = signed(word(), official, Level.B_B, null);

    assertThat(signers(signed)).hasSize(1);
    PackageVerifier.assertValid(signed, 1);
  }

  /** As LibreOffice writes it: rId3 of the package is no relationship of any part. */
  @Test
  void partWithFewerRelationshipsThanThePackageIsSigned() throws Exception {
    String relationship =
        "<Relationship Id=\"%s\" Target=\"%s\" Type=\"http://schemas.openxmlformats.org/%s\"/>";
    String list =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    String office = "officeDocument/2006/relationships/";
    String main = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
            + " Extension=\"rels\""
            + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Override PartName=\"/word/document.xml\" ContentType=\"%sdocument.main+xml\"/>"
                .formatted(main)
            + "<Override PartName=\"/word/styles.xml\" ContentType=\"%sstyles+xml\"/></Types>"
                .formatted(main));
    parts.put(
        "_rels/.rels",
        list
            + relationship.formatted("rId3", "word/document.xml", office + "officeDocument")
            + "</Relationships>");
    parts.put(
        "word/_rels/document.xml.rels",
        list
            + relationship.formatted("rId1", "styles.xml", office + "styles")
            + relationship.formatted("rId2", "#muc", office + "hyperlink")
            + "</Relationships>");
    String word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    parts.put("word/document.xml", "<w:document " + word + "><w:body/></w:document>");
    parts.put("word/styles.xml", "<w:styles " + word + "/>");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    parts.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));

    byte[] first = signed(TestZips.of(entries), TestSigner.rsa(), Level.B_B, null);
    byte[] both = signed(first, TestSigner.ec(256), Level.B_B, null);

    assertThat(signers(both)).hasSize(2);
    assertThat(PackageVerifier.assertValid(both, 2))
        .contains("/word/document.xml?", "/word/styles.xml?", "/word/_rels/document.xml.rels?");
  }

  @Test
  void changedTextIsSeen() throws Exception {
    byte[] signed = signed(word(), TestSigner.rsa(), Level.B_B, null);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(signed))) {
      document.getParagraphs().getFirst().createRun().setText(" khác");
      document.write(changed);
    }

    assertThat(signers(changed.toByteArray())).isEmpty();
  }

  @Test
  void timeStampAndProofsAreAdded() throws Exception {
    try (TestAuthority authority = TestAuthority.start(CLOCK)) {
      KeyPair keys = TestSigner.rsa().keys();
      TestSigner official =
          new TestSigner(
              keys,
              authority.certify("CN=Nguyễn Văn An,C=VN", keys.getPublic()),
              SigningAlgorithm.RSA_PKCS1_SHA256);
      LongTerm ports = new LongTerm(authority.timeStamps(), authority.revocation());

      byte[] stamped = signed(word(), official, Level.B_T, ports);
      assertThat(PackageVerifier.assertValid(stamped, 1)).contains("SignatureTimeStamp");
      byte[] lasting = signed(word(), official, Level.B_LT, ports);
      assertThat(PackageVerifier.assertValid(lasting, 1))
          .contains("SignatureTimeStamp", "RevocationValues", "CertificateValues");

      authority.fail(TestAuthority.Service.TSA);
      OfficeSigner signer = new OfficeSigner(CLOCK, ports);
      byte[] document = word();
      PreparedSignature prepared = prepared(signer, document, official, Level.B_T);
      assertThat(
              signer.complete(
                  DocumentSource.of(document),
                  prepared,
                  official.sign(prepared.bytesToSign()),
                  new ByteArrayOutputStream()))
          .isEqualTo(new Completion.Refused(Completion.Reason.TIME_STAMP_UNAVAILABLE));
    }
  }

  @Test
  void whatOfficeCannotReadIsRefused() throws IOException {
    OfficeSigner signer = new OfficeSigner(CLOCK, null);
    TestSigner rsa = TestSigner.rsa();
    TestSigner pss = new TestSigner(rsa.keys(), rsa.chain(), SigningAlgorithm.RSA_PSS_SHA256);

    assertThat(reason(signer, word(), pss, Level.B_B))
        .isEqualTo(Preparation.Reason.ALGORITHM_NOT_ALLOWED);
    assertThat(reason(signer, word(), rsa, Level.B_T))
        .isEqualTo(Preparation.Reason.LEVEL_NOT_OFFERED);
    assertThat(reason(signer, new byte[100], rsa, Level.B_B))
        .isEqualTo(Preparation.Reason.WRONG_FORMAT);
    assertThat(reason(signer, TestZips.of(Map.of("a", new byte[9])), rsa, Level.B_B))
        .isEqualTo(Preparation.Reason.WRONG_FORMAT);
    assertThat(
            reason(
                signer,
                TestZips.of(
                    Map.of(
                        "[Content_Types].xml",
                        "<!DOCTYPE a []><a/>".getBytes(StandardCharsets.UTF_8))),
                rsa,
                Level.B_B))
        .isEqualTo(Preparation.Reason.HOSTILE);
  }

  private static Preparation.Reason reason(
      OfficeSigner signer, byte[] document, TestSigner official, Level level) {
    Preparation preparation =
        signer.prepare(
            DocumentSource.of(document), new OfficeRequest(official.signer(), level, null, null));
    assertThat(preparation).isInstanceOf(Preparation.Refused.class);
    return ((Preparation.Refused) preparation).reason();
  }

  private static byte[] signed(
      byte[] document, TestSigner official, Level level, @Nullable LongTerm ports) {
    OfficeSigner signer = new OfficeSigner(CLOCK, ports);
    PreparedSignature prepared =
        PreparedSignature.decode(prepared(signer, document, official, level).encoded());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(
            signer.complete(
                DocumentSource.of(document), prepared, official.sign(prepared.bytesToSign()), out))
        .isInstanceOf(Completion.Completed.class);
    return out.toByteArray();
  }

  private static PreparedSignature prepared(
      OfficeSigner signer, byte[] document, TestSigner official, Level level) {
    Preparation preparation =
        signer.prepare(
            DocumentSource.of(document),
            new OfficeRequest(official.signer(), level, "Chánh Văn phòng", "Ban hành"));
    assertThat(preparation).isInstanceOf(Preparation.Prepared.class);
    return ((Preparation.Prepared) preparation).signature();
  }

  /** Subjects of the signatures that POI finds valid. */
  private static List<String> signers(byte[] document) throws Exception {
    List<String> valid = new ArrayList<>();
    try (OPCPackage opened = OPCPackage.open(new ByteArrayInputStream(document))) {
      SignatureInfo info = new SignatureInfo();
      info.setOpcPackage(opened);
      SignatureConfig config = new SignatureConfig();
      // Allows 30 references, which the slides alone have.
      config.setSecureValidation(false);
      info.setSignatureConfig(config);
      for (SignaturePart part : info.getSignatureParts()) {
        if (part.validate()) {
          valid.add(part.getSigner().getSubjectX500Principal().getName());
        }
      }
      opened.revert();
    }
    return valid;
  }

  private static byte[] word() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("Quyết định");
      document.write(out);
    }
    return out.toByteArray();
  }

  private static byte[] sheet() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      workbook.createSheet("Dự toán").createRow(0).createCell(0).setCellValue(12);
      workbook.write(out);
    }
    return out.toByteArray();
  }

  private static byte[] slides() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XMLSlideShow show = new XMLSlideShow()) {
      show.createSlide().createTextBox().setText("Báo cáo");
      show.write(out);
    }
    return out.toByteArray();
  }
}
