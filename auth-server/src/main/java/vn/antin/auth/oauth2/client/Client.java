package vn.antin.auth.oauth2.client;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered system.
 *
 * @param url where an official opens it; null when it has no page
 * @param profile how strictly it is held
 * @param secrets present exactly when it authenticates by a shared secret; several during a
 *     rotation
 * @param scopes what it may ask for
 * @param authorizationDetailsTypes the RFC 9396 types it may send
 * @param requirePkce whether a code request without PKCE is refused; when false, an OpenID request
 *     without PKCE must carry a nonce (RFC 9700 §2.1.1)
 * @param mayIntrospect whether it may ask about tokens of other clients
 * @param firstParty whether it belongs to the province itself, so that officials are not asked for
 *     consent
 * @param metadata everything else it has registered
 */
public record Client(
    String id,
    String name,
    @Nullable String url,
    ClientKind kind,
    ClientProfile profile,
    ClientAuthentication authentication,
    List<ClientSecret> secrets,
    ClientKeys keys,
    Set<String> redirectUris,
    Set<String> postLogoutRedirectUris,
    Set<String> grantTypes,
    Set<String> scopes,
    Set<String> authorizationDetailsTypes,
    boolean requirePkce,
    boolean mayIntrospect,
    boolean firstParty,
    ClientMetadata metadata) {
  public Client {
    secrets = List.copyOf(secrets);
    redirectUris = Set.copyOf(redirectUris);
    postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
    grantTypes = Set.copyOf(grantTypes);
    scopes = Set.copyOf(scopes);
    authorizationDetailsTypes = Set.copyOf(authorizationDetailsTypes);
    if (secrets.isEmpty() == authentication.secret()) {
      throw new IllegalArgumentException(
          "client %s: expected secrets exactly when %s needs them".formatted(id, authentication));
    }
  }

  /** Starts a client that is held strictly and may do nothing yet. */
  public static ClientBuilder builder(String id, String name) {
    return new ClientBuilder(id, name);
  }

  /** Starts a client that is like this one. */
  public ClientBuilder toBuilder() {
    return new ClientBuilder(this);
  }
}
