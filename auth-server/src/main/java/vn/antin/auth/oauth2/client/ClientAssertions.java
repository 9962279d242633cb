package vn.antin.auth.oauth2.client;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import vn.antin.auth.web.House;

/**
 * Checks signed assertions of clients (RFC 7523 §3): signed by a registered key, issued by and
 * about the client, meant for us, living ten minutes at most, and never seen before.
 */
@Component
public final class ClientAssertions {
  /** What a client may sign its assertions with. */
  public static final List<SignatureAlgorithm> ALGORITHMS =
      List.of(SignatureAlgorithm.ES256, SignatureAlgorithm.PS256, SignatureAlgorithm.RS256);

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final int LONGEST_TOKEN_ID = 255;

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final List<String> audiences;

  ClientAssertions(JdbcClient jdbc, InstantSource clock, House house) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.audiences = List.of(house.issuer().toString(), house.issuer() + "/oauth2/token");
  }

  /** Accepts an assertion once. */
  boolean accept(Client client, String assertion) {
    if (!(client.keys() instanceof ClientKeys.Inline(JWKSet keys))) {
      return false;
    }
    try {
      NimbusJwtDecoder decoder =
          NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(keys))
              .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
              .build();
      decoder.setJwtValidator(rules(client.id()));
      return firstUse(client.id(), decoder.decode(assertion));
    } catch (JwtException e) {
      return false;
    }
  }

  private OAuth2TokenValidator<Jwt> rules(String clientId) {
    JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
    times.setClock(Clock.fixed(clock.instant(), ZoneOffset.UTC));
    return new DelegatingOAuth2TokenValidator<>(
        new JwtClaimValidator<String>("iss", clientId::equals),
        new JwtClaimValidator<String>("sub", clientId::equals),
        new JwtClaimValidator<List<String>>(
            "aud", aud -> aud != null && aud.stream().anyMatch(audiences::contains)),
        new JwtClaimValidator<Instant>(
            "exp", exp -> exp != null && exp.isBefore(clock.instant().plus(LONGEST).plus(SKEW))),
        new JwtClaimValidator<String>(
            "jti", jti -> jti != null && !jti.isEmpty() && jti.length() <= LONGEST_TOKEN_ID),
        times);
  }

  private boolean firstUse(String clientId, Jwt assertion) {
    Instant forgotten = Objects.requireNonNull(assertion.getExpiresAt()).plus(SKEW);
    return jdbc.sql(
                """
                INSERT INTO client_assertion (client_id, jti_hash, expires_at)
                VALUES (:client, :jti, :expires)
                ON CONFLICT DO NOTHING
                """)
            .param("client", clientId)
            .param("jti", sha256(Objects.requireNonNull(assertion.getId())))
            .param("expires", forgotten.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Deletes the memory of assertions that have expired. */
  public int forgetExpired() {
    return jdbc.sql("DELETE FROM client_assertion WHERE expires_at < :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
