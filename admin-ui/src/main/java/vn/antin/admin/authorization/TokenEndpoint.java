package vn.antin.admin.authorization;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.admin.upstream.AccessToken;
import vn.antin.admin.upstream.Part;
import vn.antin.admin.upstream.Unreachable;

/** The auth-server's token endpoint (RFC 6749), called with our client secret. Thread-safe. */
@Component
public final class TokenEndpoint {
  private final Discovery discovery;
  private final ClientCalls calls;
  private final JsonMapper mapper;
  private final InstantSource clock;

  TokenEndpoint(Discovery discovery, ClientCalls calls, JsonMapper mapper, InstantSource clock) {
    this.discovery = discovery;
    this.calls = calls;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Gives up a refresh token for a new pair. */
  public TokenAnswer refresh(String refreshToken) {
    return ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  TokenAnswer redeem(String code, String verifier, URI redirectUri) {
    return ask(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "code_verifier",
            verifier,
            "redirect_uri",
            redirectUri.toString()));
  }

  private TokenAnswer ask(Map<String, String> parameters) {
    try {
      return read(calls.post(discovery.metadata().tokenEndpoint(), parameters));
    } catch (JacksonException e) {
      throw new Unreachable(Part.AUTH_SERVER, e);
    }
  }

  private TokenAnswer read(HttpResponse<byte[]> response) {
    if (response.statusCode() == 200) {
      var body = mapper.readValue(response.body(), TokenResponse.class);
      if (body.accessToken() != null) {
        return new TokenAnswer.Tokens(
            new AccessToken(body.accessToken()),
            clock.instant().plusSeconds(body.expiresIn()),
            body.refreshToken(),
            body.idToken());
      }
    }
    if (response.statusCode() == 400) {
      var error = mapper.readTree(response.body()).path("error").asString("invalid_request");
      return new TokenAnswer.Refused(error);
    }
    // 401 is our own secret being wrong: for the official an outage, for the log a reason.
    throw new Unreachable(Part.AUTH_SERVER, "token endpoint status " + response.statusCode());
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record TokenResponse(
      @JsonProperty("access_token") @Nullable String accessToken,
      @JsonProperty("expires_in") long expiresIn,
      @JsonProperty("refresh_token") @Nullable String refreshToken,
      @JsonProperty("id_token") @Nullable String idToken) {}
}
