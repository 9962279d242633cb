package vn.antin.auth.oauth2.jose;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.stereotype.Component;
import vn.antin.auth.key.SigningKeys;
import vn.antin.auth.key.VerificationKey;

/**
 * Reads JWTs that this server has signed. Which key signed is said by {@code kid} among our own;
 * {@code alg} must be the one of that key. Thread-safe.
 */
@Component
public final class OwnTokens {
  private static final int LONGEST = 16 * 1024;
  private static final Converter<Map<String, Object>, Map<String, Object>> CLAIMS =
      MappedJwtClaimSetConverter.withDefaults(Map.of());

  private final SigningKeys keys;

  OwnTokens(SigningKeys keys) {
    this.keys = keys;
  }

  /** Reads tokens signed by a key that is published now. */
  public JwtDecoder current(OAuth2TokenValidator<Jwt> rules) {
    return token -> read(token, keys::published, rules);
  }

  /** Reads tokens signed by any key that was ever ours. */
  public JwtDecoder ofAnyAge(OAuth2TokenValidator<Jwt> rules) {
    return token -> read(token, keys::everUsed, rules);
  }

  private static Jwt read(
      String token,
      Function<String, Optional<VerificationKey>> keys,
      OAuth2TokenValidator<Jwt> rules) {
    Jwt jwt = verified(token, keys);
    OAuth2TokenValidatorResult result = rules.validate(jwt);
    if (result.hasErrors()) {
      throw new JwtValidationException("the token breaks a rule", result.getErrors());
    }
    return jwt;
  }

  private static Jwt verified(String token, Function<String, Optional<VerificationKey>> keys) {
    String[] parts = token.length() > LONGEST ? new String[0] : token.split("\\.", -1);
    if (parts.length != 3) {
      throw new BadJwtException("expected a signed JWT");
    }
    Map<String, Object> header = json(parts[0]);
    VerificationKey key =
        keys.apply(String.valueOf(header.get("kid")))
            .filter(ours -> ours.algorithm().jose().equals(header.get("alg")))
            .orElseThrow(() -> new BadJwtException("expected a key of this server"));
    byte[] input = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    if (header.containsKey("crit") || !key.algorithm().verify(key.key(), input, base64(parts[2]))) {
      throw new BadJwtException("expected a signature of this server");
    }
    try {
      Map<String, Object> claims = CLAIMS.convert(json(parts[1]));
      return new Jwt(
          token,
          claims.get("iat") instanceof Instant issued ? issued : null,
          claims.get("exp") instanceof Instant expires ? expires : null,
          header,
          claims);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new BadJwtException("expected the claims of a JWT", e);
    }
  }

  private static Map<String, Object> json(String part) {
    try {
      return JSONObjectUtils.parse(new String(base64(part), StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new BadJwtException("expected a JSON object", e);
    }
  }

  private static byte[] base64(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw new BadJwtException("expected base64url", e);
    }
  }
}
