package vn.antin.auth.org.reorganisation;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.OrgException;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitKind;

/**
 * A step as one flat row: how it is stored and how programs write it.
 *
 * @param kind create, merge, split, move, rename, transfer or dissolve
 */
public record StepRow(
    String kind,
    UUID unit,
    List<UUID> units,
    List<UUID> posts,
    @Nullable UUID parent,
    @Nullable String unitKind,
    @Nullable String code,
    @Nullable String name,
    boolean keeps) {
  public StepRow {
    units = List.copyOf(units);
    posts = List.copyOf(posts);
  }

  public static StepRow of(Step step) {
    return switch (step) {
      case Step.Create(UnitId unit, UnitId parent, UnitKind kind, String code, String name) ->
          row("create", unit, List.of(), List.of(), parent, kind, code, name, false);
      case Step.Merge(List<UnitId> units, UnitId unit) ->
          row("merge", unit, units, List.of(), null, null, null, null, false);
      case Step.Split(UnitId unit, List<UnitId> units, boolean keeps) ->
          row("split", unit, units, List.of(), null, null, null, null, keeps);
      case Step.Move(UnitId unit, UnitId parent) ->
          row("move", unit, List.of(), List.of(), parent, null, null, null, false);
      case Step.Rename(UnitId unit, UnitKind kind, String code, String name) ->
          row("rename", unit, List.of(), List.of(), null, kind, code, name, false);
      case Step.Transfer(List<PostId> posts, UnitId unit) ->
          row("transfer", unit, List.of(), posts, null, null, null, null, false);
      case Step.Dissolve(UnitId unit) ->
          row("dissolve", unit, List.of(), List.of(), null, null, null, null, false);
    };
  }

  private static StepRow row(
      String kind,
      UnitId unit,
      List<UnitId> units,
      List<PostId> posts,
      @Nullable UnitId parent,
      @Nullable UnitKind unitKind,
      @Nullable String code,
      @Nullable String name,
      boolean keeps) {
    return new StepRow(
        kind,
        unit.value(),
        units.stream().map(UnitId::value).toList(),
        posts.stream().map(PostId::value).toList(),
        parent == null ? null : parent.value(),
        unitKind == null ? null : unitKind.value(),
        code,
        name,
        keeps);
  }

  /**
   * What it says.
   *
   * @throws OrgException INVALID with the member that is wrong
   */
  public Step step() {
    UnitId about = new UnitId(unit);
    List<UnitId> others = units.stream().distinct().map(UnitId::new).toList();
    UnitId above = parent == null ? null : new UnitId(parent);
    return switch (kind) {
      case "create" ->
          new Step.Create(
              about,
              above,
              Objects.requireNonNullElse(kindOfUnit(), UnitKind.OTHER),
              Objects.requireNonNullElse(code, ""),
              filled("name", name));
      case "merge" -> new Step.Merge(filled("units", others), about);
      case "split" -> new Step.Split(about, filled("units", others), keeps);
      case "move" -> new Step.Move(about, above);
      case "rename" -> new Step.Rename(about, kindOfUnit(), code, name);
      case "transfer" ->
          new Step.Transfer(filled("posts", posts).stream().map(PostId::new).toList(), about);
      case "dissolve" -> new Step.Dissolve(about);
      default -> throw OrgException.of(OrgException.Code.INVALID, "kind");
    };
  }

  private @Nullable UnitKind kindOfUnit() {
    return unitKind == null
        ? null
        : UnitKind.of(unitKind)
            .orElseThrow(() -> OrgException.of(OrgException.Code.INVALID, "unitKind"));
  }

  private static String filled(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw OrgException.of(OrgException.Code.INVALID, field);
    }
    return value;
  }

  private static <T> List<T> filled(String field, List<T> values) {
    if (values.isEmpty()) {
      throw OrgException.of(OrgException.Code.INVALID, field);
    }
    return values;
  }
}
