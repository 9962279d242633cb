package vn.antin.auth.approval;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.approval.asked.SignatureDetails;
import vn.antin.auth.approval.confirmation.Confirmation;
import vn.antin.auth.approval.confirmation.Refusal;
import vn.antin.auth.login.factor.PasskeyAssertions;

/**
 * Agreement by passkey. Its challenge commits to the whole grant, so what the authenticator signs
 * is good for that grant alone; it is given out once, for five minutes, to one question of one
 * session, and spent by the first answer, right or wrong. Thread-safe.
 */
@Component
final class PasskeyApproval {
  private static final Duration CHALLENGE = Duration.ofMinutes(5);

  private final Approvals approvals;
  private final GrantDraftRepository drafts;
  private final PasskeyAssertions passkeys;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  PasskeyApproval(
      Approvals approvals,
      GrantDraftRepository drafts,
      PasskeyAssertions passkeys,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.approvals = approvals;
    this.drafts = drafts;
    this.passkeys = passkeys;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** {@code PublicKeyCredentialRequestOptionsJSON} (WebAuthn §5.1.10) for this question. */
  Map<String, Object> options(Approval approval, SignatureDetails details) {
    GrantDraft draft = approvals.draft();
    drafts.keep(approval.id(), draft, clock.instant().plus(CHALLENGE));
    return passkeys.options(
        approval.official(), draft.challenge(approval, details).bytes(), CHALLENGE);
  }

  /** Records agreement; why not, when the answer is not this official's to the last challenge. */
  @Nullable Refusal approve(Approval approval, SignatureDetails details, String response) {
    // Spent by a statement of its own: an answer that is refused has spent it as well.
    Optional<GrantDraft> draft = drafts.take(approval.id(), clock.instant());
    if (draft.isEmpty()) {
      return refused(approval, "expired", "approval.passkey.expired");
    }
    byte[] challenge = draft.get().challenge(approval, details).bytes();
    return transaction.execute(status ->
        switch (passkeys.check(approval.official(), challenge, response)) {
          case PasskeyAssertions.Result.Accepted(var assertion) -> {
            approvals.approve(
                approval, details, draft.get(), new Confirmation.ByPasskey(assertion));
            yield null;
          }
          case PasskeyAssertions.Result.Refused(String reason) ->
              refused(approval, reason, "approval.passkey.refused");
          case PasskeyAssertions.Result.Copied() -> refused(approval, "copied", "passkey.copied");
        });
  }

  private Refusal refused(Approval approval, String reason, String key) {
    approvals.unconfirmed(approval, reason);
    return Refusal.of(key);
  }
}
