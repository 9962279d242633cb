package vn.antin.admin.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handovers of seals, as far as the start page counts them. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SealHandovers(List<Handover> items) {
  SealHandovers {
    items = List.copyOf(Objects.requireNonNullElse(items, List.of()));
  }

  long open() {
    return items.stream().filter(handover -> "open".equals(handover.status())).count();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Handover(@Nullable String status) {}
}
