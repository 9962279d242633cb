package vn.antin.auth.oauth2.issue;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.oauth2.OAuth2Properties;
import vn.antin.auth.oauth2.client.AuthenticatedClient;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.jose.JoseException;
import vn.antin.auth.oauth2.token.ApprovedDetails;
import vn.antin.auth.oauth2.token.Confirmation;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.Handle;

/** Turns an {@link Outcome} into what Spring's token endpoint writes. */
@Component
final class GrantAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(GrantAnswer.class);

  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private final TokenMint mint;
  private final TokenMeter meter;
  private final OAuth2Properties properties;
  private final InstantSource clock;
  private final JsonMapper json;

  GrantAnswer(
      TokenMint mint,
      TokenMeter meter,
      OAuth2Properties properties,
      InstantSource clock,
      JsonMapper json) {
    this.mint = mint;
    this.meter = meter;
    this.properties = properties;
    this.clock = clock;
    this.json = json;
  }

  /** The authenticated client, if it may use this grant. */
  Client clientFor(OAuth2AuthorizationGrantAuthenticationToken request) {
    String grantType = request.getGrantType().getValue();
    if (!(request.getPrincipal() instanceof AuthenticatedClient caller)) {
      throw refused(grantType, OAuth2ErrorCodes.INVALID_CLIENT, "client authentication is missing");
    }
    if (!caller.client().grantTypes().contains(grantType)) {
      throw refused(
          grantType,
          OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
          "the client may not use this grant type");
    }
    return caller.client();
  }

  /**
   * Answers with tokens or an error.
   *
   * @param nonce for the ID token
   */
  Authentication of(
      OAuth2AuthorizationGrantAuthenticationToken request,
      Outcome outcome,
      @Nullable String nonce) {
    String grantType = request.getGrantType().getValue();
    return switch (outcome) {
      case Outcome.Refused(String error, String description) ->
          throw refused(grantType, error, description);
      case Outcome.Granted granted -> {
        Client client = client(request);
        OAuth2AccessToken access =
            mint.accessToken(
                client,
                granted.family(),
                granted.scopes(),
                granted.resources(),
                granted.administers());
        Map<String, Object> more = details(granted.family());
        if (granted.scopes().contains("openid")) {
          more.put("id_token", idToken(grantType, client, granted.family(), nonce, access));
        }
        yield answer(request, access, granted.refresh(), more);
      }
      case Outcome.GrantedApproval(var family, Handle access) -> {
        yield answer(request, opaque(access, family), null, details(family));
      }
    };
  }

  /** What the official agreed to in particular (RFC 9396 §7). */
  private Map<String, Object> details(Family family) {
    Map<String, Object> details = new HashMap<>();
    ApprovedDetails approval = family.approval();
    if (approval != null && approval.answer() != null) {
      details.putAll(json.readValue(approval.answer(), MEMBERS));
    } else if (approval != null) {
      details.put(
          "authorization_details", json.readValue(approval.authorizationDetails(), List.class));
    }
    return details;
  }

  /** Answers with one token. */
  Authentication of(OAuth2AuthorizationGrantAuthenticationToken request, OAuth2AccessToken access) {
    return answer(request, access, null, Map.of());
  }

  /** Answers with one token that comes of something else, and further members. */
  Authentication of(
      OAuth2AuthorizationGrantAuthenticationToken request,
      DerivedToken wanted,
      Map<String, Object> more) {
    return answer(request, mint.accessToken(wanted), null, more);
  }

  private String idToken(
      String grantType,
      Client client,
      Family family,
      @Nullable String nonce,
      OAuth2AccessToken access) {
    try {
      return mint.idToken(client, family, nonce, access);
    } catch (JoseException e) {
      LOG.warn("no ID token can be made: {}", e.getMessage());
      throw refused(
          grantType,
          OAuth2ErrorCodes.INVALID_REQUEST,
          "the algorithm or key that the client has registered for ID tokens cannot be used");
    }
  }

  private static Client client(OAuth2AuthorizationGrantAuthenticationToken request) {
    return ((AuthenticatedClient) request.getPrincipal()).client();
  }

  OAuth2AuthenticationException refused(String grantType, String error, String description) {
    meter.refused(grantType, error);
    return new OAuth2AuthenticationException(new OAuth2Error(error, description, null));
  }

  private OAuth2AccessToken opaque(Handle access, Family family) {
    return new OAuth2AccessToken(
        family.confirmation() instanceof Confirmation.DpopKey
            ? OAuth2AccessToken.TokenType.DPOP
            : OAuth2AccessToken.TokenType.BEARER,
        access.reveal(),
        clock.instant(),
        clock.instant().plus(properties.accessTokenLifetime()),
        family.scopes());
  }

  private Authentication answer(
      OAuth2AuthorizationGrantAuthenticationToken request,
      OAuth2AccessToken access,
      @Nullable Handle refresh,
      Map<String, Object> more) {
    meter.issued(request.getGrantType().getValue());
    Authentication caller = (Authentication) request.getPrincipal();
    return new OAuth2AccessTokenAuthenticationToken(
        springClient(caller.getName()),
        caller,
        access,
        refresh == null ? null : new OAuth2RefreshToken(refresh.reveal(), clock.instant()),
        more);
  }

  /** Spring's type asks for its own idea of a client, which nothing here reads. */
  private static RegisteredClient springClient(String id) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .build();
  }
}
