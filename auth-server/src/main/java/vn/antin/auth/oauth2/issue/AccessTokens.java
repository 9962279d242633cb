package vn.antin.auth.oauth2.issue;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.jose.OwnTokens;
import vn.antin.auth.web.House;

/** Reads our own JWT access tokens, whoever they are meant for. */
@Component
final class AccessTokens {
  private final JwtDecoder decoder;

  AccessTokens(OwnTokens tokens, House house, InstantSource clock) {
    this.decoder =
        decoder(
            tokens,
            clock,
            JwtValidators.createAtJwtValidator()
                .issuer(house.issuer().toString())
                .validators(rules -> rules.put("aud", token -> ok())));
  }

  /** Empty unless it is ours and in force. */
  Optional<Jwt> read(String token) {
    try {
      return Optional.of(decoder.decode(token));
    } catch (JwtException e) {
      return Optional.empty();
    }
  }

  /** A decoder by these rules that goes by the clock of the house, with no leeway for itself. */
  static JwtDecoder decoder(
      OwnTokens tokens, InstantSource clock, JwtValidators.AtJwtBuilder rules) {
    OAuth2TokenValidator<Jwt> times = token -> times(clock).validate(token);
    return new RememberedTokens(
        tokens.current(
            rules
                .validators(all -> {
                  all.put("exp", new JwtClaimValidator<>("exp", Objects::nonNull));
                  all.put("iat", new JwtClaimValidator<>("iat", Objects::nonNull));
                  all.put("times", times);
                })
                .build()),
        clock);
  }

  private static JwtTimestampValidator times(InstantSource clock) {
    JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
    times.setClock(Clock.fixed(clock.instant(), ZoneOffset.UTC));
    return times;
  }

  private static OAuth2TokenValidatorResult ok() {
    return OAuth2TokenValidatorResult.success();
  }
}
