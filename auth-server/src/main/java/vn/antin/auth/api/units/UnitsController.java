package vn.antin.auth.api.units;

import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.Cursor;
import vn.antin.auth.api.EntityTag;
import vn.antin.auth.api.KeysetPage;
import vn.antin.auth.org.AdministeredUnits;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.OrgException;
import vn.antin.auth.org.Unit;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitIdentifiers;
import vn.antin.auth.org.UnitKind;

/** Units: the tree, its history, and single changes. Several at once are a reorganisation. */
@RestController
final class UnitsController {
  private final AdministeredUnits administered;
  private final UnitIdentifiers identifiers;
  private final UnitWriting writing;
  private final InstantSource clock;

  UnitsController(
      AdministeredUnits administered,
      UnitIdentifiers identifiers,
      UnitWriting writing,
      InstantSource clock) {
    this.administered = administered;
    this.identifiers = identifiers;
    this.writing = writing;
    this.clock = clock;
  }

  record Units(List<UnitViews.UnitView> items) {}

  /**
   * A unit to be made.
   *
   * @param parentId null for a root
   * @param validFrom today when not given
   */
  record Creation(
      @Nullable UUID parentId,
      @Nullable String kind,
      @Nullable String code,
      @Nullable String name,
      @Nullable LocalDate validFrom) {}

  /**
   * What becomes different; null for what stays.
   *
   * @param validFrom the day from which it is so: today when not given, no later one
   */
  record Change(
      @Nullable UUID parentId,
      @Nullable String kind,
      @Nullable String code,
      @Nullable String name,
      @Nullable LocalDate validFrom) {}

  record NewIdentifier(@Nullable String identifier, @Nullable LocalDate validFrom) {}

  @GetMapping("/api/units")
  KeysetPage<UnitViews.UnitView> list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable UUID parent,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = KeysetPage.size(limit);
    return KeysetPage.of(
            administered.list(
                caller(token),
                new AdministeredUnits.Query(
                    day(asOf),
                    q,
                    parent == null ? null : new UnitId(parent),
                    after.isEmpty() ? null : place(after),
                    size + 1)),
            size,
            unit -> Cursor.of(unit.code(), unit.id().toString()))
        .map(UnitViews.UnitView::of);
  }

  /** Where the caller's part of the tree begins. */
  @GetMapping("/api/units/tops")
  Units tops(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    return new Units(UnitViews.units(administered.tops(caller(token), day(asOf))));
  }

  /** To whom an organisation identifier leads, also one that was laid down long ago. */
  @GetMapping("/api/units/resolve")
  Units resolve(
      @AuthenticationPrincipal Jwt token,
      @RequestParam String identifier,
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    return new Units(UnitViews.units(administered.resolve(caller(token), identifier, day(asOf))));
  }

  @GetMapping("/api/units/{id}")
  ResponseEntity<UnitViews.UnitDetails> read(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    return details(caller(token), new UnitId(id), day(asOf));
  }

  @PostMapping("/api/units")
  ResponseEntity<UnitViews.UnitDetails> create(
      @AuthenticationPrincipal Jwt token, @RequestBody Creation body) {
    AccountId caller = caller(token);
    UUID parent = body.parentId();
    UnitId made =
        writing.create(
            caller,
            parent == null ? null : new UnitId(parent),
            kind(Objects.requireNonNullElse(body.kind(), "")),
            Objects.requireNonNullElse(body.code(), ""),
            Objects.requireNonNullElse(body.name(), ""),
            day(body.validFrom()));
    Unit unit = administered.find(caller, made).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.created(URI.create("/api/units/" + made))
        .eTag(EntityTag.of(unit.version()))
        .body(body(caller, unit, day(null)));
  }

  @PatchMapping("/api/units/{id}")
  ResponseEntity<UnitViews.UnitDetails> change(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestBody Change body) {
    AccountId caller = caller(token);
    UUID parent = body.parentId();
    writing.change(
        caller,
        new UnitId(id),
        EntityTag.demanded(version),
        new UnitWriting.Change(
            parent == null ? null : new UnitId(parent),
            body.kind() == null ? null : kind(body.kind()),
            body.code(),
            body.name(),
            day(body.validFrom())));
    return details(caller, new UnitId(id), day(null));
  }

  /** Another scheme's identifier, by which the unit is found as well. */
  @PostMapping("/api/units/{id}/identifiers")
  ResponseEntity<UnitViews.UnitDetails> identify(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestBody NewIdentifier body) {
    AccountId caller = caller(token);
    writing.identify(
        caller,
        new UnitId(id),
        EntityTag.demanded(version),
        Objects.requireNonNullElse(body.identifier(), ""),
        day(body.validFrom()));
    return details(caller, new UnitId(id), day(null));
  }

  @DeleteMapping("/api/units/{id}/identifiers/{identifier}")
  ResponseEntity<Void> endIdentifier(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @PathVariable String identifier,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    writing.endIdentifier(
        caller(token), new UnitId(id), EntityTag.demanded(version), identifier, day(null));
    return ResponseEntity.noContent().build();
  }

  private ResponseEntity<UnitViews.UnitDetails> details(
      AccountId caller, UnitId id, LocalDate day) {
    Unit unit = administered.find(caller, id).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.ok().eTag(EntityTag.of(unit.version())).body(body(caller, unit, day));
  }

  private UnitViews.UnitDetails body(AccountId caller, Unit unit, LocalDate day) {
    List<Unit> path = administered.path(caller, unit.id(), day);
    boolean stood = !path.isEmpty() && path.getLast().id().equals(unit.id());
    return new UnitViews.UnitDetails(
        UnitViews.UnitView.of(stood ? path.getLast() : unit),
        UnitViews.units(path),
        UnitViews.units(administered.history(caller, unit.id())),
        identifiers.of(unit.id()),
        UnitViews.units(administered.predecessors(caller, unit.id())),
        UnitViews.units(administered.successors(caller, unit.id())));
  }

  private static UnitKind kind(String word) {
    return UnitKind.of(word).orElseThrow(() -> OrgException.of(OrgException.Code.INVALID, "kind"));
  }

  private static AdministeredUnits.Place place(String cursor) {
    List<String> read = Cursor.read(cursor, 2);
    try {
      return new AdministeredUnits.Place(
          read.getFirst(), new UnitId(UUID.fromString(read.getLast())));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.malformed("after: expected the next of the page before");
    }
  }

  private LocalDate day(@Nullable LocalDate asked) {
    return asked == null ? EffectiveDate.today(clock) : asked;
  }

  private static AccountId caller(Jwt token) {
    return Caller.of(token).account();
  }
}
