package vn.antin.auth.oauth2.bind;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Decides about access tokens presented at our own resources: a token of ours, meant for us, in
 * force, and in the hands of whom it was issued to. A bound token that comes without its proof is
 * refused, and so is a proof that comes with a token that needs none (RFC 9449 §7.1, §7.2).
 */
@Component
final class AccessCheck {
  private static final String BEARER = "Bearer";
  private static final String DPOP = "DPoP";

  private final JwtDecoder decoder;
  private final DpopProofs proofs;

  AccessCheck(JwtDecoder decoder, DpopProofs proofs) {
    this.decoder = decoder;
    this.proofs = proofs;
  }

  Access check(HttpServletRequest request, boolean formAllowed) {
    return switch (PresentedToken.of(request, formAllowed)) {
      case PresentedToken.None() -> new Access.Anonymous();
      case PresentedToken.Malformed() ->
          new Access.Refused(
              HttpServletResponse.SC_BAD_REQUEST,
              BEARER,
              "invalid_request",
              "expected one access token in one place");
      case PresentedToken.Bearer(String token) -> read(token, request, BEARER);
      case PresentedToken.WithProof(String token) -> read(token, request, DPOP);
    };
  }

  private Access read(String text, HttpServletRequest request, String scheme) {
    Jwt token;
    try {
      token = decoder.decode(text);
    } catch (BadJwtException e) {
      return refused(scheme, "the token is not ours, not for us, or no longer in force");
    }
    if (!(token.getClaim("cnf") instanceof Map<?, ?> confirmation)) {
      return scheme.equals(BEARER)
          ? new Access.Granted(token)
          : refused(BEARER, "the token is not bound to a key: present it as Bearer");
    }
    if (confirmation.get("jkt") instanceof String key) {
      return scheme.equals(DPOP)
          ? proven(token, key, request)
          : refused(DPOP, "the token is bound to a key: present it with a DPoP proof");
    }
    boolean held =
        ClientCertificates.thumbprint(request)
            .filter(found -> found.equals(confirmation.get("x5t#S256")))
            .isPresent();
    return held && scheme.equals(BEARER)
        ? new Access.Granted(token)
        : refused(BEARER, "the token is bound to a client certificate: come by mutual TLS");
  }

  private Access proven(Jwt token, String key, HttpServletRequest request) {
    return switch (proofs.check(request, token.getTokenValue())) {
      case ProofCheck.Proven(String thumbprint) ->
          thumbprint.equals(key)
              ? new Access.Granted(token)
              : refused(DPOP, "the proof is of another key than the token");
      case ProofCheck.Absent() -> refused(DPOP, "the DPoP proof is missing");
      case ProofCheck.Refused(String description) ->
          new Access.Refused(
              HttpServletResponse.SC_UNAUTHORIZED, DPOP, "invalid_dpop_proof", description);
      case ProofCheck.NonceWanted() ->
          new Access.Refused(
              HttpServletResponse.SC_UNAUTHORIZED,
              DPOP,
              "use_dpop_nonce",
              "put the nonce of DPoP-Nonce into the proof");
    };
  }

  private static Access refused(String scheme, String description) {
    return new Access.Refused(
        HttpServletResponse.SC_UNAUTHORIZED, scheme, "invalid_token", description);
  }
}
