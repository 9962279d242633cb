package vn.antin.admin.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.admin.installation.Installation;
import vn.antin.admin.upstream.AccessToken;
import vn.antin.admin.upstream.Part;
import vn.antin.admin.upstream.Unreachable;

/** The auth-server's token endpoint (RFC 6749), called with our client secret. Thread-safe. */
@Component
public final class TokenEndpoint {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Discovery discovery;
  private final Installation installation;
  private final HttpClient client;
  private final JsonMapper mapper;
  private final InstantSource clock;

  TokenEndpoint(
      Discovery discovery,
      Installation installation,
      HttpClient client,
      JsonMapper mapper,
      InstantSource clock) {
    this.discovery = discovery;
    this.installation = installation;
    this.client = client;
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
    var request =
        HttpRequest.newBuilder(discovery.metadata().tokenEndpoint())
            .timeout(TIMEOUT)
            .header("Authorization", basic())
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(parameters)))
            .build();
    try {
      return read(client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException | JacksonException e) {
      throw new Unreachable(Part.AUTH_SERVER, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  private String basic() {
    try {
      var secret = Files.readString(installation.clientSecretFile()).strip();
      var pair = Installation.CLIENT_ID + ":" + URLEncoder.encode(secret, UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    } catch (IOException e) {
      throw new Unreachable(Part.AUTH_SERVER, e);
    }
  }

  static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record TokenResponse(
      @JsonProperty("access_token") @Nullable String accessToken,
      @JsonProperty("expires_in") long expiresIn,
      @JsonProperty("refresh_token") @Nullable String refreshToken,
      @JsonProperty("id_token") @Nullable String idToken) {}
}
