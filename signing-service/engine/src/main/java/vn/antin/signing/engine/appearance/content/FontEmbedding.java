package vn.antin.signing.engine.appearance.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;

/**
 * A subset of a font as a composite font (ISO 32000-1 section 9.7). Two bytes of a string are one
 * character and its CID is its UTF-16 code, so text is shown by its UTF-16BE bytes and a later step
 * can write with a font that an earlier step embedded.
 */
final class FontEmbedding {

  private static final int SERIF = 1 << 1;
  private static final int SYMBOLIC = 1 << 2;
  private static final int ITALIC = 1 << 6;
  private static final int STEM = 80;
  private static final int RANGES_PER_BLOCK = 100;

  private FontEmbedding() {}

  /** The bytes that show a text. */
  static byte[] codes(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  static PdfReference embed(
      PdfUpdate update, SerifFont font, SortedSet<Character> characters, boolean cidSet) {
    SerifFont.Subset subset = font.subset(characters);
    PdfName name = new PdfName(tag(characters) + "+" + font.style().postScriptName());
    PdfReference file =
        update.add(
            PdfStream.deflated(
                PdfDictionary.EMPTY.with("Length1", PdfNumber.of((long) subset.file().length)),
                subset.file()));
    SerifFont.Metrics metrics = font.metrics();
    PdfDictionary descriptor =
        PdfDictionary.ofType("FontDescriptor")
            .with("FontName", name)
            .with(
                "Flags",
                PdfNumber.of((long) (SERIF | SYMBOLIC | (metrics.italicAngle() == 0 ? 0 : ITALIC))))
            .with(
                "FontBBox",
                PdfArray.ofNumbers(
                    metrics.box().stream().mapToDouble(Double::doubleValue).toArray()))
            .with("ItalicAngle", PdfNumber.of(metrics.italicAngle()))
            .with("Ascent", PdfNumber.of(metrics.ascent()))
            .with("Descent", PdfNumber.of(metrics.descent()))
            .with("CapHeight", PdfNumber.of(metrics.capHeight()))
            .with("StemV", PdfNumber.of((long) STEM))
            .with("FontFile2", file);
    if (cidSet) {
      PdfStream bits = PdfStream.deflated(PdfDictionary.EMPTY, cidSet(subset));
      descriptor = descriptor.with("CIDSet", update.add(bits));
    }
    PdfDictionary descendant =
        PdfDictionary.ofType("Font")
            .with("Subtype", new PdfName("CIDFontType2"))
            .with("BaseFont", name)
            .with(
                "CIDSystemInfo",
                PdfDictionary.EMPTY
                    .with("Registry", PdfString.of("Adobe"))
                    .with("Ordering", PdfString.of("Identity"))
                    .with("Supplement", PdfNumber.of(0L)))
            .with("FontDescriptor", update.add(descriptor))
            .with("DW", PdfNumber.of(font.width(' ')))
            .with("W", widths(font, characters))
            .with(
                "CIDToGIDMap",
                update.add(PdfStream.deflated(PdfDictionary.EMPTY, glyphs(subset.glyphs()))));
    return update.add(
        PdfDictionary.ofType("Font")
            .with("Subtype", new PdfName("Type0"))
            .with("BaseFont", name)
            .with("Encoding", new PdfName("Identity-H"))
            .with("DescendantFonts", PdfArray.of(update.add(descendant)))
            .with(
                "ToUnicode",
                update.add(PdfStream.deflated(PdfDictionary.EMPTY, toUnicode(characters)))));
  }

  /** Six capitals that tell subsets apart (section 9.6.4). */
  private static String tag(SortedSet<Character> characters) {
    StringBuilder tag = new StringBuilder();
    long hash = 0;
    for (char character : characters) {
      hash = hash * 1_000_003 + character;
    }
    for (int i = 0; i < 6; i++) {
      tag.append((char) ('A' + Math.floorMod(hash, 26)));
      hash = Math.floorDiv(hash, 26);
    }
    return tag.toString();
  }

  private static PdfArray widths(SerifFont font, SortedSet<Character> characters) {
    List<PdfObject> items = new ArrayList<>();
    List<PdfObject> run = new ArrayList<>();
    int start = -1;
    int previous = -2;
    for (char character : characters) {
      if (character != previous + 1) {
        if (!run.isEmpty()) {
          items.add(PdfNumber.of((long) start));
          items.add(new PdfArray(run));
          run = new ArrayList<>();
        }
        start = character;
      }
      run.add(PdfNumber.of(font.width(character)));
      previous = character;
    }
    items.add(PdfNumber.of((long) start));
    items.add(new PdfArray(run));
    return new PdfArray(items);
  }

  /** Two bytes for each CID (section 9.7.4.2). */
  private static byte[] glyphs(SortedMap<Character, Integer> glyphs) {
    byte[] map = new byte[2 * (glyphs.lastKey() + 1)];
    glyphs.forEach((character, glyph) -> {
      map[2 * character] = (byte) (glyph >> 8);
      map[2 * character + 1] = (byte) (int) glyph;
    });
    return map;
  }

  /** A bit for each CID that is there, which PDF/A-1 asks for (ISO 19005-1 section 6.3.5). */
  private static byte[] cidSet(SerifFont.Subset subset) {
    byte[] bits = new byte[subset.glyphs().lastKey() / 8 + 1];
    bits[0] = (byte) 0x80; // .notdef
    subset.glyphs().keySet().forEach(cid -> bits[cid / 8] |= (byte) (0x80 >> cid % 8));
    return bits;
  }

  private static byte[] toUnicode(SortedSet<Character> characters) {
    StringBuilder map =
        new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange
            """);
    List<Character> all = List.copyOf(characters);
    for (int from = 0; from < all.size(); from += RANGES_PER_BLOCK) {
      List<Character> block = all.subList(from, Math.min(all.size(), from + RANGES_PER_BLOCK));
      map.append(block.size()).append(" beginbfchar\n");
      block.forEach(c -> map.append("<%04X> <%04X>\n".formatted((int) c, (int) c)));
      map.append("endbfchar\n");
    }
    map.append(
        """
        endcmap
        CMapName currentdict /CMap defineresource pop
        end
        end
        """);
    return map.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
