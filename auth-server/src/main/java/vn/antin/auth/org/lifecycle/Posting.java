package vn.antin.auth.org.lifecycle;

import java.text.Normalizer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.AssignmentKind;
import vn.antin.auth.org.UnitId;

/**
 * A post to be held.
 *
 * @param title of the post; the seat is made when the unit has none of that title
 * @param from the first day
 * @param until the first day on which it is not held any more; null when none is foreseen
 */
public record Posting(
    UnitId unit, String title, AssignmentKind kind, LocalDate from, @Nullable LocalDate until) {
  public Posting {
    title = Normalizer.normalize(title, Normalizer.Form.NFC).replaceAll("(?U)\\s+", " ").strip();
  }
}
