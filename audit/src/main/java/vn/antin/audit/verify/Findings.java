package vn.antin.audit.verify;

import java.util.ArrayList;
import java.util.List;
import vn.antin.audit.verify.Finding.Kind;

/** Collects findings; a log that was rewritten throughout must not fill the memory with them. */
final class Findings {
  private static final int MOST_KEPT = 1000;

  private final List<Finding> kept = new ArrayList<>();
  private long count;

  void add(Kind kind, String sentence) {
    count++;
    if (kept.size() < MOST_KEPT) {
      kept.add(new Finding(kind, sentence));
    }
  }

  long count() {
    return count;
  }

  List<Finding> kept() {
    return List.copyOf(kept);
  }
}
