package vn.antin.auth.oauth2.registration;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;

/** Fetches the document from where it stands, if that is a place we talk to. */
@Component
final class OutboundSectorDocuments implements SectorDocuments {
  private static final int LARGEST = 65_536;

  private final Outbound outbound;
  private final JsonMapper json;

  OutboundSectorDocuments(Outbound outbound, JsonMapper json) {
    this.outbound = outbound;
    this.json = json;
  }

  @Override
  public Result read(URI address) {
    return switch (outbound.get(address, "application/json", LARGEST)) {
      case Answer.Ok ok -> parse(ok.body());
      case Answer.Refused(String reason) -> new Unreadable(reason);
      case Answer.Failed(int _, String reason) -> new Unreadable(reason);
    };
  }

  private Result parse(String body) {
    try {
      JsonNode list = json.readTree(body);
      if (list.isArray() && list.valueStream().allMatch(JsonNode::isString)) {
        Set<String> uris = new LinkedHashSet<>();
        list.forEach(uri -> uris.add(uri.asString()));
        return new Listed(uris);
      }
    } catch (JacksonException e) {
      // Told below: what stands there is foreign text.
    }
    return new Unreadable("expected a JSON array of strings");
  }
}
