package vn.antin.auth.org.reorganisation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.AdministeredPosts;
import vn.antin.auth.org.AdministeredUnits;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.OrgException;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Standing;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitIdentifiers;
import vn.antin.auth.org.Units;

/**
 * How far an administrator's plans may reach: to the units within their power, and to no more power
 * for anybody than they may give. Joins the caller's transaction.
 */
@Component
final class Limits {
  private final AdministeredUnits administered;
  private final AdministeredPosts posts;
  private final Standing standing;
  private final Units units;
  private final UnitIdentifiers identifiers;
  private final UnitRows rows;
  private final InstantSource clock;

  Limits(
      AdministeredUnits administered,
      AdministeredPosts posts,
      Standing standing,
      Units units,
      UnitIdentifiers identifiers,
      UnitRows rows,
      InstantSource clock) {
    this.administered = administered;
    this.posts = posts;
    this.standing = standing;
    this.units = units;
    this.identifiers = identifiers;
    this.rows = rows;
    this.clock = clock;
  }

  /** Refuses a plan for a day that is past, or one that reaches further. */
  void check(AccountId caller, Draft draft) {
    if (draft.effectiveOn().isBefore(EffectiveDate.today(clock))) {
      throw OrgException.of(OrgException.Code.DATE, "effectiveOn");
    }
    within(caller, draft);
  }

  /** Refuses a plan that reaches further; the field begins with the step. */
  void within(AccountId caller, Draft draft) {
    Set<UnitId> made = new HashSet<>();
    Map<UnitId, Integer> named = new HashMap<>();
    for (int position = 0; position < draft.steps().size(); position++) {
      Step step = draft.steps().get(position);
      if (step instanceof Step.Create(UnitId unit, _, _, _, _) && !made.add(unit)) {
        throw refusal(OrgException.Code.TAKEN, position, "unit");
      }
      for (UnitId unit : step.named().collect(Collectors.toSet())) {
        named.putIfAbsent(unit, position);
      }
      roots(caller, step, position);
      if (step instanceof Step.Transfer transfer
          && transfer.posts().stream().anyMatch(post -> posts.lock(caller, post).isEmpty())) {
        throw refusal(OrgException.Code.UNKNOWN, position, "posts");
      }
    }
    for (UnitId unit : made) {
      if (units.find(unit).isPresent()) {
        throw refusal(OrgException.Code.TAKEN, named.getOrDefault(unit, 0), "unit");
      }
      named.remove(unit);
    }
    administered.beyond(caller, Power.MANAGE_UNITS, named.keySet()).stream()
        .map(unit -> named.getOrDefault(unit, 0))
        .min(Integer::compare)
        .ifPresent(position -> {
          throw refusal(OrgException.Code.UNKNOWN, position, "unit");
        });
    Places places = new Places(draft.steps());
    for (int position = 0; position < draft.steps().size(); position++) {
      identifier(caller, draft, position);
      roles(caller, draft, made, position);
      powers(caller, draft, places, position);
    }
  }

  /** Who administers a root decides for all; nobody comes to that by a plan. */
  private void roots(AccountId caller, Step step, int position) {
    boolean root =
        (step instanceof Step.Create create && create.parent() == null)
            || (step instanceof Step.Move move && move.parent() == null);
    if (root && !standing.decidesForAll(caller)) {
      throw refusal(OrgException.Code.UNKNOWN, position, "parent");
    }
  }

  /**
   * Roles go on over what takes over, and so reach people they did not before. They follow only
   * when a security administrator of all of it plans it; a unit administrator's role that reaches
   * nobody new follows by itself.
   */
  private void roles(AccountId caller, Draft draft, Set<UnitId> made, int position) {
    List<UnitId> from = new ArrayList<>();
    List<UnitId> joined = new ArrayList<>();
    switch (draft.steps().get(position)) {
      case Step.Merge(List<UnitId> merged, UnitId into) -> {
        from.addAll(merged);
        joined.add(into);
      }
      case Step.Split split -> {
        from.add(split.unit());
        joined.addAll(split.units());
      }
      case Step.Create _, Step.Move _, Step.Rename _, Step.Transfer _, Step.Dissolve _ -> {
        return;
      }
    }
    joined.addAll(from);
    joined.removeAll(made);
    boolean weighty =
        rows.weightyRoles(from, draft.effectiveOn())
            || rows.rolesReach(from, joined, draft.effectiveOn());
    if (weighty && !administered.beyond(caller, Power.GRANT_POWER, joined).isEmpty()) {
      throw refusal(OrgException.Code.POWER, position, "unit");
    }
  }

  /** An ended unit's identifier goes to who took over from it; else it concerns everybody. */
  private void identifier(AccountId caller, Draft draft, int position) {
    Step step = draft.steps().get(position);
    String code =
        switch (step) {
          case Step.Create create -> create.code();
          case Step.Rename rename -> rename.code();
          case Step.Merge _, Step.Split _, Step.Move _, Step.Transfer _, Step.Dissolve _ -> null;
        };
    if (code != null
        && identifiers.anothers(code, step.unit(), draft.effectiveOn())
        && !standing.decidesForAll(caller)) {
      throw refusal(OrgException.Code.TAKEN, position, "code");
    }
  }

  /**
   * What comes beneath another unit comes under the power of those who hold a role there or above.
   * Who holds none over it yet comes to it only when a security administrator plans it.
   */
  private void powers(AccountId caller, Draft draft, Places places, int position) {
    Set<UnitId> moved = new HashSet<>();
    Set<UnitId> above = new HashSet<>();
    switch (draft.steps().get(position)) {
      case Step.Move(UnitId unit, UnitId parent) -> {
        moved.addAll(places.of(unit));
        above.addAll(places.of(parent));
      }
      case Step.Merge(List<UnitId> merged, UnitId into) -> {
        merged.forEach(unit -> moved.addAll(places.of(unit)));
        above.addAll(places.of(into));
      }
      case Step.Split(UnitId unit, List<UnitId> into, _) -> {
        moved.addAll(places.of(unit));
        into.forEach(target -> above.addAll(places.of(target)));
      }
      case Step.Transfer(List<PostId> given, UnitId to) -> {
        moved.addAll(rows.unitsOf(given));
        above.addAll(places.of(to));
      }
      case Step.Create _, Step.Rename _, Step.Dissolve _ -> {
        return;
      }
    }
    boolean empowers =
        above.stream().anyMatch(unit -> administered.empowers(moved, unit, draft.effectiveOn()));
    if (empowers && !administered.beyond(caller, Power.GRANT_POWER, moved).isEmpty()) {
      throw refusal(OrgException.Code.POWER, position, "unit");
    }
  }

  private static OrgException refusal(OrgException.Code code, int position, String field) {
    return OrgException.of(code, "steps[" + position + "]." + field);
  }
}
