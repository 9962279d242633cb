package vn.antin.auth.api.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.outbox.Notice;
import vn.antin.auth.outbox.Notices;

/** Which systems have confirmed a leaver. */
@Component
final class Confirmations {
  private final Notices notices;

  Confirmations(Notices notices) {
    this.notices = notices;
  }

  /**
   * The report of one leaving.
   *
   * @param confirmed systems that have confirmed everything
   * @param systems all that were told
   * @param completeAfterMillis from disabling to the last confirmation; null while some is missing
   */
  record Report(
      @Nullable Instant disabledAt,
      int confirmed,
      int systems,
      @Nullable Long completeAfterMillis,
      List<Item> items) {}

  /**
   * One system.
   *
   * @param state {@code delivered}, {@code waiting} or {@code dead}
   * @param problem why the last attempt failed; null when none did
   */
  record Item(
      String system,
      String name,
      String state,
      @Nullable Instant confirmedAt,
      @Nullable String problem) {}

  Report of(PersonFile official) {
    Instant disabled = official.disabledAt();
    if (disabled == null) {
      return new Report(null, 0, 0, null, List.of());
    }
    Map<String, List<Notice>> bySystem = new LinkedHashMap<>();
    for (Notice notice : notices.ofLeaver(official.id().toString(), disabled)) {
      bySystem.computeIfAbsent(notice.system(), system -> new ArrayList<>()).add(notice);
    }
    List<Item> items = bySystem.values().stream().map(Confirmations::item).toList();
    int confirmed = (int) items.stream().filter(item -> item.state().equals("delivered")).count();
    Long complete =
        items.isEmpty() || confirmed < items.size()
            ? null
            : items.stream()
                .map(Item::confirmedAt)
                .filter(Objects::nonNull)
                .mapToLong(at -> at.toEpochMilli() - disabled.toEpochMilli())
                .max()
                .orElse(0);
    return new Report(disabled, confirmed, items.size(), complete, items);
  }

  /** A system is as far as the least of its messages. */
  private static Item item(List<Notice> notices) {
    Notice first = notices.getFirst();
    Notice least =
        notices.stream()
            .filter(notice -> notice.state() == Notice.State.DEAD)
            .findFirst()
            .or(() ->
                notices.stream()
                    .filter(notice -> notice.state() == Notice.State.WAITING)
                    .findFirst())
            .orElse(first);
    boolean delivered = least.state() == Notice.State.DELIVERED;
    Instant last =
        delivered
            ? notices.stream()
                .map(Notice::settledAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null)
            : null;
    return new Item(
        first.system(),
        first.name(),
        least.state().name().toLowerCase(java.util.Locale.ROOT),
        last,
        least.problem());
  }
}
