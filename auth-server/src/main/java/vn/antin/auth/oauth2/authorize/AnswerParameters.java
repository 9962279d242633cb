package vn.antin.auth.oauth2.authorize;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.jose.Jose;
import vn.antin.auth.web.House;

/**
 * What an answer to a client consists of, by the mode it asked for. It always says who answers: RFC
 * 9207, or inside the JWT of JARM §2.1.
 */
@Component
final class AnswerParameters {
  /** JARM §2.1 recommends ten minutes at most. */
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final String issuer;
  private final Jose jose;
  private final InstantSource clock;

  AnswerParameters(House house, Jose jose, InstantSource clock) {
    this.issuer = house.issuer().toString();
    this.jose = jose;
    this.clock = clock;
  }

  Map<String, String> of(Reply reply, Map<String, String> parts) {
    Map<String, String> parameters = new TreeMap<>(parts);
    parameters.put("iss", issuer);
    if (reply.state() != null) {
      parameters.put("state", reply.state());
    }
    if (!reply.mode().jwt()) {
      return parameters;
    }
    Map<String, Object> claims = new TreeMap<>(parameters);
    claims.put("aud", reply.client().id());
    claims.put("exp", clock.instant().plus(LIFETIME));
    return Map.of("response", jose.sign("JWT", claims, reply.client(), "authorization"));
  }
}
