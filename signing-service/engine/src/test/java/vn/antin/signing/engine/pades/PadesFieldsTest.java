package vn.antin.signing.engine.pades;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.TestPdfs;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.pdf.FieldLock;
import vn.antin.signing.engine.pdf.FieldLock.Action;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignatureField;

/** Signature fields, and what earlier signatures and authors allow. */
final class PadesFieldsTest {

  private final PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));
  private final TestSigner leader = TestSigner.rsa();
  private final TestSigner clerk = TestSigner.ec(256);

  @TempDir Path directory;

  @Test
  void firstFreeFieldIsSignedThenTheNextThenANewOne() throws Exception {
    byte[] pdf = TestForms.withFields("leader", "seal");
    byte[] first = leader.signed(pdf);
    assertThat(signedFields(first)).containsExactly("leader");
    byte[] second = clerk.signed(first);
    assertThat(signedFields(second)).containsExactly("leader", "seal");
    byte[] third = leader.signed(second);
    assertThat(signedFields(third)).containsExactly("leader", "seal", "Signature1");

    allValid(third, 3);
  }

  @Test
  void fieldIsChosenByItsName() throws Exception {
    byte[] pdf = TestForms.withFields("leader", "seal");
    byte[] signed = clerk.signed(pdf, clerk.request().inField("seal"));

    assertThat(signedFields(signed)).containsExactly("seal");
    allValid(signed, 1);
    refused(signed, clerk.request().inField("seal"), Reason.NO_SUCH_FIELD);
    refused(signed, clerk.request().inField("stamp"), Reason.NO_SUCH_FIELD);
  }

  @ParameterizedTest
  @EnumSource
  void certificationIsSetAndRespected(Certification certification) throws Exception {
    byte[] pdf = TestForms.withFields("leader", "seal");
    byte[] certified =
        leader.signed(pdf, leader.request().inField("leader").certifying(certification));

    assertThat(open(certified).permissions())
        .isEqualTo(
            switch (certification) {
              case NO_CHANGES -> Permissions.NO_CHANGE;
              case FILL_AND_SIGN -> Permissions.FILL_AND_SIGN;
              case ANNOTATE_AND_FILL -> Permissions.ANNOTATE_AND_FILL;
            });
    allValid(certified, 1);
    if (certification == Certification.NO_CHANGES) {
      refused(certified, clerk.request(), Reason.CHANGES_FORBIDDEN);
      return;
    }
    byte[] sealed = clerk.signed(certified);
    assertThat(signedFields(sealed)).containsExactly("leader", "seal");
    allValid(sealed, 2);
    refused(sealed, leader.request(), Reason.NEW_FIELD_FORBIDDEN);
  }

  @Test
  void onlyTheFirstSignatureCertifies() {
    byte[] signed = leader.signed(TestPdfs.pages(1));

    refused(signed, clerk.request().certifying(Certification.FILL_AND_SIGN), Reason.ALREADY_SIGNED);
  }

  @Test
  void lockOfARequestIsSetAndRespected() throws Exception {
    byte[] pdf = TestForms.withFields("leader", "seal", "copy");
    FieldLock lock = new FieldLock(Action.INCLUDE, List.of("copy"), null);
    byte[] signed = leader.signed(pdf, leader.request().inField("leader").locking(lock));

    assertThat(open(signed).locks()).contains(lock);
    refused(signed, clerk.request().inField("copy"), Reason.FIELD_LOCKED);
    byte[] sealed = clerk.signed(signed);
    assertThat(signedFields(sealed)).containsExactly("leader", "seal");
    allValid(sealed, 2);
  }

  @Test
  void issuanceOfDecree30CertifiesAndLocksAllButTheSeal() throws Exception {
    byte[] pdf = TestForms.withFields("leader", "seal");
    byte[] signed =
        leader.signed(
            pdf,
            leader
                .request()
                .inField("leader")
                .certifying(Certification.FILL_AND_SIGN)
                .locking(new FieldLock(Action.EXCLUDE, List.of("seal"), null)));
    byte[] sealed = clerk.signed(signed, clerk.request().inField("seal"));

    allValid(sealed, 2);
    assertThat(DssVerdict.of(sealed, TestSigner.NOW, TestSigner.ROOT).signatures())
        .allMatch(DssVerdict.Signature::intact)
        .allMatch(signature -> signature.changed().isEmpty());
  }

  @Test
  void newFieldIsNotAddedWhereAllFieldsAreLocked() {
    byte[] signed =
        leader.signed(
            TestPdfs.pages(1),
            leader.request().locking(new FieldLock(Action.ALL, List.of(), null)));

    refused(signed, clerk.request(), Reason.FIELD_LOCKED);
  }

  @Test
  void lockOfTheFormsAuthorIsApplied() throws Exception {
    byte[] pdf =
        TestForms.withFields(
            field -> {
              COSDictionary lock = new COSDictionary();
              lock.setName(COSName.TYPE, "SigFieldLock");
              lock.setName(COSName.getPDFName("Action"), "Include");
              COSArray names = new COSArray();
              names.add(new COSString("leader"));
              lock.setItem(COSName.FIELDS, names);
              field.setItem(COSName.getPDFName("Lock"), lock);
            },
            "leader",
            "seal");
    byte[] sealed = clerk.signed(pdf, clerk.request().inField("seal"));

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).contains("/FieldMDP");
    allValid(sealed, 1);
    refused(sealed, leader.request().inField("leader"), Reason.FIELD_LOCKED);
  }

  /** Demands that this signature does not meet, each with what would be enough. */
  static Stream<Consumer<COSDictionary>> demands() {
    return Stream.of(
        seed -> {
          seed.setName(COSName.FILTER, "Other.Handler");
          seed.setInt(COSName.FF, 1);
        },
        seed -> {
          seed.setItem(
              COSName.getPDFName("SubFilter"), array(COSName.getPDFName("adbe.pkcs7.sha1")));
          seed.setInt(COSName.FF, 2);
        },
        seed -> {
          seed.setItem(COSName.getPDFName("Reasons"), array(new COSString("Sao y")));
          seed.setInt(COSName.FF, 8);
        },
        seed -> {
          seed.setItem(COSName.getPDFName("DigestMethod"), array(new COSString("SHA512")));
          seed.setInt(COSName.FF, 64);
        },
        seed -> {
          COSDictionary certificate = new COSDictionary();
          certificate.setItem(COSName.getPDFName("Subject"), array(new COSString(new byte[] {48})));
          certificate.setInt(COSName.FF, 1);
          seed.setItem(COSName.getPDFName("Cert"), certificate);
        },
        seed -> {
          COSDictionary stamp = new COSDictionary();
          stamp.setString(COSName.URL, "http://127.0.0.1/");
          stamp.setInt(COSName.FF, 1);
          seed.setItem(COSName.getPDFName("TimeStamp"), stamp);
        },
        seed -> {
          seed.setItem(COSName.getPDFName("LegalAttestation"), array(new COSString("x")));
          seed.setInt(COSName.FF, 16);
        });
  }

  @ParameterizedTest
  @MethodSource("demands")
  void demandThatIsNotMetIsRefusedWithAReason(Consumer<COSDictionary> demand) {
    refused(withSeed(demand), leader.request(), Reason.SEED_VALUE);
  }

  @Test
  void demandsThatAreMetAndMereWishesAreNoHindrance() throws Exception {
    byte[] pdf =
        withSeed(seed -> {
          seed.setName(COSName.FILTER, "Adobe.PPKLite");
          seed.setItem(
              COSName.getPDFName("SubFilter"), array(COSName.getPDFName("ETSI.CAdES.detached")));
          seed.setItem(COSName.getPDFName("DigestMethod"), array(new COSString("SHA256")));
          seed.setItem(COSName.getPDFName("Reasons"), array(new COSString("Sao y")));
          seed.setInt(COSName.FF, 1 + 2 + 64);
        });
    allValid(leader.signed(pdf), 1);
  }

  @Test
  void fieldThatIsForACertificationGetsOne() throws Exception {
    byte[] pdf =
        withSeed(seed -> {
          COSDictionary mdp = new COSDictionary();
          mdp.setInt(COSName.P, 3);
          seed.setItem(COSName.getPDFName("MDP"), mdp);
        });
    byte[] signed = leader.signed(pdf);

    assertThat(open(signed).permissions()).isEqualTo(Permissions.ANNOTATE_AND_FILL);
    allValid(signed, 1);
    refused(pdf, leader.request().certifying(Certification.NO_CHANGES), Reason.SEED_VALUE);
  }

  private static byte[] withSeed(Consumer<COSDictionary> demand) {
    return TestForms.withFields(
        field -> {
          COSDictionary seed = new COSDictionary();
          demand.accept(seed);
          field.setItem(COSName.getPDFName("SV"), seed);
        },
        "leader");
  }

  private static COSArray array(org.apache.pdfbox.cos.COSBase item) {
    COSArray array = new COSArray();
    array.add(item);
    return array;
  }

  private void refused(byte[] pdf, PadesRequest request, Reason reason) {
    assertThat(signer.prepare(DocumentSource.of(pdf), request))
        .isInstanceOfSatisfying(
            Preparation.Refused.class,
            refused -> {
              assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
              assertThat(refused.detail()).isNotBlank();
            });
  }

  private static List<String> signedFields(byte[] pdf) {
    return open(pdf).signatureFields().stream()
        .filter(field -> field.signature().isPresent())
        .map(PdfSignatureField::name)
        .toList();
  }

  private static PdfFile open(byte[] pdf) {
    if (PdfFile.open(DocumentSource.of(pdf)) instanceof Opening.Opened(PdfFile file)) {
      return file;
    }
    throw new AssertionError("not opened");
  }

  private void allValid(byte[] pdf, int signatures) throws IOException {
    Tools.need("pdfsig", "poppler-utils");
    Tools.need("mutool", "mupdf-tools");
    Tools.need("qpdf", "qpdf");
    Path file = Files.write(directory.resolve("signed.pdf"), pdf);
    String said = Tools.run("pdfsig", "-nocert", file.toString()).text();
    assertThat(said.split("Signature is Valid", -1)).as(said).hasSize(signatures + 1);
    String mutool = Tools.run("mutool", "sign", "-v", file.toString()).text();
    assertThat(mutool.split("document is unchanged since|signature is valid but", -1))
        .as(mutool)
        .hasSize(signatures + 1);
    assertThat(Tools.run("qpdf", "--check", file.toString()).exit()).isZero();
    assertThat(Arrays.copyOf(pdf, 5)).isEqualTo("%PDF-".getBytes(StandardCharsets.US_ASCII));
  }
}
