package vn.antin.auth.provisioning.spreadsheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The units and posts of an import's scope, found by what files call them. */
final class UnitIndex {
  /**
   * A unit.
   *
   * @param above names of the units above it, the nearest first
   * @param codes every identifier that names it today
   */
  record Entry(UUID id, String name, List<String> above, List<String> codes) {}

  /** What a name in a file means. */
  sealed interface Answer {
    record Found(Entry unit) implements Answer {}

    record Unknown(String name) implements Answer {}

    /** Several units are called that. */
    record Ambiguous(String name, List<String> codes) implements Answer {}

    /** The row names no unit. */
    record Unnamed() implements Answer {}
  }

  private final Map<String, Entry> byCode = new HashMap<>();
  private final Map<String, List<Entry>> byName = new HashMap<>();
  private final Map<UUID, Map<String, String>> titles = new HashMap<>();

  void add(Entry unit) {
    unit.codes().forEach(code -> byCode.put(code(code), unit));
    byName.computeIfAbsent(Plain.words(unit.name()), name -> new ArrayList<>()).add(unit);
  }

  void addPost(UUID unit, String title) {
    titles.computeIfAbsent(unit, id -> new HashMap<>()).putIfAbsent(Plain.words(title), title);
  }

  Answer find(@Nullable String code, @Nullable String name, @Nullable String agency) {
    if (code != null) {
      Entry unit = byCode.get(code(code));
      return unit == null ? new Answer.Unknown(code) : new Answer.Found(unit);
    }
    String called = name == null ? agency : name;
    if (called == null) {
      return new Answer.Unnamed();
    }
    Entry exact = byCode.get(code(called));
    if (exact != null) {
      return new Answer.Found(exact);
    }
    String[] parts = called.split("[,;>/]| - ", -1);
    List<Entry> candidates = byName.getOrDefault(Plain.words(called), List.of());
    List<String> within = new ArrayList<>();
    if (candidates.isEmpty() && parts.length > 1) {
      candidates = byName.getOrDefault(Plain.words(parts[0]), List.of());
      within.addAll(Arrays.asList(parts).subList(1, parts.length));
    }
    if (agency != null && name != null) {
      within.add(agency);
    }
    List<Entry> found =
        candidates.stream()
            .filter(unit ->
                within.stream()
                    .allMatch(above ->
                        unit.above().stream()
                            .anyMatch(of -> Plain.words(of).equals(Plain.words(above)))))
            .toList();
    return switch (found.size()) {
      case 0 -> new Answer.Unknown(called);
      case 1 -> new Answer.Found(found.getFirst());
      default ->
          new Answer.Ambiguous(
              called,
              found.stream().limit(5).flatMap(unit -> unit.codes().stream().limit(1)).toList());
    };
  }

  /** The title as the unit writes it; null when it has no such post. */
  @Nullable String title(UUID unit, String title) {
    return titles.getOrDefault(unit, Map.of()).get(Plain.words(title));
  }

  private static String code(String code) {
    return code.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
  }
}
