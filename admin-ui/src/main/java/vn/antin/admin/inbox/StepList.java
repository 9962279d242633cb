package vn.antin.admin.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of the inbox.
 *
 * @param next where the list goes on, if it does
 * @param waiting how many steps wait in all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StepList(@Nullable List<Step> steps, @Nullable String next, long waiting) {
  StepList {
    steps = List.copyOf(Objects.requireNonNullElse(steps, List.of()));
  }

  List<Step> all() {
    return Objects.requireNonNullElse(steps, List.of());
  }
}
