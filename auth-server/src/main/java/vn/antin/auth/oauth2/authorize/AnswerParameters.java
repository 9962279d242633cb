package vn.antin.auth.oauth2.authorize;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import vn.antin.auth.web.House;

/** What an answer to a client consists of, by the mode it asked for; always with the issuer. */
@Component
final class AnswerParameters {
  private final String issuer;

  AnswerParameters(House house) {
    this.issuer = house.issuer().toString();
  }

  Map<String, String> of(Reply reply, Map<String, String> parts) {
    Map<String, String> parameters = new TreeMap<>(parts);
    parameters.put("iss", issuer);
    if (reply.state() != null) {
      parameters.put("state", reply.state());
    }
    return parameters;
  }
}
