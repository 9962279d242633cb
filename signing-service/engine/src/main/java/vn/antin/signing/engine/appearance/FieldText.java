package vn.antin.signing.engine.appearance;

import java.util.SortedSet;
import java.util.TreeSet;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.SerifFont;
import vn.antin.signing.engine.appearance.content.TextBlock;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfReference;

/**
 * Text that a later step writes into a field: the font is embedded before the first signature with
 * all that Vietnamese is written with, the line is drawn with it afterwards.
 */
public final class FieldText {

  private static final String LETTERS =
      "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯàáâãèéêìíòóôõùúýăđĩũơư"
          + "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
          + "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
          + "–—‘’“”…§°×";

  private FieldText() {}

  /** Embeds a cut of Liberation Serif for fields. */
  public static PdfReference embedFont(PdfUpdate update, FontStyle style) {
    return SerifFont.of(style).embed(update, characters());
  }

  /** Whether {@link #embedFont} has all characters of a text. */
  public static boolean writable(String text) {
    SortedSet<Character> known = characters();
    return TextBlock.clean(text).chars().allMatch(c -> known.contains((char) c));
  }

  /**
   * Draws one line over the whole of a field's widget.
   *
   * @param font from {@link #embedFont}, in this or an earlier update, of the line's style
   */
  public static Layout draw(
      PdfFile file, PdfUpdate update, String field, PdfReference font, TextBlock line) {
    return new AppearanceWriter(file, update, font)
        .draw(new Appearance(new Placement.InField(field), line));
  }

  private static SortedSet<Character> characters() {
    SortedSet<Character> characters = new TreeSet<>();
    for (char c = ' '; c <= '~'; c++) {
      characters.add(c);
    }
    LETTERS.chars().forEach(c -> characters.add((char) c));
    return characters;
  }
}
