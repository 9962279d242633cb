package vn.antin.auth.api.people;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.EntityTag;
import vn.antin.auth.org.AssignmentId;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.LeaveReason;
import vn.antin.auth.org.lifecycle.Lifecycle;
import vn.antin.auth.org.lifecycle.PostingChange;

/** An official's way through the organisation; each act answers with the official as they are. */
@RestController
final class LifecycleController {
  private static final int LONGEST_REASON = 200;

  private final Lifecycle lifecycle;
  private final PersonFiles files;
  private final Confirmations confirmations;

  LifecycleController(Lifecycle lifecycle, PersonFiles files, Confirmations confirmations) {
    this.lifecycle = lifecycle;
    this.files = files;
    this.confirmations = confirmations;
  }

  /**
   * A move.
   *
   * @param replacesMain whether the main post becomes this one; otherwise it is held beside it
   * @param keepRoles whether roles over units that the new main post does not lie in stay
   */
  record Move(
      PersonForms.@Nullable PostForm post,
      @Nullable Boolean replacesMain,
      @Nullable Boolean keepRoles) {}

  record Ending(@Nullable LocalDate on) {}

  record Leaving(@Nullable LocalDate on, @Nullable String reason) {}

  record Disabling(@Nullable String reason) {}

  record Return(PersonForms.@Nullable PostForm post) {}

  @PostMapping("/api/accounts/{id}/posts")
  ResponseEntity<PersonFile> move(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id, @RequestBody Move body) {
    var posting = PersonForms.posting(required(body.post()));
    lifecycle.move(
        new AccountId(id),
        Objects.requireNonNullElse(body.replacesMain(), false)
            ? new PostingChange.Transfer(
                posting, Objects.requireNonNullElse(body.keepRoles(), false))
            : new PostingChange.Additional(posting),
        actor(token));
    return file(token, id);
  }

  @PostMapping("/api/accounts/{id}/posts/{assignment}/end")
  ResponseEntity<PersonFile> end(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @PathVariable UUID assignment,
      @RequestBody Ending body) {
    lifecycle.move(
        new AccountId(id),
        new PostingChange.End(new AssignmentId(assignment), day(body.on())),
        actor(token));
    return file(token, id);
  }

  @PostMapping("/api/accounts/{id}/leave")
  ResponseEntity<PersonFile> leave(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id, @RequestBody Leaving body) {
    LeaveReason reason =
        LeaveReason.of(Objects.requireNonNullElse(body.reason(), ""))
            .orElseThrow(() ->
                ApiProblem.invalid(
                    "reason",
                    "invalid",
                    "expected retirement, resignation, transfer, dismissal, death or other"));
    lifecycle.leave(new AccountId(id), day(body.on()), reason, actor(token));
    return file(token, id);
  }

  @PostMapping("/api/accounts/{id}/leave/cancel")
  ResponseEntity<PersonFile> cancelLeave(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    if (!lifecycle.cancelLeave(new AccountId(id), actor(token))) {
      throw ApiProblem.conflict("nothing-planned", "no leaving is planned");
    }
    return file(token, id);
  }

  @PostMapping("/api/accounts/{id}/rehire")
  ResponseEntity<PersonFile> rehire(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id, @RequestBody Return body) {
    lifecycle.rehire(new AccountId(id), PersonForms.posting(required(body.post())), actor(token));
    return file(token, id);
  }

  @PostMapping("/api/accounts/{id}/disable")
  ResponseEntity<PersonFile> disable(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id, @RequestBody Disabling body) {
    String reason = Objects.requireNonNullElse(body.reason(), "").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw ApiProblem.invalid(
          "reason", "invalid", "expected 1 to " + LONGEST_REASON + " characters");
    }
    if (!lifecycle.disable(new AccountId(id), "disabled:" + reason, actor(token))) {
      throw ApiProblem.conflict("not-active", "the account is not active");
    }
    return file(token, id);
  }

  @PostMapping("/api/accounts/{id}/enable")
  ResponseEntity<PersonFile> enable(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    if (!lifecycle.enable(new AccountId(id), actor(token))) {
      throw ApiProblem.conflict("not-disabled", "the account is not disabled");
    }
    return file(token, id);
  }

  /** Which systems have confirmed that this official may not log in any more. */
  @GetMapping("/api/accounts/{id}/confirmations")
  Confirmations.Report confirmations(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    return files
        .find(Caller.of(token).account(), new AccountId(id))
        .map(confirmations::of)
        .orElseThrow(ApiProblem::notFound);
  }

  private static Actor actor(Jwt token) {
    return new Actor.Administrator(Caller.of(token).account());
  }

  private static PersonForms.PostForm required(PersonForms.@Nullable PostForm post) {
    if (post == null) {
      throw ApiProblem.invalid("post", "required", "is required");
    }
    return post;
  }

  private static LocalDate day(@Nullable LocalDate on) {
    if (on == null) {
      throw ApiProblem.invalid("on", "required", "is required");
    }
    return on;
  }

  private ResponseEntity<PersonFile> file(Jwt token, UUID id) {
    PersonFile file =
        files.find(Caller.of(token).account(), new AccountId(id)).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.ok().eTag(EntityTag.of(file.version())).body(file);
  }
}
