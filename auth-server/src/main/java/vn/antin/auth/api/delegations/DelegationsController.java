package vn.antin.auth.api.delegations;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.EntityTag;
import vn.antin.auth.api.KeysetPage;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.delegation.Delegation;
import vn.antin.auth.org.delegation.DelegationDocument;
import vn.antin.auth.org.delegation.DelegationId;
import vn.antin.auth.org.delegation.Delegations;
import vn.antin.auth.org.delegation.NewDelegation;
import vn.antin.auth.org.delegation.SigningForm;

/** Records of delegated signing. */
@RestController
final class DelegationsController {
  private final Delegations delegations;
  private final InstantSource clock;

  DelegationsController(Delegations delegations, InstantSource clock) {
    this.delegations = delegations;
    this.clock = clock;
  }

  /**
   * Who may sign for whom.
   *
   * @param form KT, TL or TUQ
   * @param validTo the first day on which it stands no longer; null without an end
   * @param state upcoming, stands, lapsed (a post it rests on is no longer held) or ended
   * @param version what {@code If-Match} wants, in quotes
   */
  record DelegationView(
      UUID id,
      String form,
      UUID unitId,
      String unitName,
      Delegation.Side delegator,
      Delegation.Side delegate,
      String matters,
      List<String> documentTypes,
      DelegationDocument document,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      String state,
      Instant recordedAt,
      long version) {
    static DelegationView of(Delegation given) {
      return new DelegationView(
          given.id().value(),
          given.form().name(),
          given.unit().value(),
          given.unitName(),
          given.delegator(),
          given.delegate(),
          given.matters(),
          given.documentTypes(),
          given.document(),
          given.from(),
          given.to(),
          given.state().name().toLowerCase(Locale.ROOT),
          given.recordedAt(),
          given.version());
    }
  }

  record DelegationDetails(DelegationView delegation, List<Delegation.Entry> history) {}

  /** The document that says so. */
  record Paper(@Nullable String number, @Nullable String notation, @Nullable LocalDate date) {}

  /**
   * What is to be recorded; unit and officials by id, or by code and user names.
   *
   * @param delegatorId who heads the unit; left out when only one does
   * @param delegatePostId the post that the delegate must hold; left out for the one by which they
   *     qualify
   * @param validFrom today when left out
   */
  record Wish(
      @Nullable String form,
      @Nullable UUID unitId,
      @Nullable String unitCode,
      @Nullable UUID delegatorId,
      @Nullable String delegatorUsername,
      @Nullable UUID delegateId,
      @Nullable String delegateUsername,
      @Nullable UUID delegatePostId,
      @Nullable String matters,
      @Nullable List<@Nullable String> documentTypes,
      @Nullable Paper document,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  @GetMapping("/api/delegations")
  KeysetPage<DelegationView> list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(required = false) @Nullable UUID official,
      @RequestParam(defaultValue = "false") boolean ended,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = KeysetPage.size(limit);
    return KeysetPage.of(
            delegations.list(
                caller(token),
                new Delegations.Query(
                    unit == null ? null : new UnitId(unit),
                    official == null ? null : new AccountId(official),
                    ended,
                    after == null ? null : new DelegationId(after),
                    size + 1)),
            size,
            given -> given.id().toString())
        .map(DelegationView::of);
  }

  @GetMapping("/api/delegations/{id}")
  ResponseEntity<DelegationDetails> read(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    AccountId caller = caller(token);
    var delegation = new DelegationId(id);
    Delegation given = delegations.find(caller, delegation).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.ok()
        .eTag(EntityTag.of(given.version()))
        .body(
            new DelegationDetails(
                DelegationView.of(given), delegations.history(caller, delegation)));
  }

  @PostMapping("/api/delegations")
  ResponseEntity<DelegationDetails> record(
      @AuthenticationPrincipal Jwt token, @RequestBody Wish wish) {
    AccountId caller = caller(token);
    SigningForm form =
        SigningForm.of(text(wish.form()))
            .filter(SigningForm::delegated)
            .orElseThrow(() -> ApiProblem.invalid("form", "unknown", "expected KT, TL or TUQ"));
    Paper paper = wish.document();
    if (paper == null || paper.date() == null) {
      throw ApiProblem.invalid("document", "required", "expected number and date of a document");
    }
    UUID post = wish.delegatePostId();
    UnitId unit = unit(caller, wish);
    AccountId delegate = official(caller, wish.delegateId(), wish.delegateUsername(), "delegate");
    boolean named = wish.delegatorId() != null || !text(wish.delegatorUsername()).isBlank();
    DelegationId made =
        delegations.record(
            caller,
            new NewDelegation(
                form,
                unit,
                named
                    ? official(caller, wish.delegatorId(), wish.delegatorUsername(), "delegator")
                    : null,
                delegate,
                post == null ? null : new PostId(post),
                text(wish.matters()),
                Objects.requireNonNullElse(wish.documentTypes(), List.<@Nullable String>of())
                    .stream()
                    .map(DelegationsController::text)
                    .toList(),
                new DelegationDocument(text(paper.number()), text(paper.notation()), paper.date()),
                Objects.requireNonNullElse(wish.validFrom(), EffectiveDate.today(clock)),
                wish.validTo()));
    ResponseEntity<DelegationDetails> read = read(token, made.value());
    return ResponseEntity.created(URI.create("/api/delegations/" + made))
        .eTag(Objects.requireNonNull(read.getHeaders().getETag()))
        .body(read.getBody());
  }

  /** Ends it today, or on the day given. */
  @DeleteMapping("/api/delegations/{id}")
  ResponseEntity<Void> end(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestParam(required = false) @Nullable LocalDate on,
      @RequestParam(defaultValue = "") String reason) {
    delegations.end(
        caller(token),
        new DelegationId(id),
        EntityTag.demanded(version),
        Objects.requireNonNullElse(on, EffectiveDate.today(clock)),
        reason);
    return ResponseEntity.noContent().build();
  }

  private UnitId unit(AccountId caller, Wish wish) {
    UUID id = wish.unitId();
    return id != null
        ? new UnitId(id)
        : delegations
            .unit(caller, text(wish.unitCode()))
            .orElseThrow(
                () -> ApiProblem.invalid("unitCode", "unknown", "expected the code of a unit"));
  }

  private AccountId official(
      AccountId caller, @Nullable UUID id, @Nullable String username, String side) {
    return id != null
        ? new AccountId(id)
        : delegations
            .official(caller, text(username))
            .orElseThrow(() ->
                ApiProblem.invalid(
                    side + "Username", "unknown", "expected an official's user name"));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static AccountId caller(Jwt token) {
    return Caller.of(token).account();
  }
}
