package vn.antin.signing.engine.appearance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.PageText.Run;
import vn.antin.signing.engine.appearance.content.Box;

/** Finds the lines that an appearance is placed by. */
final class Anchors {

  /** A signature block is near the end; a title in a heading of page 1 is not what is meant. */
  private static final int MOST_PAGES = 50;

  private final Pages pages;

  /** Set when a page could not be read, so that "not found" is told apart from "not readable". */
  private boolean unreadable;

  Anchors(Pages pages) {
    this.pages = pages;
  }

  record Found(int page, Box box) {}

  boolean unreadable() {
    return unreadable;
  }

  @Nullable Found find(String text, @Nullable Integer page) {
    for (int index : candidates(page)) {
      Box box = last(index, text, null);
      if (box != null) {
        return new Found(index, box);
      }
    }
    return null;
  }

  /** Both lines and all that is between them; they stand in one column. */
  @Nullable Between between(String above, String below, @Nullable Integer page) {
    for (int index : candidates(page)) {
      Box lower = last(index, below, null);
      Box upper = lower == null ? null : last(index, above, lower);
      if (lower != null && upper != null) {
        return new Between(index, upper, lower);
      }
    }
    return null;
  }

  record Between(int page, Box above, Box below) {}

  private List<Integer> candidates(@Nullable Integer page) {
    if (page != null) {
      int index = pages.index(page);
      return index < 0 ? List.of() : List.of(index);
    }
    List<Integer> indexes = new ArrayList<>();
    for (int i = pages.count() - 1; i >= 0 && indexes.size() < MOST_PAGES; i--) {
      indexes.add(i);
    }
    return indexes;
  }

  /** The lowest match, in the column above {@code under} if given; a whole line before a part. */
  private @Nullable Box last(int index, String wanted, @Nullable Box under) {
    PageText text = pages.text(index);
    if (text == null) {
      unreadable = true;
      return null;
    }
    List<Run> runs = new ArrayList<>(text.runs());
    Collections.reverse(runs);
    Box part = null;
    for (Run run : runs) {
      Box box = run.find(wanted);
      if (box == null || (under != null && !inColumnAbove(box, under))) {
        continue;
      }
      if (run.is(wanted)) {
        return box;
      }
      if (part == null) {
        part = box;
      }
    }
    return part;
  }

  private static boolean inColumnAbove(Box box, Box under) {
    return box.bottom() <= under.y() + under.height() / 2
        && box.x() < under.right()
        && box.right() > under.x();
  }
}
