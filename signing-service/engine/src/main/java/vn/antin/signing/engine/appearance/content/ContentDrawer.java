package vn.antin.signing.engine.appearance.content;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfReference;

/**
 * Measures contents and draws them into one update; fonts and pictures used twice are embedded
 * once. For one thread.
 */
public final class ContentDrawer {

  private static final int QUIET_ZONE = 4;
  private static final int WHITE = 1;
  private static final int BLACK = 0;

  private final PdfUpdate update;
  private final PdfaTraits traits;
  private final Embeddings embeddings;
  private final Map<FontStyle, PdfReference> fonts = new EnumMap<>(FontStyle.class);

  /**
   * A drawer into this update.
   *
   * @param font of {@link SerifFont#embed}, for all text; null embeds what is needed
   */
  public ContentDrawer(PdfUpdate update, @Nullable PdfReference font) {
    this.update = update;
    this.traits = PdfaTraits.of(update.file());
    this.embeddings = new Embeddings(update, traits, font);
  }

  /** The first character that the font cannot show. */
  public static OptionalInt missing(Content content) {
    return characters(content).entrySet().stream()
        .flatMapToInt(used ->
            used.getValue().stream()
                .filter(character -> !SerifFont.of(used.getKey()).has(character))
                .mapToInt(character -> character))
        .findFirst();
  }

  /** The characters that each cut of the font has to show. */
  private static Map<FontStyle, SortedSet<Character>> characters(Content content) {
    Map<FontStyle, SortedSet<Character>> characters = new EnumMap<>(FontStyle.class);
    collect(content, characters);
    return characters;
  }

  private static void collect(Content content, Map<FontStyle, SortedSet<Character>> characters) {
    switch (content) {
      case TextBlock block ->
          characters
              .computeIfAbsent(block.style(), _ -> new TreeSet<>())
              .addAll(TextLines.of(block).characters());
      case Content.SideBySide row -> row.parts().forEach(part -> collect(part, characters));
      case Picture _, QrBlock _, Content.Blank _ -> {}
    }
  }

  /** Its natural size in points, at the origin. */
  public static Box measure(Content content) {
    return switch (content) {
      case Picture picture -> new Box(0, 0, picture.width().points(), picture.height().points());
      case QrBlock qr -> new Box(0, 0, qr.width().points(), qr.width().points());
      case Content.Blank(Size size) -> new Box(0, 0, size.width().points(), size.height().points());
      case TextBlock block -> {
        TextLines lines = TextLines.of(block);
        yield new Box(0, 0, lines.width(), lines.height());
      }
      case Content.SideBySide row -> {
        double width = row.gap().points() * (row.parts().size() - 1);
        double height = 0;
        for (Content part : row.parts()) {
          Box size = measure(part);
          width += size.width();
          height = Math.max(height, size.height());
        }
        yield new Box(0, 0, width, height);
      }
    };
  }

  /**
   * Adds the form XObject that shows the content in the middle of a box.
   *
   * @param box on the page
   * @param scale 1, or less when the box is smaller than the content
   * @param area the form's /BBox
   * @param matrix the form's /Matrix
   */
  public PdfReference draw(Content content, Box box, double scale, PdfArray area, PdfArray matrix) {
    Canvas canvas = new Canvas(box.height(), scale, traits.colours());
    draw(canvas, content, new Box(0, 0, box.width() / scale, box.height() / scale));
    return update.add(canvas.form(area, matrix));
  }

  /** Draws into the middle of a box that is at least as large as the content. */
  private void draw(Canvas canvas, Content content, Box room) {
    characters(content)
        .forEach((style, characters) ->
            fonts.put(style, embeddings.font(SerifFont.of(style), characters)));
    drawPart(canvas, content, room);
  }

  private void drawPart(Canvas canvas, Content content, Box room) {
    Box size = measure(content);
    Box box = Box.centred(room.centreX(), room.centreY(), size.width(), size.height());
    switch (content) {
      case Picture picture -> canvas.image(embeddings.image(picture), box);
      case TextBlock block -> drawText(canvas, TextLines.of(block), room, box);
      case QrBlock qr -> drawQr(canvas, qr, box);
      case Content.Blank _ -> {}
      case Content.SideBySide row -> {
        double x = box.x();
        for (Content part : row.parts()) {
          double width = measure(part).width();
          drawPart(canvas, part, new Box(x, box.y(), width, box.height()));
          x += width + row.gap().points();
        }
      }
    }
  }

  private void drawText(Canvas canvas, TextLines text, Box room, Box box) {
    PdfReference font = Objects.requireNonNull(fonts.get(text.block().style()));
    double size = text.block().size();
    for (int i = 0; i < text.lines().size(); i++) {
      String line = text.lines().get(i);
      double spare = room.width() - text.font().width(line, size);
      double x =
          room.x()
              + switch (text.block().alignment()) {
                case LEFT -> 0;
                case CENTRE -> spare / 2;
                case RIGHT -> spare;
              };
      canvas.text(font, size, x, box.y() + text.baseline(i), line);
    }
  }

  private static void drawQr(Canvas canvas, QrBlock block, Box box) {
    QrCode code =
        QrCode.encodeBinary(block.text().getBytes(StandardCharsets.UTF_8), QrCode.Ecc.MEDIUM);
    double module = box.width() / (code.size + 2 * QUIET_ZONE);
    List<Box> dark = new ArrayList<>();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        int start = x;
        while (code.getModule(x, y)) {
          x++;
        }
        if (x > start) {
          dark.add(
              new Box(
                  box.x() + (QUIET_ZONE + start) * module,
                  box.y() + (QUIET_ZONE + y) * module,
                  (x - start) * module,
                  module));
        }
      }
    }
    canvas.rectangles(WHITE, List.of(box));
    canvas.rectangles(BLACK, dark);
  }
}
