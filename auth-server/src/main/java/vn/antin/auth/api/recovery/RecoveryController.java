package vn.antin.auth.api.recovery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.login.recovery.Recoveries;
import vn.antin.auth.login.recovery.Recovery;
import vn.antin.auth.login.recovery.RecoveryRefused;
import vn.antin.auth.login.recovery.RecoveryWay;
import vn.antin.auth.org.People;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.power.ProposalId;

@RestController
@RequestMapping("/api/accounts/{id}/recovery")
final class RecoveryController {
  private static final int LONGEST_REASON = 500;

  private final Recoveries recoveries;
  private final People people;

  RecoveryController(Recoveries recoveries, People people) {
    this.recoveries = recoveries;
    this.people = people;
  }

  /**
   * What an administrator asks for.
   *
   * @param way mail or slip
   * @param resetsFactors whether the official's other factors go as well
   * @param reason for the second administrator and the log
   */
  record Wish(@Nullable String way, @Nullable Boolean resetsFactors, @Nullable String reason) {}

  /** A second administrator has to agree under {@code /api/proposals}, or it has begun. */
  record Begun(String state, @Nullable String proposal) {}

  /**
   * A recovery.
   *
   * @param startedBy null when that administrator is outside the caller's scope; so is {@code
   *     approvedBy}
   */
  record View(
      String state,
      String way,
      boolean resetsFactors,
      @Nullable UUID startedBy,
      @Nullable UUID approvedBy,
      Instant startedAt,
      Instant expiresAt,
      @Nullable Instant handedOutAt) {}

  record Slip(String code, String username, String displayName, Instant expiresAt) {}

  @PostMapping
  ResponseEntity<Begun> start(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id, @RequestBody Wish wish) {
    RecoveryWay way =
        Optional.ofNullable(wish.way())
            .flatMap(RecoveryWay::of)
            .orElseThrow(() -> ApiProblem.invalid("way", "malformed", "expected mail or slip"));
    String reason = wish.reason() == null ? "" : wish.reason().strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw ApiProblem.invalid(
          "reason", "required", "expected 1 to %d characters".formatted(LONGEST_REASON));
    }
    Optional<ProposalId> proposal =
        recoveries.start(
            Caller.of(token).account(),
            new AccountId(id),
            way,
            Boolean.TRUE.equals(wish.resetsFactors()),
            reason);
    return proposal
        .map(waiting -> ResponseEntity.accepted().body(new Begun("proposed", waiting.toString())))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.CREATED).body(new Begun("begun", null)));
  }

  @GetMapping
  View show(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    AccountId caller = Caller.of(token).account();
    return recoveries
        .find(caller, new AccountId(id))
        .map(recovery -> view(caller, recovery))
        .orElseThrow(ApiProblem::notFound);
  }

  @PostMapping("/slip")
  ResponseEntity<Slip> printSlip(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    Recoveries.Slip slip = recoveries.printSlip(Caller.of(token).account(), new AccountId(id));
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(new Slip(slip.code(), slip.username(), slip.displayName(), slip.expiresAt()));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    recoveries.withdraw(Caller.of(token).account(), new AccountId(id));
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(RecoveryRefused refused) {
    ApiProblem problem =
        switch (refused.code()) {
          case NO_ADDRESS ->
              ApiProblem.conflict("no-address", "there is no address to mail a link to");
          case PASSWORD_ELSEWHERE ->
              ApiProblem.conflict(
                  "password-elsewhere", "the office's own directory holds this password");
          case DISABLED -> ApiProblem.conflict("disabled", "the account may not log in anyway");
          case NONE_OPEN ->
              ApiProblem.conflict("none-open", "no recovery is under way for this, by you");
        };
    return ResponseEntity.status(problem.getStatusCode()).body(problem.getBody());
  }

  private @Nullable UUID known(AccountId caller, @Nullable AccountId administrator) {
    return administrator != null
            && (administrator.equals(caller)
                || people.find(caller, Power.SEE_PEOPLE, administrator).isPresent())
        ? administrator.value()
        : null;
  }

  private View view(AccountId caller, Recovery recovery) {
    String state =
        recovery.outcome() != null
            ? recovery.outcome()
            : recovery.handedOutAt() == null ? "ready" : "handed-out";
    return new View(
        state,
        recovery.way().value(),
        recovery.resetsFactors(),
        known(caller, recovery.startedBy()),
        known(caller, recovery.approvedBy()),
        recovery.startedAt(),
        recovery.expiresAt(),
        recovery.handedOutAt());
  }
}
