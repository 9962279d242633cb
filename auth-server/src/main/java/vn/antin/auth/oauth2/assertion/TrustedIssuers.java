package vn.antin.auth.oauth2.assertion;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Username;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.jose.ClientKeySets;
import vn.antin.auth.web.House;

/** Believes assertions of the issuers that are configured (RFC 7523 §3), each once. */
@Component
final class TrustedIssuers {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256, JWSAlgorithm.RS256);
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final Map<String, Trusted> issuers = new HashMap<>();
  private final ClientKeySets keys;
  private final SeenJwts seen;
  private final InstantSource clock;
  private final List<String> audiences;

  private record Trusted(JwtBearerProperties.Issuer settings, ClientKeys keys) {}

  TrustedIssuers(
      JwtBearerProperties properties,
      ClientKeySets keys,
      SeenJwts seen,
      House house,
      InstantSource clock) {
    this.keys = keys;
    this.seen = seen;
    this.clock = clock;
    this.audiences = List.of(house.issuer().toString(), house.issuer() + "/oauth2/token");
    properties.issuers().forEach(each -> issuers.put(each.issuer(), trusted(each)));
  }

  /** Whose word it is and about whom. */
  record Vouched(String issuer, Username official) {}

  /** What an assertion says; empty when it is not believed. A believed one is spent. */
  Optional<Vouched> read(String assertion, Client client) {
    String named = issuer(assertion);
    Trusted trusted = named == null ? null : issuers.get(named);
    if (trusted == null || !trusted.settings().clients().contains(client.id())) {
      return Optional.empty();
    }
    return SignedJwts.verify(
            assertion,
            ALGORITHMS,
            () -> keys.of(trusted.keys()),
            () -> keys.refreshed(trusted.keys()))
        .filter(claims -> current(claims, trusted.settings()))
        .flatMap(claims ->
            official(claims, trusted.settings())
                .filter(official -> firstUse(claims, trusted.settings()))
                .map(official -> new Vouched(trusted.settings().issuer(), official)));
  }

  private boolean current(JWTClaimsSet claims, JwtBearerProperties.Issuer issuer) {
    Instant now = clock.instant();
    Instant exp =
        claims.getExpirationTime() == null ? null : claims.getExpirationTime().toInstant();
    String jti = claims.getJWTID();
    return issuer.issuer().equals(claims.getIssuer())
        && claims.getAudience().stream().anyMatch(audiences::contains)
        && exp != null
        && exp.isAfter(now)
        && !exp.isAfter(now.plus(issuer.longest()).plus(SKEW))
        && (claims.getNotBeforeTime() == null
            || !claims.getNotBeforeTime().toInstant().isAfter(now.plus(SKEW)))
        && (claims.getIssueTime() == null
            || !claims.getIssueTime().toInstant().isAfter(now.plus(SKEW)))
        && claims.getSubject() != null
        && jti != null
        && !jti.isEmpty()
        && jti.length() <= SeenJwts.LONGEST_ID;
  }

  private static Optional<Username> official(
      JWTClaimsSet claims, JwtBearerProperties.Issuer issuer) {
    return claims.getClaim(issuer.usernameClaim()) instanceof String name && !name.isBlank()
        ? Optional.of(new Username(name))
        : Optional.empty();
  }

  private boolean firstUse(JWTClaimsSet claims, JwtBearerProperties.Issuer issuer) {
    return seen.firstUse(
        "jwt-bearer",
        issuer.issuer(),
        Objects.requireNonNull(claims.getJWTID()),
        claims.getExpirationTime().toInstant().plus(SKEW));
  }

  /** Says which keys to try; nothing is believed for it. */
  private static @Nullable String issuer(String assertion) {
    try {
      return JWTParser.parse(assertion).getJWTClaimsSet().getIssuer();
    } catch (ParseException e) {
      return null;
    }
  }

  private static Trusted trusted(JwtBearerProperties.Issuer issuer) {
    Path file = issuer.jwksFile();
    return new Trusted(
        issuer,
        file == null
            ? new ClientKeys.At(Objects.requireNonNull(issuer.jwksUri()))
            : new ClientKeys.Inline(read(file)));
  }

  private static JWKSet read(Path file) {
    try {
      return JWKSet.parse(Files.readString(file));
    } catch (IOException | ParseException e) {
      throw new IllegalArgumentException(
          "antin.jwt-bearer.issuers: expected a JWK set in %s".formatted(file), e);
    }
  }
}
