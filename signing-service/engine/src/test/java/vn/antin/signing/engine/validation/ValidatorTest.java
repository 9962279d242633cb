package vn.antin.signing.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.engine.TestPdfs;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.validation.SignatureReport.Integrity;
import vn.antin.signing.engine.validation.SignatureReport.Known;
import vn.antin.signing.engine.validation.SignatureReport.Trust;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** What validation says of documents whose story we know. */
final class ValidatorTest {

  private static final TrustDomains TRUSTED =
      TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT)));

  private final byte[] pdf = TestPdfs.pages(2);
  private final Validator validator = validator(TRUSTED, TestSigner.NOW);

  static Stream<TestSigner> signers() {
    return TestSigner.samples();
  }

  @ParameterizedTest
  @MethodSource("signers")
  void ownSignatureIsBaselineBIntactAndTrusted(TestSigner official) {
    Validation.Report report = report(official.signed(pdf));

    assertThat(report.pages()).isEqualTo(2);
    assertThat(report.changedAfterSigning()).isFalse();
    SignatureReport signature = report.signatures().getFirst();
    assertThat(signature.level()).isEqualTo("PAdES-BASELINE-B");
    assertThat(signature.integrity()).isEqualTo(Integrity.INTACT);
    assertThat(signature.trust()).isEqualTo(Trust.TRUSTED);
    assertThat(signature.revocation().state()).isEqualTo(Known.NOT_CHECKED);
    assertThat(signature.indication()).isEqualTo("TOTAL_PASSED");
    assertThat(signature.verdict()).isEqualTo(Verdict.VALID);
    assertThat(signature.domain()).isEqualTo("test");
    assertThat(signature.coversWholeDocument()).isTrue();
    assertThat(signature.signingTime()).isEqualTo(TestSigner.NOW);
    assertThat(signature.name()).isEqualTo("Signature1");
    assertThat(signature.signatory().issuer()).isEqualTo("Test Root");
    assertThat(signature.signatory().organisation()).isEqualTo("UBND tỉnh");
    assertThat(signature.messages())
        .containsExactly(ValidationMessage.REVOCATION_NOT_CHECKED, ValidationMessage.NO_TIMESTAMP);
  }

  @Test
  void changedByteBreaksIntegrity() {
    byte[] signed = TestSigner.rsa().signed(pdf);
    signed[TestPdfs.positionInText(pdf)] ^= 1;

    SignatureReport signature = report(signed).signatures().getFirst();
    assertThat(signature.integrity()).isEqualTo(Integrity.BROKEN);
    assertThat(signature.indication()).isEqualTo("TOTAL_FAILED");
    assertThat(signature.messages()).startsWith(ValidationMessage.CONTENT_CHANGED);
  }

  @Test
  void unknownAuthorityIsUntrustedNotBroken() {
    byte[] signed = TestSigner.rsa().signed(pdf);
    Validation validation = validator(TrustDomains.of(), TestSigner.NOW).validate(file(signed));

    SignatureReport signature = ((Validation.Report) validation).signatures().getFirst();
    assertThat(signature.integrity()).isEqualTo(Integrity.INTACT);
    assertThat(signature.trust()).isEqualTo(Trust.UNTRUSTED);
    assertThat(signature.indication()).isEqualTo("INDETERMINATE");
    assertThat(signature.messages()).startsWith(ValidationMessage.ISSUER_NOT_TRUSTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.3.6.1.5.5.7.3.2",
        "1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2",
        "1.3.6.1.5.5.7.3.3",
        "1.3.6.1.5.5.7.3.8",
        "1.3.6.1.5.5.7.3.9"
      })
  void aServersCertificateSignsNoDocument(String purposes) {
    TestSigner server =
        TestSigner.purposed("CN=Nguyễn Văn An,O=UBND tỉnh,C=VN", purposes.split(" "));

    SignatureReport signature = report(server.signed(pdf)).signatures().getFirst();
    assertThat(signature.integrity()).isEqualTo(Integrity.INTACT);
    assertThat(signature.trust()).isEqualTo(Trust.UNTRUSTED);
    assertThat(signature.domain()).isNull();
    assertThat(signature.verdict()).isEqualTo(Verdict.UNTRUSTED);
    assertThat(signature.indication()).isEqualTo("INDETERMINATE");
    assertThat(signature.subIndication()).isEqualTo("CHAIN_CONSTRAINTS_FAILURE");
    assertThat(signature.messages())
        .startsWith(ValidationMessage.CERTIFICATE_NOT_FOR_DOCUMENTS)
        .doesNotContain(ValidationMessage.ISSUER_NOT_TRUSTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.3.6.1.5.5.7.3.2 1.3.6.1.5.5.7.3.4 1.3.6.1.4.1.311.20.2.2",
        "1.3.6.1.5.5.7.3.36",
        "1.3.6.1.4.1.311.10.3.12",
        "1.2.840.113583.1.1.5",
        "2.5.29.37.0"
      })
  void purposesOfOfficialsCertificatesAreGood(String purposes) {
    TestSigner official =
        TestSigner.purposed("CN=Nguyễn Văn An,O=UBND tỉnh,C=VN", purposes.split(" "));

    assertThat(report(official.signed(pdf)).signatures().getFirst().verdict())
        .isEqualTo(Verdict.VALID);
  }

  @Test
  void leafOnlySignatureIsCompletedFromKnownCertificates() {
    TestSigner official = TestSigner.rsa();
    TestSigner leafOnly =
        new TestSigner(official.keys(), official.chain().subList(0, 1), official.algorithm());

    assertThat(report(leafOnly.signed(pdf)).signatures().getFirst().trust())
        .isEqualTo(Trust.TRUSTED);
  }

  @Test
  void twoSignaturesInARowBothHold() {
    byte[] second = TestSigner.ec(256).signed(TestSigner.rsa().signed(pdf));
    Validation.Report report = report(second);

    assertThat(report.changedAfterSigning()).isFalse();
    assertThat(report.signatures())
        .extracting(SignatureReport::integrity)
        .containsExactly(Integrity.INTACT, Integrity.INTACT);
    assertThat(report.signatures())
        .extracting(SignatureReport::coversWholeDocument)
        .containsExactly(false, true);
    assertThat(report.signatures().getFirst().messages())
        .contains(ValidationMessage.SIGNED_AGAIN_AFTER);
  }

  @Test
  void pageAddedAfterSigningIsSeen() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(TestSigner.rsa().signed(pdf))) {
      document.addPage(new PDPage());
      document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
      document.getPages().getCOSObject().setNeedToBeUpdated(true);
      document.saveIncremental(out);
    }
    Validation.Report report = report(out.toByteArray());

    assertThat(report.changedAfterSigning()).isTrue();
    assertThat(report.signatures().getFirst().messages())
        .contains(ValidationMessage.DOCUMENT_CHANGED_AFTER);
  }

  @Test
  void localTimeWrittenAsUtcIsReported() {
    byte[] signed = TestSigner.rsa().signed(pdf);
    Instant sevenHoursBefore = TestSigner.NOW.minus(Duration.ofHours(7));
    Validation validation = validator(TRUSTED, sevenHoursBefore).validate(file(signed));

    assertThat(((Validation.Report) validation).signatures().getFirst().messages())
        .contains(ValidationMessage.SIGNING_TIME_LOCAL_AS_UTC);
  }

  @Test
  void documentWithoutSignatureHasNone() {
    assertThat(validator.validate(file(pdf)))
        .isEqualTo(new Validation.Report(Format.PDF, List.of(), 2, false, Map.of()));
  }

  @Test
  void garbageIsNotValidated() {
    assertThat(validator.validate(file(new byte[] {1, 2, 3})))
        .extracting(validation -> ((Validation.Refused) validation).reason())
        .isEqualTo(Validation.Reason.UNKNOWN_FORMAT);
  }

  @ParameterizedTest
  @EnumSource
  void everyMessageHasVietnameseAndEnglishWords(ValidationMessage message) {
    assertThat(message.text(Locale.forLanguageTag("vi"))).isNotBlank();
    assertThat(message.text(Locale.ENGLISH))
        .isNotBlank()
        .isNotEqualTo(message.text(Locale.forLanguageTag("vi")));
  }

  private static SignedFile file(byte[] content) {
    return SignedFile.of("document.pdf", content);
  }

  private Validation.Report report(byte[] document) {
    Validation validation = validator.validate(file(document));
    assertThat(validation).isInstanceOf(Validation.Report.class);
    return (Validation.Report) validation;
  }

  private static Validator validator(TrustDomains trust, Instant now) {
    return new Validator(trust, InstantSource.fixed(now));
  }
}
