package vn.antin.auth.login.passkey;

import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.login.factor.LoginInProgress;

/** Asks for a passkey and judges the answer. */
@Component
final class PasskeyLogin {
  private final RelyingParty us;
  private final Challenges challenges;
  private final Passkeys passkeys;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;

  PasskeyLogin(
      RelyingParty us,
      Challenges challenges,
      Passkeys passkeys,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      AuditLog audit) {
    this.us = us;
    this.challenges = challenges;
    this.passkeys = passkeys;
    this.transaction = transaction;
    this.events = events;
    this.audit = audit;
  }

  /**
   * {@code PublicKeyCredentialRequestOptionsJSON} (WebAuthn §5.1.10). It never lists credentials:
   * all of ours are discoverable, and a list would tell a stranger who has which.
   */
  Map<String, Object> options(LoginInProgress login) {
    return Map.of(
        "challenge",
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(challenges.give(Holder.of(login))),
        "rpId", us.id(),
        "timeout", Challenges.LIFETIME.toMillis(),
        "allowCredentials", List.of(),
        "userVerification", "required");
  }

  /** Judges an answer; the challenge is spent whatever comes of it. */
  PasskeyCheck check(LoginInProgress login, String response) {
    Optional<Answer.Login> read = us.readLogin(response);
    if (read.isEmpty()) {
      return new PasskeyCheck.Refused("malformed");
    }
    Answer.Login answer = read.get();
    if (!challenges.spend(Holder.of(login), answer.challenge())) {
      return new PasskeyCheck.Refused("expired");
    }
    Optional<StoredKey> known = passkeys.find(answer.credentialId());
    if (known.isEmpty()) {
      return new PasskeyCheck.Refused("unknown");
    }
    Passkey passkey = known.get().passkey();
    if (!UserHandle.of(passkey.account()).matches(answer.userHandle())) {
      return new PasskeyCheck.Refused("other-owner");
    }
    if (passkey.copiedAt() != null) {
      return new PasskeyCheck.Copied();
    }
    try {
      us.verify(answer, known.get());
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
