package vn.antin.auth.oauth2.client;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The made-up systems of a sample province: two that officials log in to, a device and a service
 * desk. PKCE is honoured but not demanded of them, as it is of a system whose OpenID library
 * predates it.
 */
final class SampleClients {
  /** Every dialect in which a signature can be asked for. */
  private static final Set<String> SIGNATURES =
      Set.of(HouseClients.SIGNATURE_TYPE, "credential", HouseClients.CSC_TYPE);

  private SampleClients() {}

  static List<Client> all() {
    return List.of(
        client(
            "demo-app",
            "Hệ thống minh họa",
            "http://localhost:9999",
            Set.of("post", "roles", "service", "credential", "signing-request"),
            SIGNATURES),
        client(
            "second-app", "Hệ thống minh họa thứ hai", "http://localhost:9998", Set.of(), Set.of()),
        device(),
        desk());
  }

  /** A program without a browser, which shows a code. */
  private static Client device() {
    return Client.builder("demo-device", "Thiết bị minh họa")
        .kind(ClientKind.SAMPLE)
        .grantTypes(Set.of("urn:ietf:params:oauth:grant-type:device_code", "refresh_token"))
        .scopes(Set.of("openid", "profile", "email"))
        .firstParty(true)
        .build();
  }

  /** A service desk, which asks officials and goes on with the tokens of demo-app. */
  private static Client desk() {
    return Client.builder("demo-desk", "Bàn hỗ trợ minh họa")
        .kind(ClientKind.SAMPLE)
        .authentication(
            ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed("demo-desk-secret"))
        .grantTypes(
            Set.of(
                "urn:openid:params:grant-type:ciba",
                "urn:ietf:params:oauth:grant-type:token-exchange"))
        .scopes(Set.of("openid", "profile", "credential"))
        .authorizationDetailsTypes(SIGNATURES)
        .firstParty(true)
        .metadata(
            new ClientMetadata(
                Map.of(
                    "backchannel_token_delivery_mode", "poll",
                    "token_exchange_subjects", List.of("demo-app"),
                    "token_exchange_audiences", List.of("http://localhost:9997"))))
        .build();
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
