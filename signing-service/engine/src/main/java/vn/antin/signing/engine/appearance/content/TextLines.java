package vn.antin.signing.engine.appearance.content;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A text block broken into lines, with the room it takes in points. */
record TextLines(TextBlock block, SerifFont font, List<String> lines) {

  /** Single spacing of Times New Roman. */
  private static final double LEADING = 1.15;

  private static final double ASCENT = 0.891;

  static TextLines of(TextBlock block) {
    SerifFont font = SerifFont.of(block.style());
    Millimetres widest = block.widest();
    double limit = widest == null ? Double.MAX_VALUE : widest.points();
    List<String> lines = new ArrayList<>();
    for (String line : block.lines()) {
      String current = "";
      for (String word : line.split(" ", -1)) {
        String longer = current.isEmpty() ? word : current + " " + word;
        if (!current.isEmpty() && font.width(longer, block.size()) > limit) {
          lines.add(current);
          current = word;
        } else {
          current = longer;
        }
      }
      lines.add(current);
    }
    return new TextLines(block, font, lines);
  }

  double width() {
    return lines.stream().mapToDouble(line -> font.width(line, block.size())).max().orElse(0);
  }

  double height() {
    return lines.size() * block.size() * LEADING;
  }

  /** From the top of the block down to the baseline of a line. */
  double baseline(int line) {
    return block.size() * (line * LEADING + ASCENT);
  }

  SortedSet<Character> characters() {
    SortedSet<Character> characters = new TreeSet<>();
    for (String line : lines) {
      for (int i = 0; i < line.length(); i++) {
        characters.add(line.charAt(i));
      }
    }
    return characters;
  }
}
