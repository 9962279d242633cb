package vn.antin.signing.engine.appearance;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.util.Matrix;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.Millimetres;

/** Documents as Decree 30/2020/NĐ-CP, Annex I wants them, of a province that does not exist. */
public final class OfficialDocument {

  static final double WIDTH = points(210);
  static final double HEIGHT = points(297);

  private static final double LEFT = points(30);
  private static final double RIGHT = WIDTH - points(18);
  private static final double AGENCY = points(62);
  private static final double MOTTO = points(144);
  private static final double SIGNATORY = points(148);

  private final Map<FontStyle, PDFont> fonts = new EnumMap<>(FontStyle.class);
  private final PDPageContentStream page;

  private static double points(double millimetres) {
    return Millimetres.of(millimetres).points();
  }

  private static String file(FontStyle style) {
    String cut =
        switch (style) {
          case REGULAR -> "Regular";
          case BOLD -> "Bold";
          case ITALIC -> "Italic";
          case BOLD_ITALIC -> "BoldItalic";
        };
    return "/liberation/LiberationSerif-" + cut + ".ttf";
  }

  private OfficialDocument(PDDocument document, PDPageContentStream page) throws IOException {
    this.page = page;
    for (FontStyle style : FontStyle.values()) {
      try (InputStream in =
          Objects.requireNonNull(OfficialDocument.class.getResourceAsStream(file(style)))) {
        fonts.put(style, PDType0Font.load(document, in));
      }
    }
  }

  /** A decision with its number and date, ready for the leader. */
  public static byte[] decision() {
    return make(view(0, 1), 0, d -> d.decision("Số: 68/QĐ-UBND", "ngày 22 tháng 11 năm 2026"));
  }

  /** A decision whose number and date are still to come. */
  public static byte[] draft() {
    return make(view(0, 1), 0, d -> d.decision("", ""));
  }

  /** The decision on a page that is stored turned, cropped and in another unit. */
  static byte[] decision(int rotation, double unit) {
    return make(
        view(rotation, unit), 0, d -> d.decision("Số: 68/QĐ-UBND", "ngày 22 tháng 11 năm 2026"));
  }

  /** The decision as PDF/A-1b or PDF/A-2b. */
  public static byte[] archived(int part) {
    return make(view(0, 1), part, d -> d.decision("Số: 68/QĐ-UBND", "ngày 22 tháng 11 năm 2026"));
  }

  /** The draft as PDF/A. */
  public static byte[] archivedDraft(int part) {
    return make(view(0, 1), part, d -> d.decision("", ""));
  }

  /** An annex in a file of its own. */
  static byte[] annex() {
    return make(view(0, 1), 0, OfficialDocument::annexPage);
  }

  private static PageView view(int rotation, double unit) {
    boolean sideways = rotation % 180 != 0;
    return new PageView(
        20 / unit,
        30 / unit,
        (sideways ? HEIGHT : WIDTH) / unit,
        (sideways ? WIDTH : HEIGHT) / unit,
        rotation,
        unit);
  }

  private interface Writing {
    void on(OfficialDocument document) throws IOException;
  }

