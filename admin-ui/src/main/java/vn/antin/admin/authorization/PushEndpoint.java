package vn.antin.admin.authorization;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.admin.upstream.Part;
import vn.antin.admin.upstream.Unreachable;

/** The auth-server's endpoint for requests too large for an address (RFC 9126). Thread-safe. */
@Component
class PushEndpoint {
  private final ClientCalls calls;
  private final JsonMapper mapper;

  PushEndpoint(ClientCalls calls, JsonMapper mapper) {
    this.calls = calls;
    this.mapper = mapper;
  }

  /** The reference under which the auth-server keeps the request for a short while. */
  String push(URI endpoint, Map<String, String> parameters) {
    var response = calls.post(endpoint, parameters);
    try {
      if (response.statusCode() == 201) {
        var pushed = mapper.readValue(response.body(), Pushed.class).requestUri();
        if (pushed != null) {
          return pushed;
        }
      }
      if (response.statusCode() == 400 || response.statusCode() == 413) {
        throw new RequestRefused(
            mapper.readTree(response.body()).path("error").asString("invalid_request"));
      }
    } catch (JacksonException e) {
      throw new Unreachable(Part.AUTH_SERVER, e);
    }
    throw new Unreachable(Part.AUTH_SERVER, "push endpoint status " + response.statusCode());
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Pushed(@JsonProperty("request_uri") @Nullable String requestUri) {}
}
