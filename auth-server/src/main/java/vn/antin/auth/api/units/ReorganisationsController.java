package vn.antin.auth.api.units;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.EntityTag;
import vn.antin.auth.api.KeysetPage;
import vn.antin.auth.org.OrgException;
import vn.antin.auth.org.reorganisation.Difference;
import vn.antin.auth.org.reorganisation.Draft;
import vn.antin.auth.org.reorganisation.Reorganisation;
import vn.antin.auth.org.reorganisation.ReorganisationId;
import vn.antin.auth.org.reorganisation.Reorganisations;
import vn.antin.auth.org.reorganisation.Step;
import vn.antin.auth.org.reorganisation.StepRow;

/** Plans of reorganisation: draft, rehearse, confirm, undo. */
@RestController
final class ReorganisationsController {
  private static final String PATH = "/api/reorganisations/{id}";

  private final Reorganisations reorganisations;

  ReorganisationsController(Reorganisations reorganisations) {
    this.reorganisations = reorganisations;
  }

  /**
   * One step; which members it needs follows from the kind.
   *
   * @param kind create, merge, split, move, rename, transfer or dissolve
   * @param unit the unit it is about; a create step may name the id that later steps use
   * @param units merge: which units go into it; split: which come out of it
   * @param posts transfer: which posts go to the unit
   */
  record StepBody(
      @Nullable String kind,
      @Nullable UUID unit,
      @Nullable List<UUID> units,
      @Nullable List<UUID> posts,
      @Nullable UUID parent,
      @Nullable String unitKind,
      @Nullable String code,
      @Nullable String name,
      @Nullable Boolean keeps) {}

  record PlanBody(
      @Nullable String title,
      @Nullable String basis,
      @Nullable LocalDate effectiveOn,
      @Nullable List<StepBody> steps) {}

  /**
   * A plan.
   *
   * @param steps empty in lists, as {@code names} is
   * @param names what the units and posts of the steps are called
   */
  record PlanView(
      UUID id,
      String title,
      String basis,
      LocalDate effectiveOn,
      String state,
      long version,
      Instant createdAt,
      @Nullable Instant confirmedAt,
      @Nullable Instant effectiveAt,
      @Nullable String fault,
      List<StepRow> steps,
      int stepCount,
      Map<UUID, String> names) {
    static PlanView of(Reorganisation plan, Map<UUID, String> names) {
      return new PlanView(
          plan.id().value(),
          plan.title(),
          plan.basis(),
          plan.effectiveOn(),
          plan.state().name().toLowerCase(Locale.ROOT),
          plan.version(),
          plan.createdAt(),
          plan.confirmedAt(),
          plan.effectiveAt(),
          plan.fault(),
          plan.steps().stream().map(StepRow::of).toList(),
          plan.stepCount(),
          names);
    }
  }

  @GetMapping("/api/reorganisations")
  KeysetPage<PlanView> list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = KeysetPage.size(limit);
    return KeysetPage.of(
            reorganisations.list(
                caller(token), after == null ? null : new ReorganisationId(after), size + 1),
            size,
            plan -> plan.id().toString())
        .map(plan -> PlanView.of(plan, Map.of()));
  }

  @GetMapping(PATH)
  ResponseEntity<PlanView> read(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    return reorganisations
        .find(caller(token), new ReorganisationId(id))
        .map(this::answer)
        .orElseThrow(ApiProblem::notFound);
  }

  @PostMapping("/api/reorganisations")
  ResponseEntity<PlanView> draft(@AuthenticationPrincipal Jwt token, @RequestBody PlanBody body) {
    Reorganisation plan = reorganisations.draft(caller(token), draft(body));
    return ResponseEntity.created(URI.create("/api/reorganisations/" + plan.id()))
        .eTag(EntityTag.of(plan.version()))
        .body(PlanView.of(plan, reorganisations.names(plan)));
  }

  @PutMapping(PATH)
  ResponseEntity<PlanView> replace(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestBody PlanBody body) {
    return answer(
        reorganisations.replace(
            caller(token), new ReorganisationId(id), EntityTag.demanded(version), draft(body)),
        version);
  }

  /** Carries the plan out and takes it back; tells the difference. */
  @PostMapping(PATH + "/rehearse")
  Difference rehearse(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    return reorganisations
        .rehearse(caller(token), new ReorganisationId(id))
        .orElseThrow(ApiProblem::notFound);
  }

  /** Takes effect on its day; at once when that is today. */
  @PostMapping(PATH + "/confirm")
  ResponseEntity<PlanView> confirm(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    return answer(
        reorganisations.confirm(
            caller(token), new ReorganisationId(id), EntityTag.demanded(version)),
        version);
  }

  /** A draft again, as long as it has not taken effect. */
  @PostMapping(PATH + "/undo")
  ResponseEntity<PlanView> undo(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    return answer(
        reorganisations.undo(caller(token), new ReorganisationId(id), EntityTag.demanded(version)),
        version);
  }

  @DeleteMapping(PATH)
  ResponseEntity<PlanView> withdraw(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    return answer(
        reorganisations.withdraw(
            caller(token), new ReorganisationId(id), EntityTag.demanded(version)),
        version);
  }

  private ResponseEntity<PlanView> answer(
      Reorganisations.Outcome outcome, @Nullable String version) {
    return switch (outcome) {
      case Reorganisations.Outcome.Done done -> answer(done.plan());
      case Reorganisations.Outcome.Unknown() -> throw ApiProblem.notFound();
      case Reorganisations.Outcome.Changed(Reorganisation present) ->
          throw present.version() == EntityTag.demanded(version)
              ? ApiProblem.conflict(
                  "wrong-state", "the plan is " + present.state().name().toLowerCase(Locale.ROOT))
              : ApiProblem.changed();
    };
  }

  private ResponseEntity<PlanView> answer(Reorganisation plan) {
    return ResponseEntity.ok()
        .eTag(EntityTag.of(plan.version()))
        .body(PlanView.of(plan, reorganisations.names(plan)));
  }

  private static Draft draft(PlanBody body) {
    LocalDate day = body.effectiveOn();
    if (day == null) {
      throw OrgException.of(OrgException.Code.INVALID, "effectiveOn");
    }
    List<Step> steps = new ArrayList<>();
    for (StepBody step : Objects.requireNonNullElse(body.steps(), List.<StepBody>of())) {
      try {
        steps.add(row(step).step());
      } catch (OrgException e) {
        throw OrgException.of(e.code(), "steps[" + steps.size() + "]." + e.field());
      }
    }
    return new Draft(
        Objects.requireNonNullElse(body.title(), ""),
        Objects.requireNonNullElse(body.basis(), ""),
        day,
        steps);
  }

  private static StepRow row(StepBody step) {
    String kind = Objects.requireNonNullElse(step.kind(), "");
    UUID unit = step.unit();
    if (unit == null) {
      if (!kind.equals("create")) {
        throw OrgException.of(OrgException.Code.INVALID, "unit");
      }
      unit = UUID.randomUUID();
    }
    return new StepRow(
        kind,
        unit,
        named("units", step.units()),
        named("posts", step.posts()),
        step.parent(),
        step.unitKind(),
        step.code(),
        step.name(),
        Boolean.TRUE.equals(step.keeps()));
  }

  private static List<UUID> named(String field, @Nullable List<UUID> ids) {
    if (ids != null && ids.stream().anyMatch(Objects::isNull)) {
      throw OrgException.of(OrgException.Code.INVALID, field);
    }
    return Objects.requireNonNullElse(ids, List.of());
  }

  private static AccountId caller(Jwt token) {
    return Caller.of(token).account();
  }
}
