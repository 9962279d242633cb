package vn.antin.auth.api.people;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.NationalIdCorrections;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.Authority;
import vn.antin.auth.org.lifecycle.NationalIdAct;
import vn.antin.auth.org.power.Powers;
import vn.antin.auth.org.power.Proposal;
import vn.antin.auth.org.power.ProposalId;
import vn.antin.auth.org.power.ProposalView;
import vn.antin.auth.org.power.Proposals;

/** Another national id for an official who has used the account: proposed, read, decided. */
@RestController
@RequestMapping("/api/accounts/{id}/national-id-correction")
final class NationalIdCorrectionController {
  private static final int LONGEST_REASON = 500;

  private final NationalIdCorrections corrections;
  private final Proposals proposals;
  private final Powers powers;
  private final Authority authority;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  NationalIdCorrectionController(
      NationalIdCorrections corrections,
      Proposals proposals,
      Powers powers,
      Authority authority,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.corrections = corrections;
    this.proposals = proposals;
    this.powers = powers;
    this.authority = authority;
    this.audit = audit;
    this.transaction = transaction;
  }

  record CorrectionWish(@Nullable String nationalId, @Nullable String reason) {}

  record ProposedCorrection(UUID proposalId) {}

  record ProposedNumber(String nationalId) {}

  @PostMapping
  ResponseEntity<ProposedCorrection> proposeNationalId(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id, @RequestBody CorrectionWish wish) {
    NationalId number =
        Optional.ofNullable(wish.nationalId())
            .flatMap(NationalId::read)
            .orElseThrow(
                () -> ApiProblem.invalid("nationalId", "invalid", "expected twelve digits"));
    String reason = Objects.requireNonNullElse(wish.reason(), "").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw ApiProblem.invalid(
          "reason", "required", "expected 1 to %d characters".formatted(LONGEST_REASON));
    }
    AccountId caller = Caller.of(token).account();
    AccountId official = new AccountId(id);
    UUID proposal =
        transaction.execute(status -> {
          require(caller, official);
          UUID kept = corrections.keep(official, number);
          return proposals
              .propose(
                  NationalIdAct.KIND,
                  caller,
                  official,
                  null,
                  NationalIdAct.details(kept, number, reason))
              .value();
        });
    return ResponseEntity.accepted().body(new ProposedCorrection(Objects.requireNonNull(proposal)));
  }

  /** Shows the number of this open proposal: a deliberate act that stands in the audit log. */
  @PostMapping("/{proposal}/show")
  ResponseEntity<ProposedNumber> showProposedNationalId(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id, @PathVariable UUID proposal) {
    AccountId caller = Caller.of(token).account();
    AccountId official = new AccountId(id);
    NationalId number =
        transaction.execute(status -> {
          require(caller, official);
          NationalId found =
              open(proposal, caller, official)
                  .flatMap(wanted -> corrections.find(official, NationalIdAct.correction(wanted)))
                  .orElseThrow(ApiProblem::notFound);
          audit.append(
              new AuditEvent(
                  "account.national-id-shown",
                  caller.toString(),
                  official.toString(),
                  Map.of("of", "correction", "proposal", proposal.toString()),
                  Map.of()));
          return found;
        });
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new ProposedNumber(Objects.requireNonNull(number).reveal()));
  }

  private Optional<Proposal> open(UUID id, AccountId caller, AccountId official) {
    return proposals
        .find(new ProposalId(id), caller)
        .map(ProposalView::proposal)
        .filter(proposal ->
            proposal.kind().equals(NationalIdAct.KIND)
                && official.equals(proposal.about())
                && proposal.state() == Proposal.State.OPEN);
  }

  private void require(AccountId caller, AccountId official) {
    if (!powers.mayActOn(caller, Power.GRANT_POWER, official, null)
        || !authority.over(new Actor.Administrator(caller), official)) {
      throw ApiProblem.notFound();
    }
  }
}
