package vn.antin.auth.org.reorganisation;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import vn.antin.auth.org.OrgException;

/** What an administrator plans. */
public record Draft(String title, String basis, LocalDate effectiveOn, List<Step> steps) {
  private static final int LONGEST = 300;
  private static final int MOST_STEPS = 2_000;

  public Draft {
    title = text("title", title);
    basis = text("basis", basis);
    steps = List.copyOf(steps);
    if (title.isEmpty()) {
      throw OrgException.of(OrgException.Code.INVALID, "title");
    }
    if (steps.size() > MOST_STEPS) {
      throw OrgException.of(OrgException.Code.INVALID, "steps");
    }
  }

  private static String text(String field, String value) {
    String kept = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
    if (kept.length() > LONGEST || kept.codePoints().anyMatch(Character::isISOControl)) {
      throw OrgException.of(OrgException.Code.INVALID, field);
    }
    return kept;
  }
}
