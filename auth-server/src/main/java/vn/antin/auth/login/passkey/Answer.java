package vn.antin.auth.login.passkey;

import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.login.factor.PasskeyAssertions;

/** What an authenticator answered, read but not judged; nothing that a judge needs is missing. */
@SuppressWarnings("ArrayRecordComponent") // live for one call and are never compared
sealed interface Answer {
  /** The challenge that it says it answers. */
  byte[] challenge();

  record Registration(RegistrationData data, AttestationObject attested, byte[] challenge)
      implements Answer {
    static Optional<Registration> of(RegistrationData data) {
      AttestationObject attested = data.getAttestationObject();
      byte[] challenge = challengeIn(data.getCollectedClientData());
      return attested == null || challenge == null
          ? Optional.empty()
          : Optional.of(new Registration(data, attested, challenge));
    }
  }

  record Login(
      AuthenticationData data,
      AuthenticatorData<AuthenticationExtensionAuthenticatorOutput> authenticator,
      byte[] credentialId,
      byte @Nullable [] userHandle,
      byte[] challenge)
      implements Answer {
    // The library puts its @Nullable at the bytes rather than at the array.
    @SuppressWarnings("NullAway")
    static Optional<Login> of(AuthenticationData data) {
      var authenticator = data.getAuthenticatorData();
      byte[] credentialId = data.getCredentialId();
      byte[] challenge = challengeIn(data.getCollectedClientData());
      return authenticator == null || credentialId == null || challenge == null
          ? Optional.empty()
          : Optional.of(
              new Login(data, authenticator, credentialId, data.getUserHandle(), challenge));
    }

    /** What the verification stood on. */
    @SuppressWarnings("NullAway") // as above
    PasskeyAssertions.Assertion assertion(UUID passkey, byte[] attested) {
      return new PasskeyAssertions.Assertion(
          passkey,
          attested,
          Objects.requireNonNull(data.getAuthenticatorDataBytes()),
          Objects.requireNonNull(data.getCollectedClientDataBytes()),
          Objects.requireNonNull(data.getSignature()));
    }
  }

  private static byte @Nullable [] challengeIn(@Nullable CollectedClientData client) {
    return client == null || client.getChallenge() == null
        ? null
        : client.getChallenge().getValue();
  }
}
