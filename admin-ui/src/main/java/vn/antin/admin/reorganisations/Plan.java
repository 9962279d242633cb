package vn.antin.admin.reorganisations;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan as the auth-server tells it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Plan(
    UUID id,
    String title,
    String basis,
    LocalDate effectiveOn,
    String state,
    long version,
    @Nullable Instant confirmedAt,
    @Nullable Instant effectiveAt,
    @Nullable String fault,
    List<Step> steps,
    int stepCount,
    Map<UUID, String> names) {
  public Plan {
    steps = List.copyOf(steps);
    names = Map.copyOf(names);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Plan> items, @Nullable String next) {}

  /** What is sent to be kept. */
  record Wish(String title, String basis, LocalDate effectiveOn, List<Step> steps) {}

  /** One step, as the auth-server writes and reads it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      String kind,
      UUID unit,
      List<UUID> units,
      List<UUID> posts,
      @Nullable UUID parent,
      @Nullable String unitKind,
      @Nullable String code,
      @Nullable String name,
      boolean keeps) {
    public Step {
      units = List.copyOf(units);
      posts = List.copyOf(posts);
    }

    static Step of(String kind, UUID unit) {
      return new Step(kind, unit, List.of(), List.of(), null, null, null, null, false);
    }

    Step with(List<UUID> others) {
      return new Step(kind, unit, others, posts, parent, unitKind, code, name, keeps);
    }

    Step withPosts(List<UUID> given) {
      return new Step(kind, unit, units, given, parent, unitKind, code, name, keeps);
    }

    Step below(@Nullable UUID above) {
      return new Step(kind, unit, units, posts, above, unitKind, code, name, keeps);
    }

    Step called(@Nullable String newKind, @Nullable String newCode, @Nullable String newName) {
      return new Step(kind, unit, units, posts, parent, newKind, newCode, newName, keeps);
    }

    Step keeping(boolean goesOn) {
      return new Step(kind, unit, units, posts, parent, unitKind, code, name, goesOn);
    }
  }

  public boolean draft() {
    return state.equals("draft");
  }

  public boolean confirmed() {
    return state.equals("confirmed");
  }

  /** What a unit or post is called. */
  public String called(@Nullable UUID named) {
    return named == null ? "" : names.getOrDefault(named, named.toString());
  }

  /** What several are called. */
  public String called(List<UUID> named) {
    return named.stream().map(this::called).collect(Collectors.joining("; "));
  }

  /** All units that end by it: their seals stop. */
  List<UUID> ending() {
    return steps.stream()
        .flatMap(step ->
            switch (step.kind()) {
              case "merge" -> step.units().stream();
              case "split" -> step.keeps() ? Stream.<UUID>empty() : Stream.of(step.unit());
              case "dissolve" -> Stream.of(step.unit());
              default -> Stream.<UUID>empty();
            })
        .distinct()
        .toList();
  }

  /** The unit that a step of this plan makes under that identifier. */
  @Nullable UUID made(String code) {
    return steps.stream()
        .filter(step -> step.kind().equals("create") && code.equals(step.code()))
        .map(Step::unit)
        .findFirst()
        .orElse(null);
  }

  Wish wish(List<Step> changed) {
    return new Wish(title, basis, effectiveOn, changed);
  }

  List<Step> with(List<Step> more) {
    var all = new ArrayList<>(steps);
    all.addAll(more);
    return all;
  }

  List<Step> without(int position) {
    var rest = new ArrayList<>(steps);
    if (position >= 0 && position < rest.size()) {
      rest.remove(position);
    }
    return rest;
  }
}
