package vn.antin.signing.authserver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls this service makes to auth-server. Every one has a time-out and throws {@link
 * AuthServerUnreachable} when no usable answer came. Thread-safe.
 */
public final class AuthServer {
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration TOKEN_MARGIN = Duration.ofSeconds(30);

  private final String issuer;
  private final RestClient http;
  private final JsonMapper json;
  private final ClientAssertion assertion;
  private final InstantSource time;
  private final ReentrantLock tokenLock = new ReentrantLock();
  private volatile @Nullable ServiceToken token;

  AuthServer(
      AuthServerProperties properties,
      RestClient.Builder builder,
      JsonMapper json,
      InstantSource time) {
    this.issuer = properties.authServerIssuer();
    this.json = json;
    this.time = time;
    this.assertion = new ClientAssertion(properties.clientKeyFile(), issuer, time);
    this.http = builder.requestFactory(Requests.to(properties)).build();
  }

  /** The issuer, exactly as tokens name it. */
  public String issuer() {
    return issuer;
  }

  /** Asks what a token is good for; the answer is auth-server's JSON, fresh every time. */
  public JsonNode introspect(String opaqueToken) {
    var form = new LinkedMultiValueMap<String, String>();
    form.add("token", opaqueToken);
    form.add("token_type_hint", "access_token");
    return post("/oauth2/introspect", form);
  }

  /** Reads a resource with this service's own access token of the given scope. */
  public JsonNode get(String pathAndQuery, String scope) {
    var bearer = token(scope);
    try {
      return parsed(
          http.get()
              .uri(issuer + pathAndQuery)
              .headers(headers -> headers.setBearerAuth(bearer))
              .accept(MediaType.APPLICATION_JSON)
              .retrieve()
              .body(String.class));
    } catch (RestClientException e) {
      token = null;
      throw AuthServerUnreachable.during("GET " + pathAndQuery.replaceFirst("\\?.*", ""), e);
    }
  }

  /**
   * What a call was answered with, refusals included (RFC 6749 §5.2).
   *
   * @param body may hold a token: it is not to be logged
   */
  public record Answered(int status, JsonNode body) {
    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /** Calls an endpoint by form, proving who is calling. */
  public Answered call(String path, Map<String, String> parameters) {
    var form = new LinkedMultiValueMap<String, String>();
    parameters.forEach(form::add);
    prove(form);
    try {
      var answer =
          http.post()
              .uri(issuer + path)
              .contentType(MediaType.APPLICATION_FORM_URLENCODED)
              .accept(MediaType.APPLICATION_JSON)
              .body(form)
              .retrieve()
              .onStatus(HttpStatusCode::is4xxClientError, (_, _) -> {})
              .toEntity(String.class);
      return new Answered(answer.getStatusCode().value(), parsed(answer.getBody()));
    } catch (RestClientException e) {
      throw AuthServerUnreachable.during("POST " + path, e);
    }
  }

  private void prove(MultiValueMap<String, String> form) {
    form.add("client_id", ClientAssertion.CLIENT_ID);
    form.add("client_assertion_type", ASSERTION_TYPE);
    form.add("client_assertion", assertion.create());
  }

  private String token(String scope) {
    var held = token;
    if (held != null && held.goodFor(scope, time.instant())) {
      return held.value();
    }
    tokenLock.lock();
    try {
      held = token;
      if (held == null || !held.goodFor(scope, time.instant())) {
        held = fetchToken(scope);
        token = held;
      }
      return held.value();
    } finally {
      tokenLock.unlock();
    }
  }

  private ServiceToken fetchToken(String scope) {
    var form = new LinkedMultiValueMap<String, String>();
    form.add("grant_type", "client_credentials");
    form.add("scope", scope);
    var answer = post("/oauth2/token", form);
    var value = answer.path("access_token").asString("");
    if (value.isEmpty()) {
      throw new AuthServerUnreachable("the token answer holds no access_token", null);
    }
    var lifetime = Duration.ofSeconds(answer.path("expires_in").asLong(60)).minus(TOKEN_MARGIN);
    return new ServiceToken(value, scope, time.instant().plus(lifetime));
  }

  private JsonNode post(String path, MultiValueMap<String, String> form) {
    prove(form);
    try {
      return parsed(
          http.post()
              .uri(issuer + path)
              .contentType(MediaType.APPLICATION_FORM_URLENCODED)
              .accept(MediaType.APPLICATION_JSON)
              .body(form)
              .retrieve()
              .body(String.class));
    } catch (RestClientException e) {
      throw AuthServerUnreachable.during("POST " + path, e);
    }
  }

  private JsonNode parsed(@Nullable String body) {
    try {
      return json.readTree(body == null ? "" : body);
    } catch (JacksonException e) {
      throw new AuthServerUnreachable("the answer is not JSON", e);
    }
  }

  /** A secret, so it has no text form. */
  private record ServiceToken(String value, String scope, Instant freshUntil) {
    boolean goodFor(String wanted, Instant now) {
      return scope.equals(wanted) && now.isBefore(freshUntil);
    }

    @Override
    public String toString() {
      return "ServiceToken[" + scope + "]";
    }
  }
}
