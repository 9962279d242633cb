package vn.antin.auth.api.systems;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.KeysetPage;
import vn.antin.auth.oauth2.access.NewRoleGrant;
import vn.antin.auth.oauth2.access.OpenUnit;
import vn.antin.auth.oauth2.access.RoleGrant;
import vn.antin.auth.oauth2.access.SystemAccess;
import vn.antin.auth.oauth2.access.SystemRole;
import vn.antin.auth.org.EffectiveDate;

@RestController
final class SystemAccessController {
  private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,62}");

  private final SystemAccess access;
  private final InstantSource clock;

  SystemAccessController(SystemAccess access, InstantSource clock) {
    this.access = access;
    this.clock = clock;
  }

  record Units(List<OpenUnit> items) {}

  /** Codes of units in force. */
  record NewUnits(@NotNull @Size(max = 1000) Set<String> units) {}

  record Roles(List<SystemRole> items) {}

  record Label(@NotBlank @Size(max = 200) String label, boolean delegated) {}

  /** Exactly one of who it is for is named; without a day it begins today. */
  record Giving(
      @NotBlank @Size(max = 63) String role,
      @Nullable UUID account,
      @Nullable @Size(max = 190) String username,
      @Nullable UUID post,
      @Nullable UUID unit,
      @Nullable @Size(max = 100) String unitCode,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  record Given(UUID id) {}

  @GetMapping("/api/clients/{client}/units")
  Units units(@AuthenticationPrincipal Jwt token, @PathVariable String client) {
    return access
        .openUnits(Caller.of(token).account(), client)
        .map(Units::new)
        .orElseThrow(SystemAccessController::notForAll);
  }

  @PutMapping("/api/clients/{client}/units")
  Units open(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String client,
      @Valid @RequestBody NewUnits body) {
    done(access.openTo(Caller.of(token).account(), client, body.units()));
    return units(token, client);
  }

  @GetMapping("/api/clients/{client}/roles")
  Roles roles(@AuthenticationPrincipal Jwt token, @PathVariable String client) {
    return new Roles(access.roles(Caller.of(token).account(), client));
  }

  @PutMapping("/api/clients/{client}/roles/{role}")
  SystemRole putRole(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String client,
      @PathVariable String role,
      @Valid @RequestBody Label body) {
    if (!ROLE.matcher(role).matches()) {
      throw ApiProblem.invalid(
          "role", "malformed", "expected up to 63 letters, digits or . _ : - after a letter");
    }
    SystemRole made = new SystemRole(role, body.label().strip(), body.delegated());
    done(access.putRole(Caller.of(token).account(), client, made));
    return made;
  }

  @DeleteMapping("/api/clients/{client}/roles/{role}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeRole(
      @AuthenticationPrincipal Jwt token, @PathVariable String client, @PathVariable String role) {
    done(access.removeRole(Caller.of(token).account(), client, role));
  }

  @GetMapping("/api/clients/{client}/role-grants")
  KeysetPage<RoleGrant> grants(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String client,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = KeysetPage.size(limit);
    return KeysetPage.of(
        access.grants(Caller.of(token).account(), client, after, size + 1),
        size,
        grant -> grant.id().toString());
  }

  @PostMapping("/api/clients/{client}/role-grants")
  @ResponseStatus(HttpStatus.CREATED)
  Given give(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String client,
      @Valid @RequestBody Giving body) {
    long named =
        Stream.of(body.account(), body.username(), body.post(), body.unit(), body.unitCode())
            .filter(Objects::nonNull)
            .count();
    if (named != 1) {
      throw ApiProblem.invalid(
          "account", "ambiguous", "expected one of account, username, post, unit and unitCode");
    }
    LocalDate from = body.validFrom() == null ? EffectiveDate.today(clock) : body.validFrom();
    if (body.validTo() != null && !body.validTo().isAfter(from)) {
      throw ApiProblem.invalid("validTo", "malformed", "expected a day after validFrom");
    }
    SystemAccess.Giving giving =
        access.give(
            Caller.of(token).account(),
            client,
            new NewRoleGrant(
                body.role(),
                body.account(),
                body.username(),
                body.post(),
                body.unit(),
                body.unitCode(),
                from,
                body.validTo()));
    return switch (giving) {
      case SystemAccess.Giving.Done(UUID grant) -> new Given(grant);
      case SystemAccess.Giving.Refused(SystemAccess.Outcome why) -> throw refused(why);
    };
  }

  @DeleteMapping("/api/clients/{client}/role-grants/{grant}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(
      @AuthenticationPrincipal Jwt token, @PathVariable String client, @PathVariable UUID grant) {
    done(access.end(Caller.of(token).account(), client, grant));
  }

  private static void done(SystemAccess.Outcome outcome) {
    if (outcome != SystemAccess.Outcome.DONE) {
      throw refused(outcome);
    }
  }

  private static ApiProblem refused(SystemAccess.Outcome why) {
    return switch (why) {
      case NOT_ALLOWED -> notForAll();
      case OWN_ACT ->
          ApiProblem.of(
              HttpStatus.FORBIDDEN, "own-act", "another administrator gives what reaches oneself");
      case UNKNOWN -> ApiProblem.notFound();
      case DONE -> throw new IllegalArgumentException("expected a refusal, found done");
    };
  }

  private static ApiProblem notForAll() {
    return ApiProblem.forbidden("expected a security administrator of the whole province");
  }
}
