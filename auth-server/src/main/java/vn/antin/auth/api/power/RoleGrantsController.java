package vn.antin.auth.api.power;

import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
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
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.power.ProposalId;
import vn.antin.auth.org.power.Proposals;
import vn.antin.auth.org.power.RoleGrant;
import vn.antin.auth.org.power.RoleGrantAct;
import vn.antin.auth.org.power.RoleGrants;

/** Roles over units. To give one is proposed; to take one away is done at once. */
@RestController
final class RoleGrantsController {
  private static final int LONGEST_REASON = 500;

  private final RoleGrants grants;
  private final Proposals proposals;
  private final InstantSource clock;

  RoleGrantsController(RoleGrants grants, Proposals proposals, InstantSource clock) {
    this.grants = grants;
    this.proposals = proposals;
    this.clock = clock;
  }

  /**
   * A role held over a unit and everything below it.
   *
   * @param to the first day on which it is not in force any more; null without end
   * @param version what {@code If-Match} wants, in quotes
   */
  record Item(
      UUID id,
      UUID accountId,
      String accountName,
      String role,
      UUID unitId,
      String unitName,
      LocalDate from,
      @Nullable LocalDate to,
      long version) {}

  /**
   * The role to be given; official and unit by id, or by user name and code.
   *
   * @param from today when not given
   * @param reason for who decides
   */
  record Wish(
      @Nullable UUID accountId,
      @Nullable String username,
      @Nullable String role,
      @Nullable UUID unitId,
      @Nullable String unitCode,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable String reason) {}

  /** Where the decision can be followed. */
  record Proposed(UUID proposalId) {}

  @GetMapping("/api/role-grants")
  KeysetPage<Item> list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable UUID account,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = KeysetPage.size(limit);
    return KeysetPage.of(
            grants.within(
                Caller.of(token).account(),
                account == null ? null : new AccountId(account),
                unit == null ? null : new UnitId(unit),
                after,
                size + 1),
            size,
            grant -> grant.id().toString())
        .map(RoleGrantsController::item);
  }

  @GetMapping("/api/role-grants/{id}")
  ResponseEntity<Item> read(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    RoleGrant grant = grants.find(Caller.of(token).account(), id).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.ok().eTag(EntityTag.of(grant.version())).body(item(grant));
  }

  @PostMapping("/api/role-grants")
  ResponseEntity<Proposed> propose(@AuthenticationPrincipal Jwt token, @RequestBody Wish wish) {
    AccountId caller = Caller.of(token).account();
    AccountId official =
        wish.accountId() != null
            ? new AccountId(wish.accountId())
            : grants
                .official(caller, Objects.requireNonNullElse(wish.username(), ""))
                .orElseThrow(() ->
                    ApiProblem.invalid("username", "unknown", "expected an official's user name"));
    UnitId unit =
        wish.unitId() != null
            ? new UnitId(wish.unitId())
            : grants
                .unit(caller, Objects.requireNonNullElse(wish.unitCode(), ""))
                .orElseThrow(
                    () -> ApiProblem.invalid("unitCode", "unknown", "expected the code of a unit"));
    Role role =
        Role.of(Objects.requireNonNullElse(wish.role(), ""))
            .orElseThrow(() -> ApiProblem.invalid("role", "unknown", "expected a role"));
    LocalDate today = EffectiveDate.today(clock);
    LocalDate from = Objects.requireNonNullElse(wish.from(), today);
    if (from.isBefore(today)) {
      throw ApiProblem.invalid("from", "past", "expected today or a later day");
    }
    if (wish.to() != null && !wish.to().isAfter(from)) {
      throw ApiProblem.invalid("to", "before-from", "expected a day after from");
    }
    String reason = Objects.requireNonNullElse(wish.reason(), "").strip();
    if (reason.length() > LONGEST_REASON) {
      throw ApiProblem.invalid("reason", "too-long", "expected " + LONGEST_REASON + " characters");
    }
    ProposalId proposal =
        proposals.propose(
            RoleGrantAct.KIND,
            caller,
            official,
            unit,
            new RoleGrantAct.Wish(role, from, wish.to(), reason).details());
    return ResponseEntity.accepted()
        .location(URI.create("/api/proposals/" + proposal))
        .body(new Proposed(proposal.value()));
  }

  @DeleteMapping("/api/role-grants/{id}")
  ResponseEntity<Void> withdraw(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    grants.withdraw(Caller.of(token).account(), id, EntityTag.demanded(version));
    return ResponseEntity.noContent().build();
  }

  private static Item item(RoleGrant grant) {
    return new Item(
        grant.id(),
        grant.account().value(),
        grant.accountName(),
        grant.role().value(),
        grant.unit().value(),
        grant.unitName(),
        grant.from(),
        grant.to(),
        grant.version());
  }
}
