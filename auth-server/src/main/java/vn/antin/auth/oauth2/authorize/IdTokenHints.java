package vn.antin.auth.oauth2.authorize;

import java.util.Optional;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import vn.antin.auth.key.SigningKeys;
import vn.antin.auth.web.House;

/**
 * Reads ID tokens that clients hand back as hints: ours, however old (OpenID Connect RP-Initiated
 * Logout §4).
 */
@Component
public final class IdTokenHints {
  private final NimbusJwtDecoder decoder;

  IdTokenHints(SigningKeys keys, House house) {
    decoder =
        NimbusJwtDecoder.withJwkSource(keys.everUsed())
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtTypeValidator.jwt(), new JwtIssuerValidator(house.issuer().toString())));
  }

  /** Empty unless we issued it as an ID token. */
  public Optional<Jwt> read(String hint) {
    try {
      return Optional.of(decoder.decode(hint));
    } catch (JwtException e) {
      return Optional.empty();
    }
  }
}
