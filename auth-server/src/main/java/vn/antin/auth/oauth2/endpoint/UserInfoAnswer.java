package vn.antin.auth.oauth2.endpoint;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientMetadata.Protection;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.jose.Jose;
import vn.antin.auth.oauth2.jose.JoseException;
import vn.antin.auth.web.House;

/**
 * The form in which a client wants userinfo (OpenID Connect Core §5.3.2): JSON, or a JWT that is
 * signed, encrypted or both.
 */
@Component
final class UserInfoAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(UserInfoAnswer.class);
  private static final MediaType JWT = MediaType.valueOf("application/jwt");

  private final Clients clients;
  private final Jose jose;
  private final House house;
  private final InstantSource clock;

  UserInfoAnswer(Clients clients, Jose jose, House house, InstantSource clock) {
    this.clients = clients;
    this.jose = jose;
    this.house = house;
    this.clock = clock;
  }

  /**
   * Answers the bearer of a token.
   *
   * @param found about the official; {@code sub} is taken from the token, where it is the one that
   *     this client knows
   */
  ResponseEntity<?> of(Jwt token, Map<String, Object> found) {
    Map<String, Object> claims = new LinkedHashMap<>(found);
    claims.put("sub", token.getSubject());
    String clientId = Objects.requireNonNullElse(token.getClaimAsString("client_id"), "");
    return clients
        .find(clientId)
        .<ResponseEntity<?>>map(client -> of(client, claims))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED).build());
  }

  private ResponseEntity<?> of(Client client, Map<String, Object> claims) {
    Protection protection = client.metadata().protection("userinfo");
    if (protection.signing() == null && protection.keyManagement() == null) {
      return ResponseEntity.ok(claims);
    }
    try {
      if (protection.signing() == null) {
        return jwt(jose.encrypt(claims, client, "userinfo"));
      }
      claims.put("iss", house.issuer().toString());
      claims.put("aud", client.id());
      claims.put("iat", clock.instant());
      return jwt(jose.sign("JWT", claims, client, "userinfo"));
    } catch (JoseException e) {
      LOG.warn("no userinfo can be made: {}", e.getMessage());
      return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR)
          .body(Map.of("error", "server_error"));
    }
  }

  private static ResponseEntity<String> jwt(String value) {
    return ResponseEntity.ok().contentType(JWT).body(value);
  }
}
