package vn.antin.auth.org.reorganisation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.OrgException;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.Units;

/**
 * Plans of reorganisation, from the draft to the day they take effect. What an administrator cannot
 * see does not exist: such a plan, and a unit that a plan names, is unknown. Opens transactions of
 * its own.
 */
@Component
public final class Reorganisations {
  private final PlanTable plans;
  private final UnitRows rows;
  private final Units units;
  private final Limits limits;
  private final Differences differences;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Reorganisations(
      PlanTable plans,
      UnitRows rows,
      Units units,
      Limits limits,
      Differences differences,
      AuditLog audit,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.plans = plans;
    this.rows = rows;
    this.units = units;
    this.limits = limits;
    this.differences = differences;
    this.audit = audit;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What became of a wish to change a plan. */
  public sealed interface Outcome {
    /** As it is now; with what it changed when it has just taken effect. */
    record Done(Reorganisation plan, @Nullable Difference difference) implements Outcome {}

    /** There is none, or not for this administrator. */
    record Unknown() implements Outcome {}

    /** Somebody else was faster, or its state does not allow it. */
    record Changed(Reorganisation present) implements Outcome {}
  }

  /**
   * Writes a plan down.
   *
   * @throws OrgException UNKNOWN for a unit outside the caller's power, DATE for a day gone by
   */
  public Reorganisation draft(AccountId caller, Draft draft) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          limits.check(caller, draft);
          ReorganisationId id = new ReorganisationId(UUID.randomUUID());
          plans.insert(id, caller, draft);
          record("reorganisation.drafted", caller, id, draft.effectiveOn(), draft.steps());
          return plans.find(caller, id, false).orElseThrow();
        }));
  }

  public Optional<Reorganisation> find(AccountId caller, ReorganisationId id) {
    return transaction.execute(status -> plans.find(caller, id, false));
  }

  /** What the units and posts that the plan names are called. */
  public Map<UUID, String> names(Reorganisation plan) {
    return plans.names(plan.id());
  }

  /** The latest first. */
  public List<Reorganisation> list(AccountId caller, @Nullable ReorganisationId after, int limit) {
    return Objects.requireNonNull(transaction.execute(status -> plans.list(caller, after, limit)));
  }

  /** Puts another plan in the draft's place. */
  public Outcome replace(AccountId caller, ReorganisationId id, long version, Draft draft) {
    return changed(
        caller,
        id,
        present -> {
          limits.check(caller, draft);
          if (!plans.replace(id, version, draft)) {
            return null;
          }
          record("reorganisation.changed", caller, id, draft.effectiveOn(), draft.steps());
          return new Outcome.Done(plans.find(caller, id, false).orElseThrow(), null);
        });
  }

  /**
   * Carries the plan out in a transaction that is rolled back, and tells what it would change.
   *
   * @throws OrgException when it cannot be carried out as things stand today; the field begins with
   *     the step ({@code steps[0].unit})
   */
  public Optional<Difference> rehearse(AccountId caller, ReorganisationId id) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          status.setRollbackOnly();
          return plans.find(caller, id, false).map(plan -> carryOut(caller, plan));
        }));
  }

  /**
   * Lets the plan take effect on its day; at once when that has come.
   *
   * @throws OrgException when it cannot be carried out as things stand today
   */
  public Outcome confirm(AccountId caller, ReorganisationId id, long version) {
    if (find(caller, id).filter(plan -> later(plan.effectiveOn())).isPresent()) {
      rehearse(caller, id);
    }
    return changed(
        caller,
        id,
        present -> {
          if (!plans.move(id, version, "draft", "confirmed", caller)) {
            return null;
          }
          record("reorganisation.confirmed", caller, id, present.effectiveOn(), present.steps());
          limits.check(
              caller,
              new Draft(present.title(), present.basis(), present.effectiveOn(), present.steps()));
          Difference difference =
              later(present.effectiveOn()) ? null : takeEffect(present, caller, caller.toString());
          return new Outcome.Done(plans.find(caller, id, false).orElse(present), difference);
        });
  }

  /** Makes a confirmed plan a draft again, as long as it has not taken effect. */
  public Outcome undo(AccountId caller, ReorganisationId id, long version) {
    return changed(
        caller,
        id,
        present -> {
          if (!plans.move(id, version, "confirmed", "draft", null)) {
            return null;
          }
          record("reorganisation.undone", caller, id, present.effectiveOn(), present.steps());
          return new Outcome.Done(plans.find(caller, id, false).orElseThrow(), null);
        });
  }

  /** Gives a draft up; it stays readable. */
  public Outcome withdraw(AccountId caller, ReorganisationId id, long version) {
    return changed(
        caller,
        id,
        present -> {
          if (!plans.move(id, version, "draft", "withdrawn", null)) {
            return null;
          }
          record("reorganisation.withdrawn", caller, id, present.effectiveOn(), present.steps());
          return new Outcome.Done(plans.find(caller, id, false).orElseThrow(), null);
        });
  }

  /**
   * Carries out the plan, whose row the caller has locked, on its day: by the powers that whoever
   * confirmed it holds on that day. Who has lost them since has not confirmed anything.
   *
   * @throws OrgException POWER when the plan reaches beyond them
   */
  void takeEffectOnItsDay(Reorganisation plan) {
    Draft draft = new Draft(plan.title(), plan.basis(), plan.effectiveOn(), plan.steps());
    AccountId confirmed =
        plans
            .confirmedBy(plan.id())
            .orElseThrow(() -> OrgException.of(OrgException.Code.POWER, "confirmedBy"));
    try {
      limits.within(confirmed, draft);
    } catch (OrgException e) {
      throw e.code() == OrgException.Code.UNKNOWN
          ? OrgException.of(OrgException.Code.POWER, e.field())
          : e;
    }
    takeEffect(plan, confirmed, "schedule");
  }

  /** Carries out the plan, whose row the caller has locked, and writes down that it was. */
  private Difference takeEffect(Reorganisation plan, AccountId confirmed, String actor) {
    Difference difference = carryOut(confirmed, plan);
    plans.tookEffect(plan.id());
    audit.append(
        new AuditEvent(
            "reorganisation.took-effect",
            actor,
            plan.id().toString(),
            Map.of(
                "effectiveOn", plan.effectiveOn().toString(),
                "unitsMade", Integer.toString(difference.totals().unitsMade()),
                "unitsEnded", Integer.toString(difference.totals().unitsEnded()),
                "unitsChanged", Integer.toString(difference.totals().unitsChanged()),
                "officials", Integer.toString(difference.totals().officials())),
            Map.of()));
    return difference;
  }

  private Difference carryOut(AccountId caller, Reorganisation plan) {
    rows.lock();
    Map<UnitId, List<UnitId>> successors =
        new Execution(units, rows, plan.effectiveOn()).carryOut(plan.steps());
    if (!successors.isEmpty()) {
      events.publishEvent(new UnitsReplaced(successors, plan.effectiveOn()));
    }
    return differences.read(caller, plan.effectiveOn());
  }

  private interface Change {
    Outcome.@Nullable Done of(Reorganisation present);
  }

  private Outcome changed(AccountId caller, ReorganisationId id, Change change) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          Optional<Reorganisation> present = plans.find(caller, id, true);
          if (present.isEmpty()) {
            return new Outcome.Unknown();
          }
          Outcome done = change.of(present.get());
          return done == null ? new Outcome.Changed(present.get()) : done;
        }));
  }

  private boolean later(LocalDate day) {
    return day.isAfter(EffectiveDate.today(clock));
  }

  private void record(
      String type, AccountId by, ReorganisationId id, LocalDate day, List<Step> steps) {
    audit.append(
        new AuditEvent(
            type,
            by.toString(),
            id.toString(),
            Map.of("effectiveOn", day.toString(), "steps", Integer.toString(steps.size())),
            Map.of()));
  }
}
