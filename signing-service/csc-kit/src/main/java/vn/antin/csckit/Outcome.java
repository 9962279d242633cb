package vn.antin.csckit;

import java.util.LinkedHashMap;
import java.util.Map;

/** What became of an expectation. */
record Outcome(Verdict verdict, String cites, String title, String detail) {
  /** Whether it is met. */
  enum Verdict {
    MET,
    UNMET,
    NOT_ASKED
  }

  Map<String, Object> json() {
    var members = new LinkedHashMap<String, Object>();
    members.put("verdict", verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    members.put("cites", cites);
    members.put("expected", title);
    if (!detail.isEmpty()) {
      members.put("found", detail);
    }
    return members;
  }

  String text() {
    var mark =
        switch (verdict) {
          case MET -> "  ok  ";
          case UNMET -> "FAILED";
          case NOT_ASKED -> "   -  ";
        };
    return "%s %s: %s%s"
        .formatted(mark, cites, title, detail.isEmpty() ? "" : "\n         " + detail);
  }
}
