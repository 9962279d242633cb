package vn.antin.signing.engine.appearance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.appearance.Layout.Reason;
import vn.antin.signing.engine.appearance.Layout.Undrawable;
import vn.antin.signing.engine.appearance.Rendered.Area;
import vn.antin.signing.engine.appearance.Rendered.Program;
import vn.antin.signing.engine.appearance.content.Box;
import vn.antin.signing.engine.appearance.content.Content;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.Picture;
import vn.antin.signing.engine.appearance.content.QrBlock;
import vn.antin.signing.engine.appearance.content.TextBlock;

/** Appearances on official documents, measured on the pages that other programs draw. */
final class AppearanceWriterTest {

  private static final int DPI = 144;
  private static final Instant TIME = Instant.parse("2026-11-22T02:00:00Z");

  private final Decree30 decree = Decree30.defaults();
  private final byte[] decision = OfficialDocument.decision();

  @TempDir Path directory;

  private static Appearance at(Corner corner, double x, double y, Content content) {
    return new Appearance(
        new Placement.AtPage(1, corner, Millimetres.of(x), Millimetres.of(y), null), content);
  }

  static Stream<Arguments> pages() {
    return Stream.of(Program.values())
        .flatMap(program ->
            Stream.of(
                Arguments.of(program, 0, 1.0),
                Arguments.of(program, 90, 1.0),
                Arguments.of(program, 180, 1.0),
                Arguments.of(program, 270, 1.0),
                Arguments.of(program, 0, 2.0),
                Arguments.of(program, 90, 2.0)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void sealStandsAtItsMillimetresRightSideUpAndNothingElseChanges(
      Program program, int rotation, double unit) {
    Appearance seal = at(Corner.TOP_LEFT, 40, 200, TestPictures.seal());
    byte[] page = OfficialDocument.decision(rotation, unit);
    Rendered before = Rendered.by(program, page, DPI, unit);
    Rendered after = Rendered.by(program, Stamping.of(page, seal).pdf(), DPI, unit);

    Area changed = Objects.requireNonNull(after.difference(before));
    assertThat(changed.left()).isCloseTo((int) after.pixels(40), within(2));
    assertThat(changed.top()).isCloseTo((int) after.pixels(200), within(2));
    assertThat(changed.width())
        .isCloseTo((int) after.pixels(TestPictures.SEAL_MILLIMETRES), within(3));
    assertThat(changed.height())
        .isCloseTo((int) after.pixels(TestPictures.SEAL_MILLIMETRES), within(3));

    Rendered upright =
        Rendered.by(program, Stamping.of(OfficialDocument.decision(0, 1), seal).pdf(), DPI);
    assertThat(after.distance(upright, changed)).isLessThan(12);
  }

  @Test
  void signatureStandsBetweenTitleAndFullName() {
    Stamping stamped =
        Stamping.of(
            decision, decree.personal(TestPictures.signature(), "Chủ tịch", "Nguyễn Văn An"));

    PageText page = pageText();
    Box title = line(page, "CHỦ TỊCH");
    Box name = line(page, "Nguyễn Văn An");
    Box signature = seen(stamped.drawing());
    assertThat(signature.y()).isGreaterThan(title.bottom());
    assertThat(signature.bottom()).isLessThan(name.y());
    assertThat(signature.centreX()).isCloseTo(name.centreX(), within(1.0));
    assertThat(stamped.warnings()).isEmpty();
  }

  private PageText pageText() {
    return Objects.requireNonNull(new Pages(Stamping.open(decision)).text(0));
  }

  private static Box line(PageText page, String text) {
    return page.runs().stream().filter(run -> run.is(text)).findFirst().orElseThrow().box();
  }

  private Box seen(Layout.Drawing drawing) {
    return new Pages(Stamping.open(decision)).view(0).toSeen(drawing.rect());
  }

  @Test
  void coveredTextAndImagesAreTold() {
    byte[] stamped = Stamping.of(decision, at(Corner.TOP_LEFT, 40, 200, TestPictures.seal())).pdf();

    assertThat(Stamping.of(decision, at(Corner.TOP_RIGHT, 20, 20, TestPictures.seal())).warnings())
        .contains(
            new Warning(Warning.Kind.COVERS_TEXT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            new Warning(Warning.Kind.COVERS_TEXT, "Độc lập - Tự do - Hạnh phúc"));
    assertThat(Stamping.of(stamped, at(Corner.TOP_LEFT, 50, 210, TestPictures.seal())).warnings())
        .contains(new Warning(Warning.Kind.COVERS_FIELD, "Stamp"));
  }

  @Test
  void freePlaceHasNoWarnings() {
    assertThat(Stamping.of(decision, decree.annex("68/QĐ-UBND", TIME)).warnings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void marksOfAnnexAndCopyAreDrawnAtTheUpperRight(Program program) {
    Rendered before = Rendered.by(program, decision, DPI);
    byte[] stamped =
        Stamping.of(decision, decree.copy(CopyKind.SAO_LUC, "UBND TỈNH MẪU", TIME)).pdf();
    Area mark = Objects.requireNonNull(Rendered.by(program, stamped, DPI).difference(before));

    assertThat(mark.right()).isCloseTo((int) before.pixels(210 - 15), within(3));
    assertThat(mark.top()).isBetween((int) before.pixels(6), (int) before.pixels(8));
    assertThat(mark.bottom()).isLessThan((int) before.pixels(20));
  }

  @Test
  void timeIsThatOfVietnam() {
    assertThat(decree.text(TIME)).isEqualTo("22-11-2026 09:00:00+07:00");
  }

  @Test
  void fontIsAnEmbeddedSubsetThatCanBeReadAsText() throws Exception {
    Tools.need("pdffonts", "poppler-utils");
    Tools.need("mutool", "mupdf-tools");
    Path file = directory.resolve("copy.pdf");
    Files.write(
        file,
        Stamping.of(OfficialDocument.annex(), decree.annex("68/QĐ-UBND đặc khu Phú Quý", TIME))
            .pdf());

    assertThat(Tools.run("pdffonts", file.toString()).text())
        .containsPattern("[A-Z]{6}\\+LiberationSerif\\s+CID TrueType\\s+Identity-H\\s+yes yes yes");
    Tools.Answer text = Tools.run("mutool", "draw", "-q", "-F", "txt", file.toString(), "1");
    assertThat(
            new String(text.text().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .contains("68/QĐ-UBND đặc khu Phú Quý", "22-11-2026 09:00:00+07:00");
  }

  @Test
  void decomposedVietnameseIsDrawnComposed() {
    TextBlock block =
        new TextBlock(
            List.of("Nguye\u0302\u0303n"), 10, FontStyle.REGULAR, TextBlock.Alignment.LEFT, null);

    assertThat(block.lines()).containsExactly("Nguyễn");
  }

  @Test
  void characterThatTheFontLacksIsRefusedAndNothingIsAdded() {
    Stamping refused = Stamping.of(decision, decree.annex("第68号", TIME));

    assertThat(refused.layouts()).containsExactly(new Undrawable(Reason.NO_GLYPH, "U+53F7"));
  }

  @Test
  void placesThatAreNotThereAreRefused() {
    assertThat(
            Stamping.of(
                    decision,
                    decree.personal(TestPictures.signature(), "CHỦ TỊCH", "Không Có Ai"),
                    new Appearance(new Placement.InField("none"), TestPictures.seal()),
                    decree.seal(TestPictures.seal(), null),
                    at(Corner.TOP_LEFT, 400, 20, TestPictures.seal()),
                    new Appearance(
                        new Placement.AtPage(
                            2, Corner.TOP_LEFT, Millimetres.of(1), Millimetres.of(1), null),
                        TestPictures.seal()))
                .layouts())
        .extracting(layout -> layout instanceof Undrawable(Reason reason, String _) ? reason : null)
        .containsExactly(
            Reason.TEXT_NOT_FOUND,
            Reason.NO_SUCH_FIELD,
            Reason.NO_SIGNATURE,
            Reason.OUTSIDE_PAGE,
            Reason.NO_SUCH_PAGE);
  }

  @Test
  void pictureUsedTwiceIsEmbeddedOnce() {
    byte[] once = Stamping.of(decision, at(Corner.TOP_LEFT, 10, 200, TestPictures.seal())).pdf();
    Picture seal = TestPictures.seal();
    byte[] twice =
        Stamping.of(
                decision,
                at(Corner.TOP_LEFT, 10, 200, seal),
                at(Corner.TOP_LEFT, 90, 200, seal.resized(Millimetres.of(20))))
            .pdf();

    assertThat(twice.length - once.length).isLessThan(1500);
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void everyModuleOfTheQrCodeIsWhereItBelongs(Program program) {
    String link = "https://kyso.tinhmau.gov.vn/kiem-tra/68-QD-UBND";
    Appearance qr =
        at(
            Corner.TOP_LEFT,
            30,
            200,
            new Content.SideBySide(
                List.of(
                    new QrBlock(link, Millimetres.of(25)),
                    new TextBlock(
                        List.of("Kiểm tra văn bản"),
                        10,
                        FontStyle.REGULAR,
                        TextBlock.Alignment.LEFT,
                        null)),
                Millimetres.of(2)));
    Rendered page = Rendered.by(program, Stamping.of(decision, qr).pdf(), 200);

    QrCode code = QrCode.encodeBinary(link.getBytes(StandardCharsets.UTF_8), QrCode.Ecc.MEDIUM);
    double module = 25.0 / (code.size + 8);
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        int pixel =
            page.image()
                .getRGB(
                    (int) page.pixels(30 + (x + 4.5) * module),
                    (int) page.pixels(200 + (y + 4.5) * module));
        assertThat((pixel & 0xff) < 128).isEqualTo(code.getModule(x, y));
      }
    }
  }
}
