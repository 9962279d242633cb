package vn.antin.auth.oauth2.registration;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.client.ClientSecret;

/**
 * A client without its id and its secrets, as a metadata document describes it.
 *
 * @param name empty when the document gives none
 */
public record ClientDescription(
    String name,
    @Nullable String url,
    ClientProfile profile,
    ClientAuthentication authentication,
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
  public ClientDescription {
    redirectUris = Set.copyOf(redirectUris);
    postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
    grantTypes = Set.copyOf(grantTypes);
    scopes = Set.copyOf(scopes);
    authorizationDetailsTypes = Set.copyOf(authorizationDetailsTypes);
  }

  /** The client; {@code secrets} are left out when it authenticates without. */
  public Client client(String id, ClientKind kind, List<ClientSecret> secrets) {
    return Client.builder(id, name.isEmpty() ? id : name)
        .url(url)
        .kind(kind)
        .profile(profile)
        .authentication(
            authentication,
            authentication.secret() ? secrets.toArray(ClientSecret[]::new) : new ClientSecret[0])
        .keys(keys)
        .redirectUris(redirectUris)
        .postLogoutRedirectUris(postLogoutRedirectUris)
        .grantTypes(grantTypes)
        .scopes(scopes)
        .authorizationDetailsTypes(authorizationDetailsTypes)
        .requirePkce(requirePkce)
        .mayIntrospect(mayIntrospect)
        .firstParty(firstParty)
        .metadata(metadata)
        .build();
  }
}
