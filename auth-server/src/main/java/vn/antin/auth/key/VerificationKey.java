package vn.antin.auth.key;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Collections;
import java.util.Map;

/**
 * The public part of a signing key.
 *
 * @param jwk as it is published (RFC 7517)
 */
public record VerificationKey(
    String id, TokenAlgorithm algorithm, PublicKey key, Map<String, Object> jwk) {
  static VerificationKey of(TokenAlgorithm algorithm, PublicKey key) {
    Map<String, Object> jwk = Jwk.of(algorithm, key);
    return new VerificationKey(
        String.valueOf(jwk.get("kid")), algorithm, key, Collections.unmodifiableMap(jwk));
  }

  /** Reads what {@link #json} wrote. */
  static VerificationKey read(TokenAlgorithm algorithm, String json) {
    try {
      return of(algorithm, Jwk.publicKey(algorithm, JSONObjectUtils.parse(json)));
    } catch (ParseException e) {
      throw new IllegalStateException("expected a JWK in signing_key.public_jwk", e);
    }
  }

  String json() {
    return JSONObjectUtils.toJSONString(jwk);
  }
}
