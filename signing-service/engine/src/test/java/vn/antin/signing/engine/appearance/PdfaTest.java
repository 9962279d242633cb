package vn.antin.signing.engine.appearance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.engine.appearance.Rendered.Area;
import vn.antin.signing.engine.appearance.Rendered.Program;
import vn.antin.signing.engine.appearance.content.Content;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.QrBlock;
import vn.antin.signing.engine.appearance.content.TextBlock;

/** A PDF/A stays one, judged by veraPDF. */
final class PdfaTest {

  private static final Instant TIME = Instant.parse("2026-11-22T02:00:00Z");

  private final Decree30 decree = Decree30.defaults();

  private static Appearance at(double x, Content content) {
    return new Appearance(
        new Placement.AtPage(1, Corner.TOP_LEFT, Millimetres.of(x), Millimetres.of(245), null),
        content);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void archiveDocumentStaysOneWithEveryKindOfAppearance(int part) {
    byte[] archived = OfficialDocument.archived(part);
    assertThat(VeraPdf.complaints(archived, part)).isEmpty();

    Stamping stamped =
        Stamping.of(
            archived,
            decree.personal(TestPictures.signature(), "CHỦ TỊCH", "Nguyễn Văn An"),
            at(20, TestPictures.seal()),
            at(60, new QrBlock("68/QĐ-UBND", Millimetres.of(20))),
            decree.copy(CopyKind.SAO_Y, "UBND tỉnh Mẫu", TIME));

    assertThat(stamped.layouts()).hasOnlyElementsOfType(Layout.Drawing.class);
    assertThat(VeraPdf.complaints(stamped.pdf(), part)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void textUnderASealCanBeReadInPdfA1Too(Program program) {
    Rendered free = Rendered.by(program, OfficialDocument.archived(1), 144);
    Appearance seal = at(120, TestPictures.seal());
    Rendered soft =
        Rendered.by(program, Stamping.of(OfficialDocument.archived(2), seal).pdf(), 144);
    Rendered hard =
        Rendered.by(program, Stamping.of(OfficialDocument.archived(1), seal).pdf(), 144);

    Area changed = Objects.requireNonNull(hard.difference(free));
    assertThat(hard.distance(soft, changed)).isLessThan(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void fontForLaterFieldsConforms(int part) {
    byte[] archived = OfficialDocument.archived(part);
    TextBlock all =
        new TextBlock(
            List.of("ẮẰẲẴẶ ấầẩẫậ đĐ ơƯ 0123456789/-"),
            12,
            FontStyle.ITALIC,
            TextBlock.Alignment.LEFT,
            null);

    assertThat(VeraPdf.complaints(Stamping.of(archived, at(20, all)).pdf(), part)).isEmpty();
  }
}
