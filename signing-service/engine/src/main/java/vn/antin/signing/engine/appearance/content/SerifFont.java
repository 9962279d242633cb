package vn.antin.signing.engine.appearance.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfReference;

/** A cut of Liberation Serif as it comes with the program. Thread-safe. */
public final class SerifFont {

  /** What a font inside a PDF needs; characters are mapped by the PDF itself. */
  private static final List<String> TABLES =
      List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "gasp");

  private static final Map<FontStyle, SerifFont> LOADED = new EnumMap<>(FontStyle.class);

  private final FontStyle style;
  private final TrueTypeFont font;
  private final CmapLookup characters;
  private final double perThousand;
  private final Metrics metrics;

  /** In thousandths of the size of the text. */
  record Metrics(
      double ascent, double descent, double capHeight, double italicAngle, List<Double> box) {}

  /** A font file with only some characters, and which glyph shows each of them. */
  static final class Subset {

    private final byte[] file;
    private final SortedMap<Character, Integer> glyphs;

    private Subset(byte[] file, SortedMap<Character, Integer> glyphs) {
      this.file = file;
      this.glyphs = glyphs;
    }

    byte[] file() {
      return file;
    }

    SortedMap<Character, Integer> glyphs() {
      return glyphs;
    }
  }

  private SerifFont(FontStyle style) {
    this.style = style;
    try (InputStream in = SerifFont.class.getResourceAsStream(style.resource())) {
      if (in == null) {
        throw new IllegalStateException("The font is not on the class path: " + style.resource());
      }
      font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      characters = font.getUnicodeCmapLookup();
      perThousand = 1000.0 / font.getUnitsPerEm();
      BoundingBox box = font.getFontBBox();
      metrics =
          new Metrics(
              font.getHorizontalHeader().getAscender() * perThousand,
              font.getHorizontalHeader().getDescender() * perThousand,
              font.getOS2Windows().getCapHeight() * perThousand,
              font.getPostScript().getItalicAngle(),
              List.of(
                  (double) box.getLowerLeftX(),
                  (double) box.getLowerLeftY(),
                  (double) box.getUpperRightX(),
                  (double) box.getUpperRightY()));
    } catch (IOException e) {
      throw new UncheckedIOException("The font " + style + " cannot be read", e);
    }
  }

  /** Loaded once. */
  public static SerifFont of(FontStyle style) {
    synchronized (LOADED) {
      return LOADED.computeIfAbsent(style, SerifFont::new);
    }
  }

  /** Embeds it with these characters; text is drawn with it in this or a later update. */
  public PdfReference embed(PdfUpdate update, SortedSet<Character> wanted) {
    return FontEmbedding.embed(update, this, wanted, PdfaTraits.of(update.file()).cidSets());
  }

  FontStyle style() {
    return style;
  }

  Metrics metrics() {
    return metrics;
  }

  boolean has(char character) {
    return glyph(character) != 0;
  }

  private synchronized int glyph(char character) {
    return characters.getGlyphId(character);
  }

  /** In thousandths of the size of the text. */
  synchronized double width(char character) {
    try {
      return font.getAdvanceWidth(characters.getGlyphId(character)) * perThousand;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In points. */
  double width(String text, double size) {
    double sum = 0;
    for (int i = 0; i < text.length(); i++) {
      sum += width(text.charAt(i));
    }
    return sum * size / 1000;
  }

  /** Composite glyphs bring the glyphs that they are made of. */
  Subset subset(SortedSet<Character> wanted) {
    return subset(wanted, TABLES);
  }

  /** A font of its own, which knows what characters its glyphs show. */
  public byte[] standalone(SortedSet<Character> wanted) {
    return subset(wanted, null).file();
  }

  private synchronized Subset subset(SortedSet<Character> wanted, @Nullable List<String> tables) {
    try {
      TTFSubsetter subsetter = new TTFSubsetter(font, tables);
      wanted.forEach(subsetter::add);
      Map<Integer, Integer> newByOld = new TreeMap<>();
      subsetter.getGIDMap().forEach((fresh, old) -> newByOld.put(old, fresh));
      SortedMap<Character, Integer> glyphs = new TreeMap<>();
      for (char character : wanted) {
        Integer glyph = newByOld.get(characters.getGlyphId(character));
        if (glyph != null) {
          glyphs.put(character, glyph);
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      subsetter.writeToStream(out);
      return new Subset(out.toByteArray(), glyphs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
