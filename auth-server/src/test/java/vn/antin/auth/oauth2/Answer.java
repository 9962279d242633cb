package vn.antin.auth.oauth2;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP answer, read as OAuth clients read it. */
public record Answer(HttpResponse<String> response) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public int status() {
    return response.statusCode();
  }

  public JsonNode json() {
    return JSON.readTree(response.body());
  }

  public String text(String member) {
    return json().path(member).asString();
  }

  /** The address the browser is sent to, without its query. */
  public String destination() {
    URI location = URI.create(location());
    return location.getScheme() + "://" + location.getRawAuthority() + location.getRawPath();
  }

  public String location() {
    return response.headers().firstValue("Location").orElseThrow();
  }

  /** The parameters of the address the browser is sent to. */
  public Map<String, String> parameters() {
    String query = URI.create(location()).getRawQuery();
    return query == null
        ? Map.of()
        : Arrays.stream(query.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
  }

  /** One of {@link #parameters}, which must be there. */
  public String parameter(String name) {
    return Objects.requireNonNull(parameters().get(name), location());
  }

  /** The claims of a JWT in the body. */
  public Map<String, Object> claims(String member) {
    try {
      return SignedJWT.parse(text(member)).getJWTClaimsSet().getClaims();
    } catch (ParseException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  /** A claim of a JWT in the body, which must be there. */
  public Object claim(String member, String name) {
    return Objects.requireNonNull(claims(member).get(name), name);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
