package vn.antin.signing.engine.appearance.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import vn.antin.signing.engine.appearance.paper.PaperPage.Block;

/** Makes a PDF of a paper: A4, fonts embedded, text that can be found and copied. Thread-safe. */
public final class PaperWriter {
  private static final float TEXT = 13;
  private static final float HEAD = 11;
  private static final float TITLE = 14;
  private static final float SMALL = 11;
  private static final float GAP = 14;

  private PaperWriter() {}

  /** What the fonts cannot show becomes a question mark; very long values are cut. */
  public static byte[] pdf(Paper paper) {
    try (var document = new PDDocument()) {
      document.getDocumentInformation().setTitle(paper.title());
      document.getDocumentCatalog().setLanguage("vi-VN");
      try (var page = new PaperPage(document)) {
        draw(paper, page);
      }
      var bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a paper could not be written", e);
    }
  }

  private static void draw(Paper paper, PaperPage page) throws IOException {
    page.sideBySide(
        Block.lastStrong(paper.agency().stream().map(PaperPage::upper).toList()),
        Block.strong("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        HEAD);
    page.space(GAP);
    page.sideBySide(Block.plain(), Block.plain("………, ngày …… tháng …… năm ……"), HEAD);
    page.space(GAP);
    page.centred(paper.title(), TITLE, true);
    page.centred(paper.basis(), SMALL, false);
    page.space(GAP);
    page.filled("Kính gửi", paper.addressee(), TEXT);
    page.space(GAP);
    for (var line : paper.lines()) {
      page.filled(line.label(), line.value(), TEXT);
      page.space(2);
    }
    page.space(GAP);
    page.paragraph(paper.close(), TEXT);
    page.space(GAP);
    page.sideBySide(
        Block.strong("NGƯỜI ĐỀ NGHỊ"), Block.strong("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"), HEAD);
    page.sideBySide(
        Block.plain("(Ký, ghi rõ họ tên)"), Block.plain("(Ký, đóng dấu, ghi rõ họ tên)"), SMALL);
  }
}
