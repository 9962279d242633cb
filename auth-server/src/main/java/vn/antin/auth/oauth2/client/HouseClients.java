package vn.antin.auth.oauth2.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.web.House;

/** Our own services as the configuration describes them. */
@Component
final class HouseClients {
  private final HouseClientProperties properties;
  private final House house;

  HouseClients(HouseClientProperties properties, House house) {
    this.properties = properties;
    this.house = house;
  }

  List<Client> configured() {
    List<Client> clients = new ArrayList<>();
    if (properties.adminUiSecretFile() != null) {
      clients.add(adminUi(HouseClientFiles.secret(properties.adminUiSecretFile())));
    }
    if (properties.signingServiceJwksFile() != null) {
      clients.add(signingService(properties.signingServiceJwksFile()));
    }
    return clients;
  }

  /** Names of those that are not configured. */
  List<String> missing() {
    return Stream.of(
            missing("admin-ui", properties.adminUiSecretFile()),
            missing("signing-service", properties.signingServiceJwksFile()))
        .flatMap(List::stream)
        .toList();
  }

  private Client adminUi(ClientSecret secret) {
    String url = house.adminUiUrl().toString();
    return Client.builder("admin-ui", "Ấn Tín")
        .url(url + "/")
        .kind(ClientKind.HOUSE)
        .authentication(ClientAuthentication.CLIENT_SECRET_BASIC, secret)
        .redirectUris(Set.of(url + "/login/callback", url + "/sign/callback"))
        .postLogoutRedirectUris(Set.of(url + "/"))
        .grantTypes(Set.of("authorization_code", "refresh_token"))
        .scopes(Set.of("openid", "profile", "email", "service", "credential", "admin"))
        .authorizationDetailsTypes(Set.of(SIGNATURE_TYPE))
        .firstParty(true)
        .metadata(new ClientMetadata(Map.of("backchannel_logout_uri", url + "/logout/backchannel")))
        .build();
  }

  private static Client signingService(java.nio.file.Path jwksFile) {
    return Client.builder("signing-service", "Ấn Tín: dịch vụ ký số")
        .kind(ClientKind.HOUSE)
        .authentication(ClientAuthentication.PRIVATE_KEY_JWT)
        .keys(new ClientKeys.Inline(HouseClientFiles.keys(jwksFile)))
        .grantTypes(Set.of("client_credentials", "urn:openid:params:grant-type:ciba"))
        .scopes(Set.of("people.read", "agreement.read", "openid", "credential"))
        .authorizationDetailsTypes(Set.of(CSC_TYPE))
        .mayIntrospect(true)
        .firstParty(true)
        .build();
  }

  private static List<String> missing(String name, @Nullable Object configured) {
    return configured == null ? List.of(name) : List.of();
  }

  /** The RFC 9396 type of a signature in CSC API v2.2. */
  static final String CSC_TYPE = "https://cloudsignatureconsortium.org/2025/credential";

  /** The RFC 9396 type of an asked signature: ours. */
  static final String SIGNATURE_TYPE = "urn:antin:rar:signature";
}
