package vn.antin.auth.oauth2.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered system.
 *
 * @param url where an official opens it; null when it has no page
 * @param secret present exactly when it authenticates by secret
 * @param keys its public keys, present exactly when it authenticates by signed assertion
 * @param scopes what it may ask for
 * @param authorizationDetailsTypes the RFC 9396 types it may send
 * @param requirePkce whether a code request without PKCE is refused; when false, an OpenID request
 *     without PKCE must carry a nonce (RFC 9700 §2.1.1)
 * @param mayIntrospect whether it may ask about tokens of other clients
 */
public record Client(
    String id,
    String name,
    @Nullable String url,
    ClientKind kind,
    ClientAuthentication authentication,
    @Nullable SecretDigest secret,
    @Nullable JWKSet keys,
    Set<String> redirectUris,
    Set<String> postLogoutRedirectUris,
    Set<String> grantTypes,
    Set<String> scopes,
    Set<String> authorizationDetailsTypes,
    boolean requirePkce,
    boolean mayIntrospect) {
  public Client {
    redirectUris = Set.copyOf(redirectUris);
    postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
    grantTypes = Set.copyOf(grantTypes);
    scopes = Set.copyOf(scopes);
    authorizationDetailsTypes = Set.copyOf(authorizationDetailsTypes);
    if ((secret != null) != authentication.secret()
        || (keys != null) != (authentication == ClientAuthentication.PRIVATE_KEY_JWT)) {
      throw new IllegalArgumentException(
          "client %s: expected what %s needs and nothing else".formatted(id, authentication));
    }
  }
}
