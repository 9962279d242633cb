package vn.antin.auth.login.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.web.House;

/** This server as authenticators know it, and the ceremonies of WebAuthn §7 with its terms. */
@Component
final class RelyingParty {
  /** Longer answers are not looked at. */
  static final int LONGEST = 64_000;

  private static final List<PublicKeyCredentialParameters> ALGORITHMS =
      List.of(
          algorithm(COSEAlgorithmIdentifier.ES256),
          algorithm(COSEAlgorithmIdentifier.EdDSA),
          algorithm(COSEAlgorithmIdentifier.RS256));

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final WebAuthnManager ceremonies = WebAuthnManager.createNonStrictWebAuthnManager();
  private final String id;
  private final Origin origin;

  RelyingParty(House house) {
    id = house.issuer().getHost();
    origin = new Origin(house.origin());
  }

  String id() {
    return id;
  }

  /** The algorithms of keys taken, the preferred one first (COSE numbers). */
  static List<Long> algorithms() {
    return ALGORITHMS.stream().map(parameters -> parameters.getAlg().getValue()).toList();
  }

  /**
   * {@code PublicKeyCredentialRequestOptionsJSON} (WebAuthn §5.1.10).
   *
   * @param allowed credential ids; empty for any that the authenticator can discover
   */
  Map<String, Object> requestOptions(byte[] challenge, Duration timeout, List<byte[]> allowed) {
    return Map.of(
        "challenge", BASE64URL.encodeToString(challenge),
        "rpId", id,
        "timeout", timeout.toMillis(),
        "allowCredentials", descriptors(allowed),
        "userVerification", "required");
  }

  /** {@code PublicKeyCredentialDescriptorJSON} of each (WebAuthn §5.8.3). */
  static List<Map<String, String>> descriptors(List<byte[]> credentialIds) {
    return credentialIds.stream()
        .map(id -> Map.of("type", "public-key", "id", BASE64URL.encodeToString(id)))
        .toList();
  }

  Optional<Answer.Registration> readRegistration(String response) {
    return read(response, () -> ceremonies.parseRegistrationResponseJSON(response))
        .flatMap(Answer.Registration::of);
  }

  Optional<Answer.Login> readLogin(String response) {
    return read(response, () -> ceremonies.parseAuthenticationResponseJSON(response))
        .flatMap(Answer.Login::of);
  }

  /** WebAuthn §7.1, with the user verified. */
  void verify(Answer.Registration answer) throws VerificationException {
    ceremonies.verify(
        answer.data(),
        new RegistrationParameters(expected(answer.challenge()), ALGORITHMS, true, true));
  }

  /** WebAuthn §7.2, with the user verified. */
  void verify(Answer.Login answer, StoredKey key) throws VerificationException {
    ceremonies.verify(
        answer.data(),
        new AuthenticationParameters(
            expected(answer.challenge()),
            key.credential(),
            List.of(answer.credentialId()),
            true,
            true));
  }

  private ServerProperty expected(byte[] challenge) {
    return ServerProperty.builder()
        .origin(origin)
        .rpId(id)
        .challenge(new DefaultChallenge(challenge))
        .build();
  }

  private interface Reading<T> {
    @Nullable T get();
  }

  private static <T> Optional<T> read(String response, Reading<T> reading) {
    if (response.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(reading.get());
    } catch (RuntimeException e) {
      // On broken bytes the library throws whatever its parts do; none of it is a fault of ours.
      return Optional.empty();
    }
  }

  private static PublicKeyCredentialParameters algorithm(COSEAlgorithmIdentifier algorithm) {
    return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
  }
}
