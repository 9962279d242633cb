package vn.antin.admin.notices;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How messages to other systems fare.
 *
 * @param confirmed systems that have confirmed everything
 * @param systems all that have something to confirm or confirmed something in the last day
 * @param items those that have not confirmed first
 * @param retried how many messages were just tried again; null when none was asked for
 */
public record NoticesPage(int confirmed, int systems, List<Item> items, @Nullable Integer retried) {
  public NoticesPage {
    items = List.copyOf(items);
  }

  /** One system and one kind of message, as the auth-server tells. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(
      String kind,
      String recipient,
      String name,
      int waiting,
      int dead,
      int delivered,
      @Nullable Instant confirmedAt,
      @Nullable Instant waitingSince,
      @Nullable String problem) {
    public boolean confirmed() {
      return waiting == 0 && dead == 0;
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Overview(int confirmed, int systems, @Nullable List<Item> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Retried(int retried) {}
}
