package vn.antin.signing.engine.appearance;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.content.Box;
import vn.antin.signing.engine.appearance.content.TextBlock;

/** What stands on a page: runs of text that belong together, and images. */
record PageText(List<Run> runs, List<Box> images) {

  /** A character as it is drawn, or several in a ligature. */
  record Glyph(String text, Box box) {}

  /** Glyphs on one line without a wide gap, from left to right; spaces are in {@code text}. */
  record Run(String text, List<Glyph> glyphs, Box box) {

    /** Where the text stands in this run, compared loosely; null when it does not. */
    @Nullable Box find(String wanted) {
      StringBuilder folded = new StringBuilder();
      List<Glyph> owners = new ArrayList<>();
      for (Glyph glyph : glyphs) {
        String part = fold(glyph.text());
        folded.append(part);
        for (int i = 0; i < part.length(); i++) {
          owners.add(glyph);
        }
      }
      String needle = fold(wanted);
      int at = folded.lastIndexOf(needle);
      if (at < 0 || needle.isEmpty()) {
        return null;
      }
      return owners.subList(at, at + needle.length()).stream()
          .map(Glyph::box)
          .reduce(Box::union)
          .orElse(null);
    }

    boolean is(String wanted) {
      return fold(text).equals(fold(wanted));
    }
  }

  private static final double SAME_LINE = 0.4;
  private static final double WORD_GAP = 0.25;
  private static final double RUN_GAP = 2.0;
  private static final double DRAWN_TWICE = 0.3;

  /** Without blanks, case and Unicode form. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .replaceAll("[\\s\\u00a0\\u200b]+", "")
        .toLowerCase(Locale.ROOT);
  }

  static PageText of(List<Glyph> glyphs, List<Box> images) {
    List<Glyph> sorted = new ArrayList<>(glyphs);
    sorted.sort(Comparator.comparingDouble(glyph -> glyph.box().bottom()));
    List<Run> runs = new ArrayList<>();
    List<Glyph> line = new ArrayList<>();
    for (Glyph glyph : sorted) {
      if (!line.isEmpty()) {
        Box last = line.getLast().box();
        double tolerance = SAME_LINE * Math.min(last.height(), glyph.box().height());
        if (glyph.box().bottom() - last.bottom() > tolerance) {
          addRuns(line, runs);
          line = new ArrayList<>();
        }
      }
      line.add(glyph);
    }
    addRuns(line, runs);
    return new PageText(List.copyOf(runs), List.copyOf(images));
  }

  private static void addRuns(List<Glyph> line, List<Run> runs) {
    line.sort(Comparator.comparingDouble(glyph -> glyph.box().x()));
    List<Glyph> run = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Glyph glyph : line) {
      if (!run.isEmpty()) {
        Glyph last = run.getLast();
        double gap = glyph.box().x() - last.box().right();
        double size = Math.max(last.box().height(), glyph.box().height());
        boolean again =
            glyph.text().equals(last.text())
                && glyph.box().x() - last.box().x() < DRAWN_TWICE * last.box().width();
        if (again) {
          continue; // bold made by drawing twice
        }
        if (gap > RUN_GAP * size) {
          runs.add(run(run, text));
          run = new ArrayList<>();
          text.setLength(0);
        } else if (gap > WORD_GAP * size) {
          text.append(' ');
        }
      }
      if (!glyph.text().isBlank()) {
        run.add(glyph);
        text.append(glyph.text());
      } else if (!run.isEmpty()) {
        text.append(' ');
      }
    }
    if (!run.isEmpty()) {
      runs.add(run(run, text));
    }
  }

  private static Run run(List<Glyph> glyphs, StringBuilder text) {
    Box box = glyphs.stream().map(Glyph::box).reduce(Box::union).orElseThrow();
    return new Run(TextBlock.clean(text.toString()), List.copyOf(glyphs), box);
  }
}
