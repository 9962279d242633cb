package vn.antin.auth.oauth2.client;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Authenticates clients. PKCE is not looked at here: the code is spent first, by whoever redeems
 * it, so that a wrong verifier cannot be tried twice.
 */
@Component
public final class ClientAuthenticator implements AuthenticationProvider {
  /** The method by which Spring's converter marks any signed assertion. */
  private static final ClientAuthenticationMethod ASSERTION =
      new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

  /** Compared with when the client is unknown, so that this takes the same time. */
  private static final List<ClientSecret> NOBODY =
      List.of(ClientSecret.hashed(Instant.EPOCH.toString()));

  private final Clients clients;
  private final ClientAssertions assertions;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  ClientAuthenticator(
      Clients clients,
      ClientAssertions assertions,
      InstantSource clock,
      ApplicationEventPublisher events) {
    this.clients = clients;
    this.assertions = assertions;
    this.clock = clock;
    this.events = events;
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    OAuth2ClientAuthenticationToken token = (OAuth2ClientAuthenticationToken) presented;
    Client client = clients.find(token.getName()).orElse(null);
    if (!proves(token, client) || client == null) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    if (client.kind() == ClientKind.DYNAMIC) {
      events.publishEvent(new DynamicClientUsed(client.id()));
    }
    return new AuthenticatedClient(client);
  }

  private boolean proves(OAuth2ClientAuthenticationToken token, @Nullable Client client) {
    ClientAuthenticationMethod method = token.getClientAuthenticationMethod();
    if (method.equals(ASSERTION)) {
      return client != null
          && client.authentication() == ClientAuthentication.PRIVATE_KEY_JWT
          && token.getCredentials() instanceof String assertion
          && assertions.accept(client, assertion);
    }
    if (method.equals(ClientAuthenticationMethod.NONE)) {
      return client != null && client.authentication() == ClientAuthentication.NONE;
    }
    SecretDigest given = SecretDigest.of(String.valueOf(token.getCredentials()));
    List<ClientSecret> secrets =
        client == null || !client.authentication().secret() ? NOBODY : client.secrets();
    boolean matches = false;
    for (ClientSecret secret : secrets) {
      matches |= secret.inForce(clock.instant()) && secret.digest().matches(given);
    }
    return matches && client != null && accepts(client.authentication(), method);
  }

  /** A secret is the same secret in the header and in the body. */
  private static boolean accepts(
      ClientAuthentication registered, ClientAuthenticationMethod presented) {
    return (registered == ClientAuthentication.CLIENT_SECRET_BASIC
            || registered == ClientAuthentication.CLIENT_SECRET_POST)
        && (presented.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            || presented.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST));
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
  }
}
