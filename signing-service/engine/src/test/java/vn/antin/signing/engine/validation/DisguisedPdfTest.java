package vn.antin.signing.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.antin.signing.engine.RawPdf;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.pades.Certification;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.coverage.Addition;
import vn.antin.signing.engine.validation.coverage.Addition.Kind;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** What may follow a signature is no cover for what may not. */
final class DisguisedPdfTest {

  private static final String FIELD =
      "<</Type/Annot/Subtype/Widget/FT/Tx/T(so)/V(%s)/Rect[72 700 200 720]/F 4/P 3 0 R>>";

  private final TestSigner official = TestSigner.rsa();
  private final TestAuthority authority = TestAuthority.start(InstantSource.fixed(TestSigner.NOW));
  private final Validator validator =
      new Validator(
          TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT))),
          InstantSource.fixed(TestSigner.NOW));

  @AfterEach
  void stop() {
    authority.close();
  }

  @ParameterizedTest
  @EnumSource
  void timeStampThatShowsNothingMayFollowEveryCertification(Certification certification)
      throws IOException {
    SignatureReport signature = report(stamped(certified(certification), false));

    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.VALID);
    assertThat(signature.added()).containsExactly(new Addition(Kind.TIMESTAMP, "", true));
  }

  /** Who draws over a page has to sign for it, and a time-stamp is nobody's signature. */
  @ParameterizedTest
  @EnumSource
  void timeStampThatDrawsOnThePageIsAChange(Certification certification) throws IOException {
    SignatureReport signature = report(stamped(certified(certification), true));

    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.CHANGED);
    assertThat(signature.added()).contains(new Addition(Kind.TIMESTAMP, "", false));
    assertThat(signature.messages()).contains(ValidationMessage.DOCUMENT_CHANGED_AFTER);
  }

  @Test
  void timeStampThatDrawsOnAPageThatNobodyCertifiedIsAChange() throws IOException {
    SignatureReport signature = report(stamped(official.signed(RawPdf.onePage().classic()), true));

    assertThat(signature.verdict()).isEqualTo(Verdict.CHANGED);
  }

  @Test
  void fieldThatPassesForTheDocumentsInformationMayNotChange() {
    byte[] signed =
        official.signed(
            RawPdf.onePage("/MediaBox[0 0 595 842]/Annots[6 0 R]")
                .object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>")
                .object(6, FIELD.formatted("01"))
                .classic("/Info 6 0 R"));
    byte[] file =
        RawUpdate.of(signed).object(6, FIELD.formatted("99")).trailer("/Info 6 0 R").appended();

    assertThat(report(signed).verdict()).isEqualTo(Verdict.VALID);
    SignatureReport signature = report(file);
    assertThat(signature.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(signature.added()).contains(new Addition(Kind.FORM_VALUE, "so", false));
  }

  private byte[] certified(Certification certification) {
    return official.signed(
        RawPdf.onePage().classic(), official.request().certifying(certification));
  }

  private byte[] stamped(byte[] pdf, boolean visible) throws IOException {
    PAdESService service = new PAdESService(new CommonCertificateVerifier());
    service.setTspSource((algorithm, digest) ->
        new TimestampBinary(
            authority.timeStamps().stamp(digest, algorithm.getJavaName()).encoded()));
    PAdESTimestampParameters parameters = new PAdESTimestampParameters();
    if (visible) {
      SignatureImageTextParameters text = new SignatureImageTextParameters();
      text.setText("Quyet dinh so 99");
      SignatureImageParameters image = new SignatureImageParameters();
      image.setTextParameters(text);
      image.getFieldParameters().setOriginX(72);
      image.getFieldParameters().setOriginY(100);
      image.getFieldParameters().setWidth(300);
      image.getFieldParameters().setHeight(40);
      parameters.setImageParameters(image);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    service.timestamp(new InMemoryDocument(pdf, "a.pdf"), parameters).writeTo(out);
    return out.toByteArray();
  }

  private SignatureReport report(byte[] file) {
    Validation validation = validator.validate(SignedFile.of("a.pdf", file));
    assertThat(validation).isInstanceOf(Validation.Report.class);
    return ((Validation.Report) validation).signatures().getFirst();
  }
}
