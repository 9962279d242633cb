package vn.antin.auth.oauth2.signals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.jose.Jose;

/**
 * Signs events. A receiver gets ES256 unless it has registered {@code
 * security_event_signed_response_alg}, as those of the CAEP interoperability profile do for RS256.
 */
@Component
final class SignalTokens {
  private final Jose jose;
  private final JsonMapper json;

  SignalTokens(Jose jose, JsonMapper json) {
    this.jose = jose;
    this.json = json;
  }

  String sign(EventTable.Event event, Client receiver) {
    Map<String, Object> claims = new LinkedHashMap<>();
    json.readTree(event.claims())
        .properties()
        .forEach(member -> claims.put(member.getKey(), member.getValue()));
    return jose.sign("secevent+jwt", claims, receiver, "security_event");
  }
}
