package vn.antin.auth.oauth2.ciba;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.assertion.SeenJwts;
import vn.antin.auth.oauth2.authenticate.ClientSignatures;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.web.House;

/**
 * Reads signed authentication requests (CIBA Core §7.1.1): signed by the client with the algorithm
 * it has registered, meant for us, an hour old at most, and never seen before.
 */
@Component
final class SignedRequests {
  /** What a client may register. */
  static final List<String> ALGORITHMS = List.of("ES256", "PS256", "EdDSA", "RS256");

  /** FAPI-CIBA §5.2.2. */
  private static final List<String> FAPI = List.of("ES256", "PS256", "EdDSA");

  private static final Set<String> OF_THE_JWT = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");
  private static final Duration LONGEST = Duration.ofMinutes(60);
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final int LONGEST_TEXT = 16 * 1024;

  /** Of thousands of signatures, in base64url. */
  private static final int LONGEST_OF_SIGNATURES = 2_359_296;

  private final ClientSignatures signatures;
  private final SeenJwts seen;
  private final InstantSource clock;
  private final String issuer;

  SignedRequests(ClientSignatures signatures, SeenJwts seen, House house, InstantSource clock) {
    this.signatures = signatures;
    this.seen = seen;
    this.clock = clock;
    this.issuer = house.issuer().toString();
  }

  /** The parameters that were signed; empty when the request cannot be believed. */
  Optional<BackchannelParameters> read(String request, Client client) {
    boolean may = client.scopes().contains("credential");
    if (request.length() > (may ? LONGEST_OF_SIGNATURES : LONGEST_TEXT)) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(request);
      if (!mayUse(client, jwt.getHeader()) || !signatures.verifies(client, jwt)) {
        return Optional.empty();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      return current(claims, client)
          ? parameters(claims).filter(parameters -> firstUse(claims, client))
          : Optional.empty();
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static boolean mayUse(Client client, JWSHeader header) {
    String used =
        header.getAlgorithm().getName().equals("Ed25519")
            ? "EdDSA"
            : header.getAlgorithm().getName();
    String registered = client.metadata().text("backchannel_authentication_request_signing_alg");
    return header.getCriticalParams() == null
        && header.isBase64URLEncodePayload()
        && (client.profile().fapi() ? FAPI : ALGORITHMS).contains(used)
        && (registered == null || registered.equals(used));
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
      if (value instanceof List<?> details && claim.getKey().equals("authorization_details")) {
        values.put(claim.getKey(), JSONArrayUtils.toJSONString(details));
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
