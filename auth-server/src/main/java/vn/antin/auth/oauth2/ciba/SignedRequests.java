package vn.antin.auth.oauth2.ciba;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.assertion.SeenJwts;
import vn.antin.auth.oauth2.assertion.SignedJwts;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.jose.ClientKeySets;
import vn.antin.auth.web.House;

/**
 * Reads signed authentication requests (CIBA Core §7.1.1): signed by the client with the algorithm
 * it has registered, meant for us, an hour old at most, and never seen before.
 */
@Component
final class SignedRequests {
  /** What a client may register, by {@link CibaMetadata}. */
  static final Set<JWSAlgorithm> ALGORITHMS =
      new LinkedHashSet<>(List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256));

  private static final Set<String> OF_THE_JWT = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");
  private static final Duration LONGEST = Duration.ofMinutes(60);
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final ClientKeySets keys;
  private final SeenJwts seen;
  private final InstantSource clock;
  private final String issuer;

  SignedRequests(ClientKeySets keys, SeenJwts seen, House house, InstantSource clock) {
    this.keys = keys;
    this.seen = seen;
    this.clock = clock;
    this.issuer = house.issuer().toString();
  }

  /** The parameters that were signed; empty when the request cannot be believed. */
  Optional<BackchannelParameters> read(String request, Client client) {
    return SignedJwts.verify(
            request, algorithms(client), () -> keys.of(client), () -> keys.refreshed(client))
        .filter(claims -> current(claims, client))
        .flatMap(claims -> parameters(claims).filter(parameters -> firstUse(claims, client)));
  }

  private static Set<JWSAlgorithm> algorithms(Client client) {
    String registered = client.metadata().text("backchannel_authentication_request_signing_alg");
    if (registered == null) {
      return ALGORITHMS;
    }
    JWSAlgorithm algorithm = JWSAlgorithm.parse(registered);
    return ALGORITHMS.contains(algorithm) ? Set.of(algorithm) : Set.of();
  }

  private boolean current(JWTClaimsSet claims, Client client) {
    Instant now = clock.instant();
    Instant exp = instant(claims.getExpirationTime());
    Instant nbf = instant(claims.getNotBeforeTime());
    String jti = claims.getJWTID();
    return client.id().equals(claims.getIssuer())
        && claims.getAudience().contains(issuer)
        && claims.getIssueTime() != null
        && jti != null
        && !jti.isEmpty()
        && jti.length() <= SeenJwts.LONGEST_ID
        && exp != null
        && nbf != null
        && exp.isAfter(now.minus(SKEW))
        && !nbf.isAfter(now.plus(SKEW))
        && !nbf.isBefore(now.minus(LONGEST).minus(SKEW))
        && !exp.isAfter(nbf.plus(LONGEST));
  }

  private boolean firstUse(JWTClaimsSet claims, Client client) {
    return seen.firstUse(
        "ciba", client.id(), claims.getJWTID(), claims.getExpirationTime().toInstant().plus(SKEW));
  }

  private static Optional<BackchannelParameters> parameters(JWTClaimsSet claims) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, @Nullable Object> claim : claims.getClaims().entrySet()) {
      Object value = claim.getValue();
      if (OF_THE_JWT.contains(claim.getKey()) || value == null || "".equals(value)) {
        continue;
      }
      if (!(value instanceof String || value instanceof Long || value instanceof Integer)) {
        return Optional.empty();
      }
      values.put(claim.getKey(), value.toString());
    }
    return values.containsKey("request") || values.containsKey("request_uri")
        ? Optional.empty()
        : Optional.of(new BackchannelParameters(values));
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
