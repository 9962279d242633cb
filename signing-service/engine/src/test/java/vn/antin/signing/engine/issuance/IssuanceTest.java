package vn.antin.signing.engine.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.appearance.Corner;
import vn.antin.signing.engine.appearance.Decree30;
import vn.antin.signing.engine.appearance.OfficialDocument;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.Rendered;
import vn.antin.signing.engine.appearance.TestPictures;
import vn.antin.signing.engine.appearance.VeraPdf;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.Picture;
import vn.antin.signing.engine.appearance.content.Size;
import vn.antin.signing.engine.appearance.content.TextBlock;
import vn.antin.signing.engine.issuance.IssuanceStep.Reason;
import vn.antin.signing.engine.issuance.IssuanceStep.Refused;
import vn.antin.signing.engine.issuance.IssuanceStep.Written;
import vn.antin.signing.engine.pades.Certification;
import vn.antin.signing.engine.pades.PadesRequest;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validator;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** A decision is issued; after each step every signature so far is judged by others. */
final class IssuanceTest {

  private static final String NUMBER = "Số: 68/QĐ-UBND";
  private static final String DATE = "Tỉnh Mẫu, ngày 22 tháng 11 năm 2026";

  private static final TestSigner LEADER = TestSigner.rsa();

  private final Decree30 decree = Decree30.defaults();

  @TempDir Path directory;

  private static IssuancePlan plan() {
    return new IssuancePlan(
        slot(32, 60, FontStyle.REGULAR, 13),
        slot(99, 90, FontStyle.ITALIC, 13.5),
        new Placement.Between("CHỦ TỊCH", "Nguyễn Văn An", null),
        size(40, 21),
        size(TestPictures.SEAL_MILLIMETRES, TestPictures.SEAL_MILLIMETRES),
        1.0 / 3);
  }

  private static TextSlot slot(double x, double width, FontStyle style, double textSize) {
    return new TextSlot(
        new Placement.AtPage(1, Corner.TOP_LEFT, Millimetres.of(x), Millimetres.of(35), null),
        size(width, 6),
        textSize,
        style,
        TextBlock.Alignment.CENTRE);
  }

  private static Size size(double width, double height) {
    return new Size(Millimetres.of(width), Millimetres.of(height));
  }

  private static byte[] lay(byte[] document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IssuanceStep step = IssuanceForm.lay(DocumentSource.of(document), plan(), out);
    assertThat(step).isInstanceOf(Written.class);
    return out.toByteArray();
  }

  private static byte[] fill(byte[] document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IssuanceStep step = IssuanceForm.fill(DocumentSource.of(document), NUMBER, DATE, out);
    assertThat(step).isInstanceOf(Written.class);
    assertThat(((Written) step).warnings()).isEmpty();
    return out.toByteArray();
  }

  private static byte[] leaderSigns(byte[] document) {
    return LEADER.signed(
        document,
        in(IssuanceForm.LEADER, TestPictures.signature()).certifying(Certification.FILL_AND_SIGN));
  }

  private static byte[] agencySeals(byte[] document) {
    return LEADER.signed(document, in(IssuanceForm.SEAL, TestPictures.seal()));
  }

