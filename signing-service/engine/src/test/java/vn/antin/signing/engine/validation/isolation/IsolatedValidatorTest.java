package vn.antin.signing.engine.validation.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.TestPdfs;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.office.OfficeRequest;
import vn.antin.signing.engine.office.OfficeSigner;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.Validation.Reason;
import vn.antin.signing.engine.validation.Validator;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** A file that breaks the validator breaks a child process and nothing else. */
final class IsolatedValidatorTest {

  private static final TrustDomains TRUST =
      TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT)));
  private static IsolatedValidator isolated;

  @BeforeAll
  static void start() {
    isolated =
        new IsolatedValidator(
            IsolatedValidator.Limits.of(96, Duration.ofMinutes(1)),
            InstantSource.fixed(TestSigner.NOW));
  }

  @AfterAll
  static void end() {
    isolated.close();
  }

  @Test
  void childFindsWhatThisProcessFinds() {
    SignedFile file = SignedFile.of("a.pdf", TestSigner.rsa().signed(TestPdfs.pages(2)));

    Validation here =
        new Validator(TRUST, InstantSource.fixed(TestSigner.NOW)).validate(file, Set.of());

    assertThat(isolated.validate(TRUST, file, Set.of())).isEqualTo(here);
    assertThat(here).isInstanceOf(Validation.Report.class);
  }

  @Test
  void reportsOfDssComeOnRequest() {
    SignedFile file = SignedFile.of("a.pdf", TestSigner.ec(256).signed(TestPdfs.pages(1)));

    Validation validation =
        isolated.validate(TRUST, file, Set.of(Detail.SIMPLE, Detail.DETAILED, Detail.ETSI));

    assertThat(((Validation.Report) validation).details())
        .containsOnlyKeys(Detail.SIMPLE, Detail.DETAILED, Detail.ETSI)
        .hasEntrySatisfying(Detail.ETSI, xml -> assertThat(xml).contains("ValidationReport"));
  }

  @Test
  void presentationOfManySlidesIsValidUntilOneOfThemChanges() throws IOException {
    byte[] signed = signedSlides();

    assertThat(verdictOn(signed)).isEqualTo(Verdict.VALID);
    assertThat(verdictOn(withOtherText(signed))).isNotEqualTo(Verdict.VALID);
  }

  private static Verdict verdictOn(byte[] slides) {
    Validation validation =
        isolated.validate(TRUST, SignedFile.of("slides.pptx", slides), Set.of());
    assertThat(validation).isInstanceOf(Validation.Report.class);
    return ((Validation.Report) validation).signatures().getFirst().verdict();
  }

  private static byte[] signedSlides() throws IOException {
    ByteArrayOutputStream slides = new ByteArrayOutputStream();
    try (XMLSlideShow show = new XMLSlideShow()) {
      for (int i = 0; i < 60; i++) {
        show.createSlide().createTextBox().setText("Bao cao " + i);
      }
      show.write(slides);
    }
    TestSigner official = TestSigner.rsa();
    DocumentSource source = DocumentSource.of(slides.toByteArray());
    OfficeSigner signer = new OfficeSigner(InstantSource.fixed(TestSigner.NOW), null);
    PreparedSignature prepared =
        ((Preparation.Prepared)
                signer.prepare(source, new OfficeRequest(official.signer(), Level.B_B, null, null)))
            .signature();
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signer.complete(source, prepared, official.sign(prepared.bytesToSign()), signed);
    return signed.toByteArray();
  }

  private static byte[] withOtherText(byte[] slides) throws IOException {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(slides));
        ZipOutputStream to = new ZipOutputStream(changed)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        String part = new String(from.readAllBytes(), StandardCharsets.ISO_8859_1);
        to.write(part.replace("Bao cao 59", "Bao cao 95").getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return changed.toByteArray();
  }

  @Test
  void streamThatInflatesBeyondTheHeapIsRefusedAndTheNextFileIsChecked() {
    assertThat(isolated.validate(TRUST, SignedFile.of("b.pdf", inflating(1 << 30)), Set.of()))
        .isInstanceOf(Validation.Refused.class);
    assertThat(
            isolated.validate(
                TRUST,
                SignedFile.of("a.pdf", TestSigner.rsa().signed(TestPdfs.pages(1))),
                Set.of()))
        .isInstanceOf(Validation.Report.class);
  }

  @Test
  void fileThatTakesTooLongIsRefused() {
    try (IsolatedValidator hasty =
        new IsolatedValidator(
            IsolatedValidator.Limits.of(96, Duration.ofMillis(1)),
            InstantSource.fixed(TestSigner.NOW))) {
      SignedFile file = SignedFile.of("a.pdf", TestSigner.rsa().signed(TestPdfs.pages(2)));

      assertThat(hasty.validate(TRUST, file, Set.of()))
          .isEqualTo(new Validation.Refused(Reason.TIMED_OUT, "Validation took too long"));
    }
  }

  /** A cross-reference stream of zeros: a megabyte that is a gigabyte when read. */
  private static byte[] inflating(int size) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < size / zeros.length; i++) {
          deflater.write(zeros);
        }
      }
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(
          ("%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 3/W[1 4 2]/Root 2 0 R/Filter/FlateDecode/Length "
                  + packed.size()
                  + ">>\nstream\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      file.writeBytes(packed.toByteArray());
      file.writeBytes(
          "\nendstream\nendobj\nstartxref\n9\n%%EOF\n".getBytes(StandardCharsets.ISO_8859_1));
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
