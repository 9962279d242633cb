package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.http.converter.OAuth2TokenIntrospectionHttpMessageConverter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.oauth2.client.AuthenticatedClient;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.jose.Jose;
import vn.antin.auth.oauth2.jose.JoseException;
import vn.antin.auth.oauth2.jose.JoseMetadata;
import vn.antin.auth.web.House;

/**
 * Answers introspection with JSON (RFC 7662), or with a JWT that can be kept as evidence (RFC
 * 9701): to who asks for it by {@code Accept}, and always to clients with the profile FAPI 2.0
 * Message Signing. Signed, and encrypted, as the caller has registered.
 */
@Component
final class IntrospectionAnswer implements AuthenticationSuccessHandler, ServerMetadata {
  private static final Logger LOG = LoggerFactory.getLogger(IntrospectionAnswer.class);
  private static final String TYPE = "token-introspection+jwt";
  private static final MediaType JWT = new MediaType("application", TYPE);

  private final OAuth2TokenIntrospectionHttpMessageConverter json =
      new OAuth2TokenIntrospectionHttpMessageConverter();
  private final Jose jose;
  private final JoseMetadata offered;
  private final House house;
  private final InstantSource clock;

  IntrospectionAnswer(Jose jose, JoseMetadata offered, House house, InstantSource clock) {
    this.jose = jose;
    this.offered = offered;
    this.house = house;
    this.clock = clock;
  }

  @Override
  public Map<String, Object> members() {
    return Map.of(
        "introspection_signing_alg_values_supported", offered.signing(),
        "introspection_encryption_alg_values_supported", JoseMetadata.keyManagement(),
        "introspection_encryption_enc_values_supported", JoseMetadata.content());
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    OAuth2TokenIntrospection found =
        ((OAuth2TokenIntrospectionAuthenticationToken) authentication).getTokenClaims();
    Client caller =
        ((AuthenticatedClient) Objects.requireNonNull(authentication.getPrincipal())).client();
    if (asksForJwt(request) || caller.profile() == ClientProfile.FAPI2_MESSAGE_SIGNING) {
      write(response, found, caller);
    } else {
      json.write(found, null, new ServletServerHttpResponse(response));
    }
  }

  private static boolean asksForJwt(HttpServletRequest request) {
    try {
      return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT)).stream()
          .anyMatch(JWT::equalsTypeAndSubtype);
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private void write(HttpServletResponse response, OAuth2TokenIntrospection found, Client caller)
      throws IOException {
    try {
      String jwt =
          jose.sign(
              TYPE,
              Map.of(
                  "iss", house.issuer().toString(),
                  "aud", caller.id(),
                  "iat", clock.instant(),
                  "token_introspection", plain(found.getClaims())),
              caller,
              "introspection");
      response.setContentType(JWT.toString());
      response.getOutputStream().write(jwt.getBytes(StandardCharsets.US_ASCII));
    } catch (JoseException e) {
      LOG.warn("no introspection response can be made: {}", e.getMessage());
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response
          .getOutputStream()
          .write("{\"error\":\"server_error\"}".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** As they stand in JSON. */
  private static Map<String, Object> plain(Map<String, Object> claims) {
    Map<String, Object> plain = new LinkedHashMap<>();
    claims.forEach((name, value) ->
        plain.put(
            name,
            switch (value) {
              case Instant time -> time.getEpochSecond();
              case Collection<?> words when name.equals("scope") ->
                  words.stream().map(String::valueOf).collect(Collectors.joining(" "));
              default -> value;
            }));
    return plain;
  }
}
