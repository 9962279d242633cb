package vn.antin.auth.org.reorganisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.NewUnit;
import vn.antin.auth.org.OrgException;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.Unit;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.Units;

/**
 * Carries out the steps of one plan inside the caller's transaction, each by a few statements
 * whatever the number of officials.
 *
 * <p>Identifiers are given at the very end: what one unit lays down another may take up, whichever
 * step comes first. Until then a unit carries a made-up one.
 */
final class Execution {
  private final Units units;
  private final UnitRows rows;
  private final LocalDate day;
  private final Map<UnitId, String> codes = new LinkedHashMap<>();
  private final Map<UnitId, Set<UnitId>> successors = new LinkedHashMap<>();

  Execution(Units units, UnitRows rows, LocalDate day) {
    this.units = units;
    this.rows = rows;
    this.day = day;
  }

  /** Who stands in whose place when all is done. */
  Map<UnitId, List<UnitId>> carryOut(List<Step> steps) {
    units.effective(day);
    for (int position = 0; position < steps.size(); position++) {
      try {
        carryOut(steps.get(position));
      } catch (OrgException e) {
        throw OrgException.of(e.code(), "steps[" + position + "]." + e.field());
      }
    }
    giveCodes();
    Map<UnitId, List<UnitId>> last = new LinkedHashMap<>();
    successors.forEach(
        (unit, next) -> last.put(unit, List.copyOf(last(unit, new LinkedHashSet<>()))));
    return last;
  }

  private void carryOut(Step step) {
    switch (step) {
      case Step.Create create -> create(create);
      case Step.Merge(List<UnitId> merged, UnitId into) -> merge(merged, into);
      case Step.Split split -> split(split);
      case Step.Move(UnitId unit, UnitId parent) -> {
        Unit present = present(unit, "unit");
        change(present, parent, present.code(), present.name(), present.kind().value());
      }
      case Step.Rename rename -> rename(rename);
      case Step.Transfer(List<PostId> posts, UnitId to) -> {
        present(to, "unit");
        if (rows.transfer(posts, to, day) < posts.size()) {
          throw OrgException.of(OrgException.Code.UNKNOWN, "posts");
        }
      }
      case Step.Dissolve(UnitId unit) -> dissolve(unit);
    }
  }

  private void create(Step.Create create) {
    units.create(
        create.unit(),
        new NewUnit(create.parent(), create.kind(), placeholder(), create.name(), day));
    codes.put(create.unit(), create.code());
  }

  private void merge(List<UnitId> merged, UnitId into) {
    present(into, "unit");
    if (merged.isEmpty() || merged.contains(into)) {
      throw OrgException.of(OrgException.Code.INVALID, "units");
    }
    for (UnitId unit : merged) {
      present(unit, "units");
      if (units.lies(into, unit)) {
        throw OrgException.of(OrgException.Code.CIRCLE, "unit");
      }
    }
    takeOver(merged, into);
    rows.rolesFollow(merged, List.of(into), day);
    endAll(merged, into);
    merged.forEach(unit -> replaced(unit, List.of(into)));
  }

  private void split(Step.Split split) {
    UnitId unit = split.unit();
    present(unit, "unit");
    if (split.units().isEmpty() || split.units().contains(unit)) {
      throw OrgException.of(OrgException.Code.INVALID, "units");
    }
    for (UnitId part : split.units()) {
      present(part, "units");
      if (!split.keeps() && units.lies(part, unit)) {
        throw OrgException.of(OrgException.Code.CIRCLE, "units");
      }
    }
    if (split.keeps()) {
      rows.rolesSpread(unit, split.units(), day);
      rows.succeed(unit, split.units(), day);
      successors.computeIfAbsent(unit, key -> new LinkedHashSet<>()).add(unit);
      successors.getOrDefault(unit, new LinkedHashSet<>()).addAll(split.units());
    } else {
      UnitId first = split.units().getFirst();
      takeOver(List.of(unit), first);
      rows.rolesFollow(List.of(unit), split.units(), day);
      endAll(List.of(unit), first);
      replaced(unit, split.units());
    }
  }

  private void rename(Step.Rename rename) {
    Unit present = present(rename.unit(), "unit");
    String code = rename.code();
    String name = rename.name();
    boolean recoded = code != null && !code.equals(present.code());
    if (recoded) {
      codes.put(present.id(), code);
    }
    change(
        present,
        present.parent(),
        recoded ? placeholder() : present.code(),
        name == null ? present.name() : name,
        rename.kind() == null ? present.kind().value() : rename.kind().value());
  }

  private void dissolve(UnitId unit) {
    present(unit, "unit");
    if (rows.hasUnitsBelow(unit, day)) {
      throw OrgException.of(OrgException.Code.NOT_EMPTY, "unit");
    }
    rows.endPosts(unit, day);
    rows.endRoles(unit, day);
    endAll(List.of(unit), null);
    successors.put(unit, new LinkedHashSet<>());
  }

  private void takeOver(List<UnitId> from, UnitId to) {
    rows.moveUnitsBelow(from, to);
    rows.movePosts(from, to, day);
  }

  private void endAll(List<UnitId> ended, @Nullable UnitId below) {
    for (UnitId unit : ended) {
      codes.remove(unit);
      units.end(unit, day, below);
    }
  }

  private void replaced(UnitId unit, List<UnitId> by) {
    rows.succeed(unit, by, day);
    successors.put(unit, new LinkedHashSet<>(by));
  }

  /** Follows replacements to those that are replaced no further. */
  private Collection<UnitId> last(UnitId unit, Set<UnitId> seen) {
    Set<UnitId> found = new LinkedHashSet<>();
    for (UnitId next : successors.getOrDefault(unit, Set.of())) {
      if (next.equals(unit) || !successors.containsKey(next)) {
        found.add(next);
      } else if (seen.add(next)) {
        found.addAll(last(next, seen));
      }
    }
    return found;
  }

  private Unit present(UnitId id, String field) {
    Unit unit = units.find(id).orElseThrow(() -> OrgException.of(OrgException.Code.UNKNOWN, field));
    if (!unit.inForce(day) || unit.validTo() != null) {
      throw OrgException.of(OrgException.Code.DATE, field);
    }
    return unit;
  }

  private void change(Unit unit, @Nullable UnitId parent, String code, String name, String kind) {
    units.change(
        unit.id(),
        new NewUnit(parent, vn.antin.auth.org.UnitKind.of(kind).orElseThrow(), code, name, day));
  }

  private void giveCodes() {
    List<UnitId> waiting = new ArrayList<>(codes.keySet());
    for (UnitId id : waiting) {
      Unit unit = present(id, "code");
      change(unit, unit.parent(), codes.getOrDefault(id, ""), unit.name(), unit.kind().value());
    }
  }

  private static String placeholder() {
    return "new-" + UUID.randomUUID();
  }
}
