package vn.antin.auth.oauth2.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The two made-up systems of a sample province. PKCE is honoured but not demanded of them, as it is
 * of a system whose OpenID library predates it.
 */
final class SampleClients {
  private SampleClients() {}

  static List<Client> all() {
    return List.of(
        client(
            "demo-app",
            "Hệ thống minh họa",
            "http://localhost:9999",
            Set.of("service", "credential"),
            Set.of(HouseClients.SIGNATURE_TYPE)),
        client(
            "second-app",
            "Hệ thống minh họa thứ hai",
            "http://localhost:9998",
            Set.of(),
            Set.of()));
  }

  private static Client client(
      String id, String name, String url, Set<String> moreScopes, Set<String> detailsTypes) {
    Set<String> scopes = new HashSet<>(Set.of("openid", "profile", "email"));
    scopes.addAll(moreScopes);
    return Client.builder(id, name)
        .url(url + "/")
        .kind(ClientKind.SAMPLE)
        .authentication(
            ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(id + "-secret"))
        .redirectUris(Set.of(url + "/cb"))
        .postLogoutRedirectUris(Set.of(url + "/", url + "/cb"))
        .grantTypes(Set.of("authorization_code", "refresh_token", "client_credentials"))
        .scopes(scopes)
        .authorizationDetailsTypes(detailsTypes)
        .requirePkce(false)
        .firstParty(true)
        .build();
  }
}
