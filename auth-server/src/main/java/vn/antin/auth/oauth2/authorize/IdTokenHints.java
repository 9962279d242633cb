package vn.antin.auth.oauth2.authorize;

import java.util.Optional;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.jose.OwnTokens;
import vn.antin.auth.web.House;

/**
 * Reads ID tokens that clients hand back as hints: ours, however old (OpenID Connect RP-Initiated
 * Logout §4).
 */
@Component
public final class IdTokenHints {
  private final JwtDecoder decoder;

  IdTokenHints(OwnTokens tokens, House house) {
    decoder =
        tokens.ofAnyAge(
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
