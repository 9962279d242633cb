package vn.antin.auth.oauth2.logout;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.antin.auth.Browser;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

/** Systems with logout addresses, and logging in to them. */
record Systems(Protocol protocol, TestClients clients) {
  static final String AFTERWARDS = "http://localhost:9997/bye";
  private static final String CALLBACK = "http://localhost:9997/cb";

  /** A system with this one member of metadata. */
  Client with(String member, URI address) {
    return with(Map.of(member, address.toString()));
  }

  Client with(Map<String, Object> metadata) {
    String id = "system-" + UUID.randomUUID().toString().substring(0, 8);
    return clients.register(
        Client.builder(id, "Hệ thống " + id)
            .kind(ClientKind.REGISTERED)
            .authentication(
                ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(id + "-secret"))
            .redirectUris(Set.of(CALLBACK))
            .postLogoutRedirectUris(Set.of(AFTERWARDS))
            .grantTypes(Set.of("authorization_code", "refresh_token"))
            .scopes(Set.of("openid", "profile", "email"))
            .firstParty(true)
            .metadata(new ClientMetadata(metadata))
            .build());
  }

  /** Tokens of the system for the official of this browser. */
  Answer enter(Client client, Browser browser) {
    String code =
        protocol.authorize(browser, Protocol.request(client.id(), CALLBACK)).parameter("code");
    return protocol.token(
        client.id(),
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            CALLBACK,
            "code_verifier",
            Protocol.VERIFIER));
  }
}
