package vn.antin.auth.oauth2.issue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Checks the signature of a token once, not at every use: an ECDSA check costs more than all the
 * rest of a request. What is remembered is that these very bytes were a good token; whether its
 * login still lives is asked of PostgreSQL each time. Nothing is remembered longer than a minute or
 * the token's own life. Thread-safe.
 */
final class RememberedTokens implements JwtDecoder {
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final int MOST = 4_000;

  private final JwtDecoder decoder;
  private final InstantSource clock;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(MOST).build();

  RememberedTokens(JwtDecoder decoder, InstantSource clock) {
    this.decoder = decoder;
    this.clock = clock;
  }

  @Override
  public Jwt decode(String token) {
    Instant now = clock.instant();
    Known remembered = known.getIfPresent(token);
    if (remembered != null && now.isBefore(remembered.until())) {
      return remembered.jwt();
    }
    Jwt jwt = decoder.decode(token);
    known.put(token, new Known(jwt, end(jwt, now.plus(FRESH))));
    return jwt;
  }

  private static Instant end(Jwt jwt, Instant fresh) {
    Instant expiry = jwt.getExpiresAt();
    return expiry != null && expiry.isBefore(fresh) ? expiry : fresh;
  }

  private record Known(Jwt jwt, Instant until) {}
}
