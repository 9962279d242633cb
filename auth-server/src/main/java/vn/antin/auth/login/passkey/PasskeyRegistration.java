package vn.antin.auth.login.passkey;

import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.PasskeyAssertions;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionStrength;

/** Registers passkeys for an official who is logged in. */
@Component
final class PasskeyRegistration {
  /** How many passkeys an account may have. */
  static final int MOST = 20;

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final RelyingParty us;
  private final Challenges challenges;
  private final Passkeys passkeys;
  private final SessionStrength strength;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;

  PasskeyRegistration(
      RelyingParty us,
      Challenges challenges,
      Passkeys passkeys,
      SessionStrength strength,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      AuditLog audit) {
    this.us = us;
    this.challenges = challenges;
    this.passkeys = passkeys;
    this.strength = strength;
    this.transaction = transaction;
    this.events = events;
    this.audit = audit;
  }

  /** {@code PublicKeyCredentialCreationOptionsJSON} (WebAuthn §5.1.9). */
  Map<String, Object> options(Account account, Session session) {
    return Map.of(
        "challenge", BASE64URL.encodeToString(challenges.give(Holder.of(session.id()))),
        "rp", Map.of("id", us.id(), "name", "Ấn Tín"),
        "user",
            Map.of(
                "id", UserHandle.of(account.id()).encoded(),
                "name", account.username(),
                "displayName", account.displayName()),
        "pubKeyCredParams",
            RelyingParty.algorithms().stream()
                .map(algorithm -> Map.of("type", "public-key", "alg", algorithm))
                .toList(),
        "timeout", Challenges.LIFETIME.toMillis(),
        "excludeCredentials", RelyingParty.descriptors(passkeys.credentialIds(account.id())),
        "authenticatorSelection",
            Map.of(
                "residentKey", "required",
                "requireResidentKey", true,
                "userVerification", "required"),
        "attestation", "none");
  }

  /**
   * Takes in what the authenticator answered; false when it is not a fresh answer of a verified
   * user to our challenge, or the passkey is known already.
   */
  boolean register(Session session, String response, String label) {
    Optional<Answer.Registration> read = us.readRegistration(response);
    if (read.isEmpty() || !challenges.spend(Holder.of(session.id()), read.get().challenge())) {
      return false;
    }
    try {
      us.verify(read.get());
    } catch (VerificationException e) {
      return false;
    }
    return add(session, read.get(), label);
  }

  private boolean add(Session session, Answer.Registration answer, String label) {
    AuthenticatorData<RegistrationExtensionAuthenticatorOutput> authenticator =
        answer.attested().getAuthenticatorData();
    AttestedCredentialData credential = authenticator.getAttestedCredentialData();
    if (credential == null) {
      return false;
    }
    String name =
        label.isBlank()
            ? KnownAuthenticators.name(String.valueOf(credential.getAaguid()))
                .orElse(session.device())
            : label.strip();
    Passkeys.NewKey key =
        new Passkeys.NewKey(
            StoredKey.encode(credential),
            name.isEmpty() ? "Passkey" : name,
            authenticator.getSignCount(),
            authenticator.isFlagBE(),
            authenticator.isFlagBS(),
            transports(answer.data()));
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<UUID> added =
              passkeys.add(session.account(), credential.getCredentialId(), key, MOST);
          if (added.isPresent()) {
            strength.add(session.id(), FactorKind.PASSKEY.path(), key.synced() ? "swk" : "hwk");
            events.publishEvent(
                new CredentialChanged(
                    session.account(),
                    CredentialChanged.Kind.PASSKEY,
                    CredentialChanged.Change.CREATED));
            audit.append(
                new AuditEvent(
                    "passkey.registered",
                    session.account().toString(),
                    session.account().toString(),
                    Map.of(
                        "passkey", added.get().toString(),
                        "key", PasskeyAssertions.fingerprint(key.attested()),
                        "synced", String.valueOf(key.synced())),
                    Map.of("address", session.address(), "device", session.device())));
          }
          return added.isPresent();
        }));
  }

  private static List<String> transports(RegistrationData data) {
    return data.getTransports() == null
        ? List.of()
        : data.getTransports().stream().map(transport -> transport.getValue()).sorted().toList();
  }
}
