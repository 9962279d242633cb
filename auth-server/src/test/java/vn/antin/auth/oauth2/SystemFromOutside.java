package vn.antin.auth.oauth2;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientBuilder;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientSecret;

/** Makes clients that do not belong to the province. */
final class SystemFromOutside {
  static final String CALLBACK = "https://app.example/cb";

  private SystemFromOutside() {}

  /** With a secret of its id and "-secret", as sample clients have. */
  static ClientBuilder builder() {
    String id = "outside-" + UUID.randomUUID().toString().substring(0, 8);
    return Client.builder(id, "Hệ thống " + id)
        .authentication(
            ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(id + "-secret"))
        .redirectUris(Set.of(CALLBACK))
        .grantTypes(Set.of("authorization_code", "refresh_token"))
        .scopes(Set.of("openid", "profile", "email"));
  }

  static ClientBuilder with(Map<String, Object> metadata) {
    return builder().metadata(new ClientMetadata(metadata));
  }

  static Map<String, String> request(Client client) {
    return Protocol.request(client.id(), CALLBACK);
  }
}
