package vn.antin.auth.api.power;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.Cursor;
import vn.antin.auth.api.KeysetPage;
import vn.antin.auth.org.power.Proposal;
import vn.antin.auth.org.power.ProposalId;
import vn.antin.auth.org.power.ProposalView;
import vn.antin.auth.org.power.Proposals;

/** Acts that wait for a second administrator, and what became of them. */
@RestController
final class ProposalsController {
  private static final int LONGEST_REASON = 500;

  private final Proposals proposals;

  ProposalsController(Proposals proposals) {
    this.proposals = proposals;
  }

  /** An official or a unit; without id and name when outside the caller's scope. */
  record Named(@Nullable UUID id, @Nullable String name) {}

  /**
   * A proposal.
   *
   * @param about the official it is done to
   * @param decidable whether the caller may decide on it
   */
  record Item(
      UUID id,
      String kind,
      String state,
      Named proposer,
      @Nullable Named decider,
      @Nullable Named about,
      @Nullable Named unit,
      Map<String, String> details,
      @Nullable String reason,
      Instant createdAt,
      Instant expiresAt,
      boolean mine,
      boolean decidable) {}

  record Refusal(@Nullable String reason) {}

  /**
   * Lists proposals, the newest first.
   *
   * @param state {@code open} (the default) or {@code all}
   */
  @GetMapping("/api/proposals")
  KeysetPage<Item> list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = KeysetPage.size(limit);
    AccountId caller = Caller.of(token).account();
    return KeysetPage.of(
            proposals.within(
                caller, !state.equals("all"), after == null ? null : place(after), size + 1),
            size,
            last ->
                Cursor.of(last.proposal().createdAt().toString(), last.proposal().id().toString()))
        .map(view -> item(view, caller));
  }

  @GetMapping("/api/proposals/{id}")
  Item read(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    return found(Caller.of(token).account(), id);
  }

  @PostMapping("/api/proposals/{id}/approve")
  Item approve(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    AccountId caller = Caller.of(token).account();
    proposals.approve(new ProposalId(id), caller);
    return found(caller, id);
  }

  @PostMapping("/api/proposals/{id}/refuse")
  Item refuse(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Refusal refusal) {
    AccountId caller = Caller.of(token).account();
    String reason = refusal == null ? "" : Objects.requireNonNullElse(refusal.reason(), "").strip();
    if (reason.length() > LONGEST_REASON) {
      throw ApiProblem.invalid(
          "reason", "too-long", "expected at most " + LONGEST_REASON + " characters");
    }
    proposals.refuse(new ProposalId(id), caller, reason.isEmpty() ? null : reason);
    return found(caller, id);
  }

  @PostMapping("/api/proposals/{id}/withdraw")
  Item withdraw(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    AccountId caller = Caller.of(token).account();
    proposals.withdraw(new ProposalId(id), caller);
    return found(caller, id);
  }

  private Item found(AccountId caller, UUID id) {
    return proposals
        .find(new ProposalId(id), caller)
        .map(view -> item(view, caller))
        .orElseThrow(ApiProblem::notFound);
  }

  private static Proposals.Place place(String after) {
    List<String> values = Cursor.read(after, 2);
    try {
      return new Proposals.Place(
          Instant.parse(values.getFirst()), new ProposalId(UUID.fromString(values.getLast())));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw ApiProblem.malformed("after: expected the next of the page before");
    }
  }

  private static Item item(ProposalView view, AccountId caller) {
    Proposal proposal = view.proposal();
    AccountId decider = proposal.decider();
    AccountId about = proposal.about();
    return new Item(
        proposal.id().value(),
        proposal.kind(),
        proposal.state().name().toLowerCase(Locale.ROOT),
        named(proposal.proposer().value(), view.proposerName()),
        decider == null ? null : named(decider.value(), view.deciderName()),
        about == null ? null : named(about.value(), view.aboutName()),
        proposal.unit() == null ? null : named(proposal.unit().value(), view.unitName()),
        proposal.details(),
        view.reason(),
        proposal.createdAt(),
        proposal.expiresAt(),
        proposal.proposer().equals(caller),
        view.decidable());
  }

  private static Named named(UUID id, @Nullable String name) {
    return new Named(name == null ? null : id, name);
  }
}
