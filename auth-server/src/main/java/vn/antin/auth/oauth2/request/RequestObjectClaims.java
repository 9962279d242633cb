package vn.antin.auth.oauth2.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.web.House;

/**
 * Judges the claims of a request object (RFC 9101 §4 and §10.8, FAPI 2.0 Message Signing §5.3.1)
 * and makes parameters of them.
 */
@Component
final class RequestObjectClaims {
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(60);

  /** About the object, not of the request. */
  private static final Set<String> ABOUT = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

  private final InstantSource clock;
  private final JsonMapper json;
  private final String issuer;

  RequestObjectClaims(InstantSource clock, JsonMapper json, House house) {
    this.clock = clock;
    this.json = json;
    this.issuer = house.issuer().toString();
  }

  RequestObjects.Opened read(Map<String, Object> claims, boolean signed, Client client) {
    String fault = fault(claims, client);
    return fault == null
        ? new RequestObjects.Opened.Good(parameters(claims), signed)
        : new RequestObjects.Opened.Bad(fault);
  }

  private @Nullable String fault(Map<String, Object> claims, Client client) {
    if (claims.containsKey("request") || claims.containsKey("request_uri")) {
      return "a request object holds no other one";
    }
    if (claims.containsKey("client_id") && !client.id().equals(claims.get("client_id"))) {
      return "client_id is another client's";
    }
    if (claims.containsKey("iss") && !client.id().equals(claims.get("iss"))) {
      return "iss is not the client";
    }
    if (client.id().equals(claims.get("sub"))) {
      return "it could pass for a client assertion: sub is the client";
    }
    boolean strict = client.profile().fapi();
    if ((strict || claims.containsKey("aud")) && !forUs(claims.get("aud"))) {
      return "aud is not the issuer of this server";
    }
    return times(claims, strict);
  }

  private boolean forUs(@Nullable Object audience) {
    return issuer.equals(audience)
        || (audience instanceof Collection<?> several && several.contains(issuer));
  }

  private @Nullable String times(Map<String, Object> claims, boolean strict) {
    Instant now = clock.instant();
    Instant expires = time(claims, "exp");
    Instant notBefore = time(claims, "nbf");
    if ((claims.containsKey("exp") && expires == null)
        || (claims.containsKey("nbf") && notBefore == null)) {
      return "exp and nbf are seconds since 1970";
    }
    if (expires != null && !expires.plus(SKEW).isAfter(now)) {
      return "it has expired";
    }
    if (notBefore != null && notBefore.minus(SKEW).isAfter(now)) {
      return "nbf lies in the future";
    }
    if (!strict) {
      return null;
    }
    if (expires == null || notBefore == null) {
      return "exp and nbf are missing";
    }
    return notBefore.plus(LONGEST).isBefore(now) || notBefore.plus(LONGEST).isBefore(expires)
        ? "it is good for more than 60 minutes"
        : null;
  }

  private static @Nullable Instant time(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof Number seconds
        ? Instant.ofEpochSecond(seconds.longValue())
        : null;
  }

  private AuthorizeParameters parameters(Map<String, Object> claims) {
    Map<String, List<String>> parameters = new HashMap<>();
    claims.forEach((name, value) -> {
      if (!ABOUT.contains(name) && value != null) {
        parameters.put(name, values(name, value));
      }
    });
    return new AuthorizeParameters(parameters);
  }

  private List<String> values(String name, Object value) {
    return switch (value) {
      case String text -> List.of(text);
      case Number number -> List.of(number.toString());
      case Boolean flag -> List.of(flag.toString());
      case Collection<?> several when name.equals("resource") ->
          several.stream().map(String::valueOf).toList();
      // claims and authorization_details are JSON in a parameter.
      default -> List.of(json.writeValueAsString(value));
    };
  }
}