  private static byte[] make(PageView view, int part, Writing writing) {
    try (PDDocument document = new PDDocument()) {
      PDPage page =
          new PDPage(
              new PDRectangle(
                  0,
                  0,
                  (float) (view.left() + view.width() + 10),
                  (float) (view.bottom() + view.height() + 10)));
      page.setCropBox(
          new PDRectangle(
              (float) view.left(),
              (float) view.bottom(),
              (float) view.width(),
              (float) view.height()));
      page.setRotation(view.rotation());
      if (view.userUnit() != 1) {
        page.setUserUnit((float) view.userUnit());
      }
      document.addPage(page);
      document.setVersion(part == 1 ? 1.4f : 1.7f);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        double[] m = view.matrix(WIDTH, HEIGHT);
        content.transform(
            new Matrix(
                (float) m[0],
                (float) m[1],
                (float) m[2],
                (float) m[3],
                (float) (m[4] + view.left()),
                (float) (m[5] + view.bottom())));
        writing.on(new OfficialDocument(document, content));
      }
      if (part > 0) {
        conform(document, part);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out, org.apache.pdfbox.pdfwriter.compress.CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void conform(PDDocument document, int part) throws IOException {
    String xmp =
        """
        <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
         xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
         xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>%d</pdfaid:part>
         <pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """
            .formatted(part);
    PDMetadata metadata = new PDMetadata(document);
    metadata.importXMPMetadata(xmp.getBytes(StandardCharsets.UTF_8));
    document.getDocumentCatalog().setMetadata(metadata);
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
    intent.setInfo("sRGB IEC61966-2.1");
    intent.setOutputCondition("sRGB IEC61966-2.1");
    intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
    intent.setRegistryName("http://www.color.org");
    document.getDocumentCatalog().addOutputIntent(intent);
    document.getDocument().getTrailer().removeItem(COSName.INFO);
  }

  private void decision(String number, String date) throws IOException {
    centred(AGENCY, 71, FontStyle.BOLD, 13, "ỦY BAN NHÂN DÂN");
    centred(AGENCY, 87, FontStyle.BOLD, 13, "TỈNH MẪU");
    line(AGENCY - 32, AGENCY + 32, 92);
    centred(MOTTO, 71, FontStyle.BOLD, 12.5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    centred(MOTTO, 87, FontStyle.BOLD, 13.5, "Độc lập - Tự do - Hạnh phúc");
    line(MOTTO - 82, MOTTO + 82, 92);
    centred(AGENCY, 112, FontStyle.REGULAR, 13, number);
    centred(MOTTO, 112, FontStyle.ITALIC, 13.5, date.isEmpty() ? "" : "Tỉnh Mẫu, " + date);
    double middle = (LEFT + RIGHT) / 2;
    centred(middle, 150, FontStyle.BOLD, 14, "QUYẾT ĐỊNH");
    centred(middle, 168, FontStyle.BOLD, 14, "Về việc kiện toàn Tổ công tác triển khai chữ ký số");
    centred(middle, 185, FontStyle.BOLD, 14, "trên văn bản điện tử của tỉnh");
    line(middle - 45, middle + 45, 191);
    centred(middle, 216, FontStyle.BOLD, 14, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU");
    double y = 242;
    y =
        paragraph(
            y,
            FontStyle.ITALIC,
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;");
    y =
        paragraph(
            y,
            FontStyle.ITALIC,
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác"
                + " văn thư;");
    y = paragraph(y, FontStyle.ITALIC, "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ.");
    centred(middle, y + 12, FontStyle.BOLD, 14, "QUYẾT ĐỊNH:");
    y += 38;
    y =
        paragraph(
            y,
            FontStyle.REGULAR,
            "Điều 1. Kiện toàn Tổ công tác triển khai chữ ký số trên văn bản điện tử của tỉnh do"
                + " đồng chí Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh làm Tổ trưởng.");
    y =
        paragraph(
            y,
            FontStyle.REGULAR,
            "Điều 2. Tổ công tác hướng dẫn các sở, ban, ngành, Ủy ban nhân dân các xã, phường ký"
                + " số văn bản đi, kiểm tra chữ ký số của văn bản đến và lưu hồ sơ điện tử theo quy"
                + " định của pháp luật.");
    y =
        paragraph(
            y,
            FontStyle.REGULAR,
            "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở, Thủ trưởng các ban,"
                + " ngành, Chủ tịch Ủy ban nhân dân các xã, phường chịu trách nhiệm thi hành Quyết"
                + " định này kể từ ngày ký./.");
    signatureBlock(y + 14);
  }

  private void signatureBlock(double top) throws IOException {
    text(LEFT, top, FontStyle.BOLD_ITALIC, 12, "Nơi nhận:");
    String[] receivers = {
      "- Như Điều 3;",
      "- Bộ Khoa học và Công nghệ;",
      "- TT. Tỉnh ủy, TT. HĐND tỉnh;",
      "- Lưu: VT, KGVX."
    };
    for (int i = 0; i < receivers.length; i++) {
      text(LEFT, top + 15 + 13.5 * i, FontStyle.REGULAR, 11, receivers[i]);
    }
    centred(SIGNATORY, top, FontStyle.BOLD, 14, "CHỦ TỊCH");
    centred(SIGNATORY, top + 118, FontStyle.BOLD, 14, "Nguyễn Văn An");
  }

  private void annexPage() throws IOException {
    double middle = (LEFT + RIGHT) / 2;
    centred(middle, 85, FontStyle.BOLD, 14, "Phụ lục");
    centred(middle, 104, FontStyle.BOLD, 14, "DANH SÁCH THÀNH VIÊN TỔ CÔNG TÁC");
    centred(
        middle,
        122,
        FontStyle.ITALIC,
        14,
        "(Kèm theo Quyết định số 68/QĐ-UBND ngày 22 tháng 11 năm 2026");
    centred(middle, 139, FontStyle.ITALIC, 14, "của Chủ tịch Ủy ban nhân dân tỉnh Mẫu)");
    line(middle - 70, middle + 70, 145);
    double y = 175;
    for (String member :
        List.of(
            "1. Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh: Tổ trưởng.",
            "2. Giám đốc Sở Khoa học và Công nghệ: Tổ phó Thường trực.",
            "3. Chánh Văn phòng Ủy ban nhân dân tỉnh: Tổ phó.",
            "4. Giám đốc Sở Nội vụ: Thành viên.",
            "5. Trưởng phòng Chuyển đổi số, Sở Khoa học và Công nghệ: Thành viên, Thư ký./.")) {
      y = paragraph(y, FontStyle.REGULAR, member);
    }
  }

  private double width(FontStyle style, double size, String text) throws IOException {
    return font(style).getStringWidth(text) * size / 1000;
  }

  private PDFont font(FontStyle style) {
    return Objects.requireNonNull(fonts.get(style));
  }

  private void centred(double x, double y, FontStyle style, double size, String text)
      throws IOException {
    text(x - width(style, size, text) / 2, y, style, size, text);
  }

  private void text(double x, double y, FontStyle style, double size, String text)
      throws IOException {
    if (text.isEmpty()) {
      return;
    }
    page.beginText();
    page.setFont(font(style), (float) size);
    page.newLineAtOffset((float) x, (float) (HEIGHT - y));
    page.showText(text);
    page.endText();
  }

  private void line(double from, double to, double y) throws IOException {
    page.setLineWidth(0.7f);
    page.moveTo((float) from, (float) (HEIGHT - y));
    page.lineTo((float) to, (float) (HEIGHT - y));
    page.stroke();
  }

  /** Justified, the first line indented by 1.27 cm; where the next paragraph begins. */
  private double paragraph(double top, FontStyle style, String text) throws IOException {
    double size = 14;
    double indent = points(12.7);
    double space = width(style, size, " ");
    List<String> line = new ArrayList<>();
    double used = indent;
    double y = top;
    boolean first = true;
    for (String word : text.split(" ", -1)) {
      double width = width(style, size, word);
      if (!line.isEmpty() && used + width > RIGHT - LEFT) {
        double slack = (RIGHT - LEFT - used + space) / (line.size() - 1);
        words(first ? LEFT + indent : LEFT, y, style, size, line, space + slack);
        y += 17.5;
        first = false;
        line.clear();
        used = 0;
      }
      line.add(word);
      used += width + space;
    }
    words(first ? LEFT + indent : LEFT, y, style, size, line, space);
    return y + 22;
  }

  private void words(
      double x, double y, FontStyle style, double size, List<String> words, double gap)
      throws IOException {
    double at = x;
    for (String word : words) {
      boolean heading = words.getFirst().equals("Điều") && words.indexOf(word) < 2;
      FontStyle cut = heading && style == FontStyle.REGULAR ? FontStyle.BOLD : style;
      text(at, y, cut, size, word);
      at += width(cut, size, word) + gap;
    }
  }
}
