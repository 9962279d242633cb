package vn.antin.auth.login.passkey;

import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;

/**
 * WebAuthn §7.2 with our terms: verifies an answer to a challenge of ours and counts its use. An
 * answer with a count that went back closes the passkey. Thread-safe.
 */
@Component
final class PasskeyVerifier {
  private final RelyingParty us;
  private final Passkeys passkeys;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;

  PasskeyVerifier(
      RelyingParty us,
      Passkeys passkeys,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      AuditLog audit) {
    this.us = us;
    this.passkeys = passkeys;
    this.transaction = transaction;
    this.events = events;
    this.audit = audit;
  }

  /** The caller has made sure that the answer's challenge was given out for this, and once. */
  PasskeyCheck verify(Answer.Login answer, StoredKey key) {
    Passkey passkey = key.passkey();
    if (passkey.copiedAt() != null) {
      return new PasskeyCheck.Copied();
    }
    try {
      us.verify(answer, key);
    } catch (MaliciousCounterValueException e) {
      return close(passkey);
    } catch (UserNotVerifiedException e) {
      return new PasskeyCheck.Refused("not-verified");
    } catch (VerificationException e) {
      return new PasskeyCheck.Refused("wrong");
    }
    boolean backedUp = answer.authenticator().isFlagBS();
    return passkeys.used(passkey.id(), answer.authenticator().getSignCount(), backedUp)
        ? new PasskeyCheck.Accepted(passkey)
        : new PasskeyCheck.Refused("raced");
  }

  private PasskeyCheck close(Passkey passkey) {
    AccountId account = passkey.account();
    transaction.executeWithoutResult(status -> {
      if (passkeys.close(passkey.id())) {
        audit.append(
            new AuditEvent(
                "passkey.copied",
                null,
                account.toString(),
                Map.of("passkey", passkey.id().toString()),
                Map.of()));
        events.publishEvent(
            new CredentialChanged(
                account, CredentialChanged.Kind.PASSKEY, CredentialChanged.Change.REVOKED));
      }
    });
    return new PasskeyCheck.Copied();
  }
}
