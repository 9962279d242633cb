package vn.antin.admin.accounts;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form by which an official leaves, with what will happen.
 *
 * @param problem why it was not done, if so
 */
public record LeavePage(
    Person person, LocalDate today, String on, String reason, @Nullable String problem) {
  public static final List<String> REASONS =
      List.of("retirement", "resignation", "transfer", "dismissal", "death", "other");

  public List<String> reasons() {
    return REASONS;
  }
}
