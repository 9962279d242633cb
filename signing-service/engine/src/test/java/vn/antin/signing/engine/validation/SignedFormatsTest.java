package vn.antin.signing.engine.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.JWSSerializationType;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.reference.CanonicalizationTransform;
import eu.europa.esig.dss.xades.reference.DSSReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.dsig.SignatureConfig;
import org.apache.poi.poifs.crypt.dsig.SignatureInfo;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.RawPdf;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.container.TestZips;
import vn.antin.signing.engine.validation.SignatureReport.Integrity;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.coverage.Addition;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** Files of each format, signed by other programs: as they are, changed, and dressed up. */
final class SignedFormatsTest {

  private static final TestSigner OFFICIAL = TestSigner.rsa();
  private static final DssSigner OTHER = DssSigner.offline(OFFICIAL);
  private static final byte[] TEXT = "Quyet dinh so 01".getBytes(UTF_8);
  private static final byte[] XML =
      "<QuyetDinh><So Id=\"so\">01</So><NoiDung>Dieu 1</NoiDung></QuyetDinh>".getBytes(UTF_8);

  private final Validator validator =
      new Validator(
          TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT))),
          InstantSource.fixed(TestSigner.NOW));

  static Stream<Arguments> files() {
    return Stream.of(
        argumentSet(
            "PDF by DSS",
            Format.PDF,
            OTHER.pades(RawPdf.onePage().classic(), SignatureLevel.PAdES_BASELINE_B)),
        argumentSet("enveloped XML", Format.XML, OTHER.xades(XML, SignaturePackaging.ENVELOPED)),
        argumentSet("enveloping XML", Format.XML, OTHER.xades(XML, SignaturePackaging.ENVELOPING)),
        argumentSet("attached CMS", Format.CMS, OTHER.cades(TEXT, SignaturePackaging.ENVELOPING)),
        argumentSet(
            "compact JWS",
            Format.JWS,
            OTHER.jades(
                TEXT, JWSSerializationType.COMPACT_SERIALIZATION, SignaturePackaging.ENVELOPING)),
        argumentSet(
            "JWS in JSON",
            Format.JWS,
            OTHER.jades(
                TEXT, JWSSerializationType.JSON_SERIALIZATION, SignaturePackaging.ENVELOPING)),
        argumentSet(
            "ASiC-E with XAdES", Format.ASIC, OTHER.asicWithXades(TEXT, ASiCContainerType.ASiC_E)),
        argumentSet(
            "ASiC-S with XAdES", Format.ASIC, OTHER.asicWithXades(TEXT, ASiCContainerType.ASiC_S)),
        argumentSet(
            "ASiC-E with CAdES", Format.ASIC, OTHER.asicWithCades(TEXT, ASiCContainerType.ASiC_E)),
        argumentSet(
            "ASiC-S with CAdES", Format.ASIC, OTHER.asicWithCades(TEXT, ASiCContainerType.ASiC_S)),
        argumentSet("Word document by POI", Format.OFFICE, word()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void fileIsValidAsItWasSigned(Format format, byte[] file) {
    Validation.Report report = report(SignedFile.of("signed", file));

    assertThat(report.format()).isEqualTo(format);
    assertThat(report.changedAfterSigning()).isFalse();
    SignatureReport signature = report.signatures().getFirst();
    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.VALID);
    assertThat(signature.domain()).isEqualTo("test");
    assertThat(signature.signatory().name()).isEqualTo("Nguyễn Văn An");
    assertThat(signature.coversWholeDocument()).isTrue();
  }

  @Test
  void detachedSignatureNeedsItsOriginal() {
    byte[] signature = OTHER.cades(TEXT, SignaturePackaging.DETACHED);

    assertThat(verdict(with(signature, TEXT))).isEqualTo(Verdict.VALID);
    assertThat(verdict(with(signature, XML))).isEqualTo(Verdict.BROKEN);
    assertThat(verdict(SignedFile.of("a.p7s", signature))).isNotEqualTo(Verdict.VALID);
  }

  @Test
  void changedXmlIsBroken() {
    byte[] signed = OTHER.xades(XML, SignaturePackaging.ENVELOPED);
    byte[] changed = new String(signed, UTF_8).replace("Dieu 1", "Dieu 2").getBytes(UTF_8);

    SignatureReport signature = report(SignedFile.of("a.xml", changed)).signatures().getFirst();
    assertThat(signature.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(signature.messages()).contains(ValidationMessage.CONTENT_CHANGED);
  }

  @Test
  void signatureOverAPartSaysSo() {
    SignatureReport signature = report(SignedFile.of("a.xml", partly())).signatures().getFirst();

    assertThat(signature.verdict()).isEqualTo(Verdict.VALID);
    assertThat(signature.coversWholeDocument()).isFalse();
    assertThat(signature.added()).extracting(Addition::what).containsExactly("NoiDung");
  }

  @Test
  void wrappedElementIsTold() {
    String signed = new String(partly(), UTF_8);
    String part = "<So Id=\"so\">01</So>";
    assertThat(signed).contains(part);
    byte[] wrapped = signed.replace(part, "<So>99</So><Cu>" + part + "</Cu>").getBytes(UTF_8);

    SignatureReport signature = report(SignedFile.of("a.xml", wrapped)).signatures().getFirst();

    assertThat(signature.integrity()).isEqualTo(Integrity.INTACT);
    assertThat(signature.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(signature.messages()).contains(ValidationMessage.WRAPPED);
  }

  @Test
  void forgedElementAroundASignatureIsToldAsWrapped() {
    String signed = new String(partly(), UTF_8);
    int at = signed.indexOf("<ds:Signature");
    String signature = signed.substring(at, signed.lastIndexOf("</QuyetDinh>"));
    String forged =
        "<QuyetDinh><So muc=\"999\">99%s</So><Cu><So Id=\"so\">01</So></Cu></QuyetDinh>"
            .formatted(signature);

    SignatureReport report =
        report(SignedFile.of("a.xml", forged.getBytes(UTF_8))).signatures().getFirst();

    assertThat(report.integrity()).isEqualTo(Integrity.INTACT);
    assertThat(report.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(report.messages())
        .contains(ValidationMessage.WRAPPED, ValidationMessage.COVERS_PART);
    assertThat(report.added()).extracting(Addition::what).contains("So");
  }

  @Test
  void textAndAttributesAroundTheSignedElementAreToldAsUnsigned() {
    byte[] file =
        new String(partly(), UTF_8)
            .replace("<QuyetDinh>", "<QuyetDinh loai=\"khac\">")
            .getBytes(UTF_8);

    SignatureReport report = report(SignedFile.of("a.xml", file)).signatures().getFirst();

    assertThat(report.coversWholeDocument()).isFalse();
    assertThat(report.messages()).contains(ValidationMessage.COVERS_PART);
    assertThat(report.added()).extracting(Addition::what).contains("QuyetDinh");
  }

  @Test
  void twoElementsOfTheSignedIdAreAmbiguous() {
    byte[] doubled =
        new String(partly(), UTF_8).replace("<NoiDung>", "<NoiDung Id=\"so\">").getBytes(UTF_8);

    assertThat(validator.validate(SignedFile.of("a.xml", doubled)))
        .extracting(validation -> ((Validation.Refused) validation).reason())
        .isEqualTo(Validation.Reason.AMBIGUOUS);
  }

  @Test
  void fileAddedToAContainerIsTold() throws IOException {
    byte[] container =
        rewritten(OTHER.asicWithXades(TEXT, ASiCContainerType.ASiC_E), "phu-luc.txt", null);

    SignatureReport signature = report(SignedFile.of("a.asice", container)).signatures().getFirst();
    assertThat(signature.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(signature.added()).extracting(Addition::what).containsExactly("phu-luc.txt");
  }

  @Test
  void changedPartOfAWordDocumentIsBroken() throws IOException {
    byte[] changed = rewritten(word(), "", "word/document.xml");

    assertThat(verdict(SignedFile.of("a.docx", changed))).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void partHiddenAmongThePropertiesOrSignaturesOfAWordDocumentIsTold() throws IOException {
    for (String part : List.of("docProps/document2.xml", "_xmlsignatures/document2.xml")) {
      SignatureReport signature =
          report(SignedFile.of("a.docx", rewritten(word(), part, null))).signatures().getFirst();

      assertThat(signature.verdict()).as(part).isEqualTo(Verdict.CHANGED);
      assertThat(signature.added()).extracting(Addition::what).contains("/" + part);
    }
  }

  @Test
  void referenceThatIsNotSignedNamesNoPartOfAWordDocument() throws Exception {
    String digest =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(TEXT));
    String unsigned =
        """
        <Object xmlns="http://www.w3.org/2000/09/xmldsig#"><Manifest>\
        <Reference URI="/phu-luc.xml?ContentType=application/xml">\
        <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
        <DigestValue>%s</DigestValue></Reference></Manifest></Object></\
        """
            .formatted(digest);
    byte[] more = rewritten(word(), "phu-luc.xml", null);
    byte[] file = replaced(more, "_xmlsignatures/", "</(?=(?:\\w+:)?Signature>)", unsigned);

    SignatureReport signature = report(SignedFile.of("a.docx", file)).signatures().getFirst();

    assertThat(signature.verdict()).isIn(Verdict.CHANGED, Verdict.BROKEN);
    assertThat(signature.added()).contains(new Addition(Addition.Kind.FILE, "/phu-luc.xml", false));
  }

  @Test
  void cmsThatHoldsThePdfHeaderIsCms() {
    byte[] file = OTHER.cades("%PDF-1.7".getBytes(UTF_8), SignaturePackaging.ENVELOPING);

    assertThat(report(SignedFile.of("a.pdf", file)).format()).isEqualTo(Format.CMS);
    assertThat(Format.of(new byte[] {0x30, (byte) 0x80, '%', 'P', 'D', 'F', '-'}))
        .contains(Format.CMS);
  }

  @Test
  void entitiesBombsAndRubbishAreRefusedWithAReason() {
    assertThat(refused("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".getBytes(UTF_8)))
        .isEqualTo(Validation.Reason.BROKEN);
    assertThat(refused("<a>".repeat(5000).getBytes(UTF_8)))
        .isEqualTo(Validation.Reason.TOO_COMPLEX);
    assertThat(refused("[".repeat(100_000).getBytes(UTF_8)))
        .isEqualTo(Validation.Reason.UNKNOWN_FORMAT);
    assertThat(refused(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8)))
        .isEqualTo(Validation.Reason.TOO_COMPLEX);
    assertThat(refused(new byte[] {0x30, (byte) 0x84, 0x7f, 0x7f, 0x7f, 0x7f, 1}))
        .isEqualTo(Validation.Reason.BROKEN);
    byte[] nested = new byte[60_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }
    assertThat(refused(nested)).isIn(Validation.Reason.BROKEN, Validation.Reason.TOO_COMPLEX);
    assertThat(refused(new byte[0])).isEqualTo(Validation.Reason.UNKNOWN_FORMAT);
  }

  @Test
  void zipWithoutSignaturesIsOfNoFormatAndADamagedOneIsBroken() {
    byte[] signed =
        TestZips.of(Map.of("mimetype", "application/vnd.etsi.asic-e+zip".getBytes(UTF_8)));

    assertThat(refused(TestZips.of(Map.of("a.txt", TEXT))))
        .isEqualTo(Validation.Reason.UNKNOWN_FORMAT);
    assertThat(refused(Arrays.copyOf(signed, signed.length / 2)))
        .isEqualTo(Validation.Reason.BROKEN);
  }

  private static byte[] partly() {
    DSSReference reference = new DSSReference();
    reference.setId("r");
    reference.setUri("#so");
    reference.setContents(new InMemoryDocument(XML));
    reference.setDigestMethodAlgorithm(DigestAlgorithm.SHA256);
    reference.setTransforms(
        List.of(new CanonicalizationTransform("http://www.w3.org/2001/10/xml-exc-c14n#")));
    XAdESSignatureParameters parameters = new XAdESSignatureParameters();
    parameters.setSignaturePackaging(SignaturePackaging.ENVELOPED);
    parameters.setReferences(List.of(reference));
    return OTHER.xades(XML, parameters);
  }

  private static byte[] word() {
    try {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      try (XWPFDocument document = new XWPFDocument()) {
        document.createParagraph().createRun().setText("Quyet dinh");
        document.write(plain);
      }
      SignatureConfig config = new SignatureConfig();
      config.setKey(OFFICIAL.keys().getPrivate());
      config.setSigningCertificateChain(OFFICIAL.chain());
      config.setExecutionTime(Date.from(TestSigner.NOW));
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      try (OPCPackage container = OPCPackage.open(new ByteArrayInputStream(plain.toByteArray()))) {
        SignatureInfo info = new SignatureInfo();
        info.setSignatureConfig(config);
        info.setOpcPackage(container);
        info.confirmSignature();
        container.save(signed);
      }
      return signed.toByteArray();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The container with a file more, or with one entry changed. */
  private static byte[] rewritten(byte[] container, String added, @Nullable String changed)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(container));
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        byte[] content = from.readAllBytes();
        if (entry.getName().equals(changed)) {
          content = new String(content, UTF_8).replace("Quyet dinh", "Quyet dinx").getBytes(UTF_8);
        }
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(content);
        to.closeEntry();
      }
      if (!added.isEmpty()) {
        to.putNextEntry(new ZipEntry(added));
        to.write(TEXT);
        to.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** The container with text replaced in the entries below a folder. */
  private static byte[] replaced(byte[] container, String folder, String pattern, String by)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(container));
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        byte[] content = from.readAllBytes();
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(
            entry.getName().startsWith(folder)
                ? new String(content, UTF_8).replaceAll(pattern, by).getBytes(UTF_8)
                : content);
        to.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static SignedFile with(byte[] signature, byte[] original) {
    return new SignedFile("a.p7s", signature, List.of(SignedFile.of("a.txt", original)));
  }

  private Verdict verdict(SignedFile file) {
    return report(file).signatures().getFirst().verdict();
  }

  private Validation.Reason refused(byte[] file) {
    Validation validation = validator.validate(SignedFile.of("hostile", file));
    assertThat(validation).isInstanceOf(Validation.Refused.class);
    return ((Validation.Refused) validation).reason();
  }

  private Validation.Report report(SignedFile file) {
    Validation validation = validator.validate(file);
    assertThat(validation).isInstanceOf(Validation.Report.class);
    return (Validation.Report) validation;
  }
}