  private static PadesRequest in(String field, Picture picture) {
    return PadesRequest.of(LEADER.signer())
        .showing(new Appearance(new Placement.InField(field), picture));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void preparedDecisionIsIssuedAndEverySignatureStaysValid(int part) throws Exception {
    byte[] laid = lay(part == 0 ? OfficialDocument.draft() : OfficialDocument.archivedDraft(part));
    byte[] signed = leaderSigns(laid);
    judge(signed, 1);
    byte[] filled = fill(signed);
    judge(filled, 1);
    byte[] sealed = agencySeals(filled);
    judge(sealed, 2);

    assertThat(Arrays.copyOf(sealed, filled.length)).isEqualTo(filled);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("NeedAppearances");
    if (part > 0) {
      for (byte[] step : List.of(laid, signed, filled, sealed)) {
        assertThat(VeraPdf.complaints(step, part)).isEmpty();
      }
    }
  }

  @Test
  void numberReservedBeforeNeedsNoForm() throws Exception {
    PadesRequest request = PadesRequest.of(LEADER.signer());
    byte[] signed =
        LEADER.signed(
            OfficialDocument.decision(),
            request.showing(
                decree.personal(TestPictures.signature(), "CHỦ TỊCH", "Nguyễn Văn An")));
    judge(signed, 1);
    byte[] sealed = LEADER.signed(signed, request.showing(decree.seal(TestPictures.seal(), null)));
    judge(sealed, 2);
  }

  /** pdfsig, mutool and DSS. */
  private void judge(byte[] document, int signatures) throws IOException {
    Tools.need("pdfsig", "poppler-utils");
    Tools.need("mutool", "mupdf-tools");
    Tools.need("qpdf", "qpdf");
    Path file = Files.write(directory.resolve("document.pdf"), document);
    assertThat(
            Tools.run("pdfsig", "-nocert", file.toString()).text().split("Signature is Valid", -1))
        .hasSize(signatures + 1);
    String mutool = Tools.run("mutool", "sign", "-v", file.toString()).text();
    assertThat(mutool).doesNotContain("have been changed", "invalid", "not been signed correctly");
    assertThat(Tools.run("qpdf", "--check", file.toString()).exit()).isZero();
    Validation validation =
        new Validator(
                TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT))),
                InstantSource.fixed(TestSigner.NOW.plusSeconds(60)))
            .validate(SignedFile.of("document.pdf", document));
    List<SignatureReport> reports = ((Validation.Report) validation).signatures();
    assertThat(reports).hasSize(signatures);
    for (SignatureReport report : reports) {
      assertThat(report.indication()).as(report.toString()).isEqualTo("TOTAL_PASSED");
    }
  }

  @ParameterizedTest
  @EnumSource(Rendered.Program.class)
  void issuedDecisionLooksAsIfTheNumberHadBeenTyped(Rendered.Program program) {
    byte[] filled = fill(leaderSigns(lay(OfficialDocument.draft())));
    Rendered typed = Rendered.by(program, OfficialDocument.decision(), 100);
    Rendered issued = Rendered.by(program, filled, 100);

    int headerEnd = (int) issued.pixels(60);
    Rendered.Area header = new Rendered.Area(0, 0, issued.image().getWidth() - 1, headerEnd);
    assertThat(issued.distance(typed, header)).isLessThan(1.5);
    Rendered.Area changed =
        Objects.requireNonNull(
            issued.difference(Rendered.by(program, OfficialDocument.draft(), 100)));
    assertThat(changed.top()).isGreaterThan((int) issued.pixels(34));
  }

  @Test
  void numberComesAfterTheLeaderAndOnlyOnceAndNotAfterTheSeal() {
    byte[] laid = lay(OfficialDocument.draft());
    assertThat(reasonOfFilling(laid, NUMBER)).isEqualTo(Reason.LEADER_HAS_NOT_SIGNED);
    byte[] signed = leaderSigns(laid);
    assertThat(reasonOfFilling(signed, "第 1")).isEqualTo(Reason.UNFIT_TEXT);
    assertThat(reasonOfFilling(signed, " ")).isEqualTo(Reason.UNFIT_TEXT);
    assertThat(reasonOfFilling(signed, "Số: " + "1234567890".repeat(6)))
        .isEqualTo(Reason.UNFIT_TEXT);
    byte[] filled = fill(signed);
    assertThat(reasonOfFilling(filled, NUMBER)).isEqualTo(Reason.ALREADY_FILLED);
    assertThat(reasonOfFilling(agencySeals(filled), NUMBER)).isEqualTo(Reason.LOCKED);
    assertThat(reasonOfFilling(OfficialDocument.draft(), NUMBER)).isEqualTo(Reason.NOT_PREPARED);
    assertThat(reasonOfFilling(new byte[100], NUMBER)).isEqualTo(Reason.UNUSABLE);
  }

  private static Reason reasonOfFilling(byte[] document, String number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IssuanceStep step = IssuanceForm.fill(DocumentSource.of(document), number, DATE, out);
    assertThat(out.size()).isZero();
    return ((Refused) step).reason();
  }

  @Test
  void signedOrPreparedDocumentIsNotPreparedAgain() {
    byte[] laid = lay(OfficialDocument.draft());

    assertThat(reasonOfLaying(laid)).isEqualTo(Reason.ALREADY_PREPARED);
    assertThat(reasonOfLaying(leaderSigns(laid))).isEqualTo(Reason.ALREADY_SIGNED);
  }

  private static Reason reasonOfLaying(byte[] document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IssuanceStep step = IssuanceForm.lay(DocumentSource.of(document), plan(), out);
    assertThat(out.size()).isZero();
    return ((Refused) step).reason();
  }
}
