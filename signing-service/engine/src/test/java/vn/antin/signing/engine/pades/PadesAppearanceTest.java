package vn.antin.signing.engine.pades;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.TestPdfs;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.appearance.Decree30;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.Warning;
import vn.antin.signing.engine.appearance.content.Millimetres;

/** Signatures that are seen. */
final class PadesAppearanceTest {

  private final PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));
  private final TestSigner agency = TestSigner.rsa();
  private final Appearance annex = Decree30.defaults().annex("12/QĐ-UBND", TestSigner.NOW);

  @TempDir Path directory;

  @Test
  void signatureIsSeenOnThePageAndValid() throws Exception {
    byte[] pdf = TestPdfs.pages(2);
    byte[] signed = agency.signed(pdf, agency.request().showing(annex));

    valid(signed, 1);
    assertThat(signer.warnings(DocumentSource.of(pdf), agency.request().showing(annex))).isEmpty();
    assertThat(picture(signed)).isNotEqualTo(picture(pdf));
    assertThat(picture(agency.signed(pdf))).isEqualTo(picture(pdf));
  }

  @Test
  void signatureIsSeenInItsField() throws Exception {
    byte[] pdf = TestForms.withFields("leader", "seal");
    Appearance inField = new Appearance(new Placement.InField("seal"), annex.content());
    byte[] signed = agency.signed(pdf, agency.request().showing(inField));

    valid(signed, 1);
    assertThat(picture(signed)).isNotEqualTo(picture(pdf));
  }

  @Test
  void nextSignatureIsSeenBesideTheFirstWhichStaysValid() throws Exception {
    byte[] first = agency.signed(TestPdfs.pages(1), agency.request().showing(annex));
    TestSigner clerk = TestSigner.ec(256);
    Appearance beside =
        new Appearance(
            new Placement.AtText("Quyet dinh", Placement.Side.BELOW, Millimetres.of(5), null),
            annex.content());
    byte[] second = clerk.signed(first, clerk.request().showing(beside));

    valid(second, 2);
    assertThat(DssVerdict.of(second, TestSigner.NOW, TestSigner.ROOT).signatures())
        .allMatch(DssVerdict.Signature::intact)
        .allMatch(signature -> signature.changed().isEmpty());
  }

  @Test
  void appearanceOverTextIsWarnedOf() {
    Appearance over =
        new Appearance(
            new Placement.AtText("Quyet dinh", Placement.Side.OVER, Millimetres.of(0), null),
            annex.content());

    assertThat(
            signer.warnings(DocumentSource.of(TestPdfs.pages(1)), agency.request().showing(over)))
        .anyMatch(warning -> warning.kind() == Warning.Kind.COVERS_TEXT);
  }

  @Test
  void appearanceThatHasNoPlaceIsRefused() {
    Appearance nowhere =
        new Appearance(
            new Placement.AtText("CHỦ TỊCH", Placement.Side.BELOW, Millimetres.of(5), null),
            annex.content());
    refused(agency.request().showing(nowhere), TestPdfs.pages(1), Reason.APPEARANCE);
    Appearance beyond = new Appearance(new Placement.InField("missing"), annex.content());
    refused(agency.request().showing(beyond), TestPdfs.pages(1), Reason.NO_SUCH_FIELD);
  }

  @Test
  void certifiedDocumentGetsNoNewPlaceToBeSeen() {
    byte[] certified =
        agency.signed(
            TestForms.withFields("leader", "seal"),
            agency.request().inField("leader").certifying(Certification.FILL_AND_SIGN));
    refused(agency.request().showing(annex), certified, Reason.NEW_FIELD_FORBIDDEN);
  }

  private void refused(PadesRequest request, byte[] pdf, Reason reason) {
    assertThat(signer.prepare(DocumentSource.of(pdf), request))
        .isInstanceOfSatisfying(
            Preparation.Refused.class,
            refused -> assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason));
  }

  private void valid(byte[] pdf, int signatures) throws IOException {
    Tools.need("pdfsig", "poppler-utils");
    Tools.need("qpdf", "qpdf");
    Path file = Files.write(directory.resolve("signed.pdf"), pdf);
    String said = Tools.run("pdfsig", "-nocert", file.toString()).text();
    assertThat(said.split("Signature is Valid", -1)).as(said).hasSize(signatures + 1);
    assertThat(Tools.run("qpdf", "--check", file.toString()).exit()).isZero();
  }

  /** What the first page looks like. */
  private int picture(byte[] pdf) throws IOException {
    Tools.need("pdftoppm", "poppler-utils");
    Path file = Files.write(directory.resolve("page.pdf"), pdf);
    Path picture = directory.resolve("page.ppm");
    Tools.run(
        "pdftoppm",
        "-r",
        "50",
        "-f",
        "1",
        "-l",
        "1",
        "-singlefile",
        file.toString(),
        directory.resolve("page").toString());
    return Arrays.hashCode(Files.readAllBytes(picture));
  }
}
