package vn.antin.signing.engine.appearance.paper;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Draws text onto A4 pages, from above to below, in Liberation Serif. Not thread-safe. */
final class PaperPage implements AutoCloseable {
  /** Room at the edges, in points: 20 mm, and 30 mm at the left (Decree 30/2020 Annex I). */
  private static final float EDGE = 57;

  private static final float LEFT = 85;
  private static final float WIDTH = PDRectangle.A4.getWidth() - LEFT - EDGE;
  private static final float RIGHT = 0.6f * WIDTH;
  private static final float LEADING = 1.35f;
  private static final String DOTS = "…";

  private static final int LONGEST = 500;

  /** Lines one below the other; bold from one of them on. */
  record Block(List<String> lines, int strongFrom) {
    Block {
      lines = List.copyOf(lines);
    }

    static Block strong(String... lines) {
      return new Block(List.of(lines), 0);
    }

    static Block plain(String... lines) {
      return new Block(List.of(lines), lines.length);
    }

    /** The last one is whose the paper is. */
    static Block lastStrong(List<String> lines) {
      return new Block(lines, lines.size() - 1);
    }
  }

  private final PDDocument document;
  private final PDFont regular;
  private final PDFont bold;
  private PDPageContentStream content;
  private float y;

  PaperPage(PDDocument document) throws IOException {
    this.document = document;
    this.regular = font(document, "LiberationSerif-Regular");
    this.bold = font(document, "LiberationSerif-Bold");
    this.content = page();
  }

  private static PDFont font(PDDocument document, String name) throws IOException {
    try (InputStream in = PaperPage.class.getResourceAsStream("/liberation/" + name + ".ttf")) {
      if (in == null) {
        throw new IllegalStateException("the font is not on the class path: " + name);
      }
      return PDType0Font.load(document, in, true);
    }
  }

  private PDPageContentStream page() throws IOException {
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    y = PDRectangle.A4.getHeight() - EDGE;
    return new PDPageContentStream(document, page);
  }

  /** Two blocks side by side, each line centred in its own. */
  void sideBySide(Block left, Block right, float size) throws IOException {
    var top = y;
    draw(left, LEFT, WIDTH - RIGHT, size);
    var below = y;
    y = top;
    draw(right, LEFT + WIDTH - RIGHT, RIGHT, size);
    y = Math.min(y, below);
  }

  private void draw(Block block, float from, float room, float size) throws IOException {
    for (var i = 0; i < block.lines().size(); i++) {
      var face = i >= block.strongFrom() ? bold : regular;
      for (var line : wrapped(block.lines().get(i), face, size, room - size)) {
        write(line, face, size, from + (room - width(line, face, size)) / 2);
      }
    }
  }

  void centred(String text, float size, boolean strong) throws IOException {
    var face = strong ? bold : regular;
    for (var line : wrapped(text, face, size, WIDTH)) {
      write(line, face, size, LEFT + (WIDTH - width(line, face, size)) / 2);
    }
  }

  void paragraph(String text, float size) throws IOException {
    for (var line : wrapped(text, regular, size, WIDTH)) {
      write(line, regular, size, LEFT);
    }
  }

  /** A label and what is filled in; nothing gives dots to the end of the line. */
  void filled(String label, String value, float size) throws IOException {
    var known = clean(value);
    if (known.isBlank()) {
      var start = label + ": ";
      var room = WIDTH - width(start, regular, size);
      var dots = Math.max(10, (int) (room / width(DOTS, regular, size)));
      write(start + DOTS.repeat(dots), regular, size, LEFT);
    } else {
      paragraph(label + ": " + known, size);
    }
  }

  void space(float points) {
    y -= points;
  }

  private void write(String line, PDFont face, float size, float x) throws IOException {
    if (y - size * LEADING < EDGE) {
      content.close();
      content = page();
    }
    y -= size * LEADING;
    content.beginText();
    content.setFont(face, size);
    content.newLineAtOffset(x, y);
    content.showText(line);
    content.endText();
  }

  /** Broken at spaces, and within words that are longer than a line. */
  private static List<String> wrapped(String text, PDFont face, float size, float room)
      throws IOException {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : clean(text, face).split(" ", -1)) {
      var rest = word;
      while (!rest.isEmpty()) {
        var gap = line.isEmpty() ? "" : " ";
        if (width(line + gap + rest, face, size) <= room) {
          line.append(gap).append(rest);
          rest = "";
        } else if (line.isEmpty()) {
          var end = fitting(rest, face, size, room);
          lines.add(rest.substring(0, end));
          rest = rest.substring(end);
        } else {
          lines.add(line.toString());
          line.setLength(0);
        }
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private static int fitting(String word, PDFont face, float size, float room) throws IOException {
    var end = 1;
    while (end < word.length() && width(word.substring(0, end + 1), face, size) <= room) {
      end++;
    }
    return end;
  }

  private static float width(String text, PDFont face, float size) throws IOException {
    return face.getStringWidth(text) / 1000 * size;
  }

  /** What the font cannot show becomes a question mark. */
  private static String clean(String text, PDFont face) {
    var clean = new StringBuilder();
    clean(text)
        .codePoints()
        .forEach(point -> {
          var one = Character.toString(point);
          clean.append(shows(face, one) ? one : "?");
        });
    return clean.toString();
  }

  private static boolean shows(PDFont face, String one) {
    try {
      face.encode(one);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String clean(String text) {
    var plain =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ")
            .strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }

  static String upper(String text) {
    return text.toUpperCase(Locale.of("vi"));
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
