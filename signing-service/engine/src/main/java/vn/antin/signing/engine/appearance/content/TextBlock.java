package vn.antin.signing.engine.appearance.content;

import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Black lines of text in Liberation Serif.
 *
 * @param lines normalised to NFC; blanks of any kind become spaces
 * @param size in points
 * @param widest where longer lines are broken between words; null breaks nothing
 */
public record TextBlock(
    List<String> lines,
    double size,
    FontStyle style,
    Alignment alignment,
    @Nullable Millimetres widest)
    implements Content {

  /** How lines of different length stand above each other. */
  public enum Alignment {
    LEFT,
    CENTRE,
    RIGHT
  }

  private static final int MOST_LINES = 40;
  private static final int MOST_CHARACTERS = 2_000;

  public TextBlock {
    lines = lines.stream().map(TextBlock::clean).toList();
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("A text has 1 to %d lines".formatted(MOST_LINES));
    }
    if (lines.stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
      throw new IllegalArgumentException("A text has %d characters".formatted(MOST_CHARACTERS));
    }
    if (!(size >= 1 && size <= 144)) {
      throw new IllegalArgumentException("Not a size of text: " + size);
    }
  }

  /** As it is drawn: NFC, blanks of any kind become one space. */
  public static String clean(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\u00a0]+", " ").strip();
  }
}
