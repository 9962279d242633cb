package vn.antin.auth.oauth2.bind;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.token.Confirmation;

/**
 * Decides what a token is bound to, by what the request proves and what the client has registered:
 * {@code dpop_bound_access_tokens} (RFC 9449 §5.2) and {@code
 * tls_client_certificate_bound_access_tokens} (RFC 8705 §3.4) demand it of every request, a FAPI
 * profile demands one of the two (FAPI 2.0 Security Profile §5.3.2.1).
 */
@Component
public final class SenderConstraint {
  /** What proofs may be signed with. */
  public static final List<String> PROOF_ALGORITHMS = ProofSignature.ALGORITHMS;

  private static final String INVALID_PROOF = "invalid_dpop_proof";

  private final DpopProofs proofs;

  SenderConstraint(DpopProofs proofs) {
    this.proofs = proofs;
  }

  /**
   * The key that the client has proven to hold; null when its token is for any bearer.
   *
   * @throws OAuth2AuthenticationException when a proof is no good, or one is missing that this
   *     client must give
   */
  public @Nullable Confirmation of(HttpServletRequest request, Client client) {
    Optional<String> certificate = ClientCertificates.thumbprint(request);
    if (client.metadata().flag("tls_client_certificate_bound_access_tokens")
        && certificate.isEmpty()) {
      throw refused(
          OAuth2ErrorCodes.INVALID_REQUEST,
          "the client's tokens are bound to its certificate: come by mutual TLS");
    }
    return provenKey(request)
        .<Confirmation>map(Confirmation.DpopKey::new)
        .orElseGet(() -> withoutProof(client, certificate));
  }

  /**
   * The thumbprint of the key that this request proves; empty when it has no proof.
   *
   * @throws OAuth2AuthenticationException when there is a proof that is no good
   */
  public Optional<String> provenKey(HttpServletRequest request) {
    return switch (proofs.check(request)) {
      case ProofCheck.Proven(String thumbprint) -> Optional.of(thumbprint);
      case ProofCheck.Absent() -> Optional.empty();
      case ProofCheck.Refused(String description) -> throw refused(INVALID_PROOF, description);
      case ProofCheck.NonceWanted() ->
          throw refused("use_dpop_nonce", "put the nonce of DPoP-Nonce into the proof");
    };
  }

  private static @Nullable Confirmation withoutProof(Client client, Optional<String> certificate) {
    if (client.metadata().flag("dpop_bound_access_tokens")) {
      throw refused(INVALID_PROOF, "the client's tokens are bound by DPoP: send a proof");
    }
    boolean fapi = client.profile().fapi();
    if (fapi && certificate.isEmpty()) {
      throw refused(
          INVALID_PROOF, "FAPI 2.0: send a DPoP proof, or come by mutual TLS with a certificate");
    }
    boolean bound = fapi || client.metadata().flag("tls_client_certificate_bound_access_tokens");
    return bound ? certificate.map(Confirmation.Certificate::new).orElse(null) : null;
  }

  private static OAuth2AuthenticationException refused(String error, String description) {
    return new OAuth2AuthenticationException(new OAuth2Error(error, description, null));
  }
}
