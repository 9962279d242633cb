package vn.antin.auth.oauth2.client;

import java.util.ArrayList;
import java.util.List;
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

  private Client adminUi(SecretDigest secret) {
    String url = house.adminUiUrl().toString();
    return new Client(
        "admin-ui",
        "Ấn Tín",
        url + "/",
        ClientKind.HOUSE,
        ClientAuthentication.CLIENT_SECRET_BASIC,
        secret,
        null,
        Set.of(url + "/login/callback", url + "/sign/callback"),
        Set.of(url + "/"),
        Set.of("authorization_code", "refresh_token"),
        Set.of("openid", "profile", "email", "service", "credential", "admin"),
        Set.of(SIGNATURE_TYPE),
        true,
        false);
  }

  private static Client signingService(java.nio.file.Path jwksFile) {
    return new Client(
        "signing-service",
        "Ấn Tín: dịch vụ ký số",
        null,
        ClientKind.HOUSE,
        ClientAuthentication.PRIVATE_KEY_JWT,
        null,
        HouseClientFiles.keys(jwksFile),
        Set.of(),
        Set.of(),
        Set.of("client_credentials"),
        Set.of("people.read"),
        Set.of(),
        true,
        true);
  }

  private static List<String> missing(String name, @Nullable Object configured) {
    return configured == null ? List.of(name) : List.of();
  }

  /** The RFC 9396 type of an asked signature. */
  static final String SIGNATURE_TYPE = "urn:antin:rar:signature";
}
