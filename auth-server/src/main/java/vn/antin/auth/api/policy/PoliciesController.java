package vn.antin.auth.api.policy;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.EntityTag;
import vn.antin.auth.api.KeysetPage;
import vn.antin.auth.login.policy.PolicyAdministration;
import vn.antin.auth.login.policy.PolicyAdministration.Outcome;
import vn.antin.auth.login.policy.PolicyOwner;
import vn.antin.auth.login.policy.StoredPolicy;
import vn.antin.auth.org.UnitId;

/**
 * Policies of units and systems. A policy that does not exist yet has the version 0: the first PUT
 * says {@code If-Match: "0"}.
 */
@RestController
final class PoliciesController {
  private static final String UNIT = "/api/policies/units/{unit}";
  private static final String CLIENT = "/api/policies/clients/{client}";

  private final PolicyAdministration policies;

  PoliciesController(PolicyAdministration policies) {
    this.policies = policies;
  }

  /** All policies within the scope; there are few, so one page holds them. */
  @GetMapping("/api/policies")
  KeysetPage<PolicyDocument> list(@AuthenticationPrincipal Jwt token) {
    List<StoredPolicy> found = policies.list(Caller.of(token).account());
    return new KeysetPage<>(found.stream().map(PolicyDocument::of).toList(), null);
  }

  @GetMapping(UNIT)
  ResponseEntity<PolicyDocument> read(@AuthenticationPrincipal Jwt token, @PathVariable UUID unit) {
    return read(token, owner(unit));
  }

  @GetMapping(CLIENT)
  ResponseEntity<PolicyDocument> read(
      @AuthenticationPrincipal Jwt token, @PathVariable String client) {
    return read(token, new PolicyOwner.OfClient(client));
  }

  private ResponseEntity<PolicyDocument> read(Jwt token, PolicyOwner owner) {
    return policies
        .find(Caller.of(token).account(), owner)
        .map(PoliciesController::tagged)
        .orElseThrow(ApiProblem::notFound);
  }

  @PutMapping(UNIT)
  ResponseEntity<PolicyDocument> set(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID unit,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestBody PolicyDocument wanted) {
    return set(token, owner(unit), version, wanted);
  }

  @PutMapping(CLIENT)
  ResponseEntity<PolicyDocument> set(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String client,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestBody PolicyDocument wanted) {
    return set(token, new PolicyOwner.OfClient(client), version, wanted);
  }

  private ResponseEntity<PolicyDocument> set(
      Jwt token, PolicyOwner owner, @Nullable String version, PolicyDocument wanted) {
    AccountId caller = Caller.of(token).account();
    if (!policies.reaches(caller, owner)) {
      throw ApiProblem.notFound();
    }
    long looked = EntityTag.demanded(version);
    return tagged(done(policies.set(caller, owner, wanted.settings(owner), looked)));
  }

  @DeleteMapping(UNIT)
  ResponseEntity<Void> remove(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID unit,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    return remove(token, owner(unit), version);
  }

  @DeleteMapping(CLIENT)
  ResponseEntity<Void> remove(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String client,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    return remove(token, new PolicyOwner.OfClient(client), version);
  }

  private ResponseEntity<Void> remove(Jwt token, PolicyOwner owner, @Nullable String version) {
    AccountId caller = Caller.of(token).account();
    if (!policies.reaches(caller, owner)) {
      throw ApiProblem.notFound();
    }
    done(policies.remove(caller, owner, EntityTag.demanded(version)));
    return ResponseEntity.noContent().build();
  }

  private static StoredPolicy done(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(StoredPolicy policy) -> policy;
      case Outcome.Changed() -> throw ApiProblem.changed();
      case Outcome.Unknown() -> throw ApiProblem.notFound();
    };
  }

  private static PolicyOwner owner(UUID unit) {
    return new PolicyOwner.OfUnit(new UnitId(unit));
  }

  private static ResponseEntity<PolicyDocument> tagged(StoredPolicy policy) {
    return ResponseEntity.ok().eTag(EntityTag.of(policy.version())).body(PolicyDocument.of(policy));
  }
}
