package vn.antin.admin.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import vn.antin.admin.upstream.Part;
import vn.antin.admin.upstream.Unreachable;

/** Validates ID tokens. */
@Component
class IdTokens {
  private static final Logger LOG = LoggerFactory.getLogger(IdTokens.class);

  private final JwtDecoders decoders;

  IdTokens(JwtDecoders decoders) {
    this.decoders = decoders;
  }

  /** The token when it is genuine, meant for us, in time and made for this very login. */
  Optional<Jwt> validate(@Nullable String token, String nonce) {
    if (token == null) {
      LOG.warn("login refused: no ID token");
      return Optional.empty();
    }
    try {
      var jwt = decoders.idToken().decode(token);
      var given = jwt.getClaimAsString("nonce");
      if (given == null
          || !MessageDigest.isEqual(given.getBytes(US_ASCII), nonce.getBytes(US_ASCII))) {
        LOG.warn("login refused: the ID token's nonce is not the one that was sent");
        return Optional.empty();
      }
      return Optional.of(jwt);
    } catch (BadJwtException e) {
      LOG.warn("login refused: {}", e.getMessage());
      return Optional.empty();
    } catch (JwtException e) {
      throw new Unreachable(Part.AUTH_SERVER, e);
    }
  }
}
