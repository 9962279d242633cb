package vn.antin.auth.oauth2.authenticate;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;

/** What clients may sign assertions with. */
final class AssertionAlgorithms {
  /** With the shared secret; a MAC's key must be as long as its hash (RFC 7518 §3.2). */
  static final List<String> MAC = List.of("HS256", "HS384", "HS512");

  static final List<String> SIGNATURE =
      List.of(
          "ES256", "PS256", "EdDSA", "Ed25519", "RS256", "ES384", "PS384", "RS384", "ES512",
          "PS512", "RS512");

  /** FAPI 2.0 Security Profile §5.4.1. */
  static final List<String> FAPI = List.of("ES256", "PS256", "EdDSA", "Ed25519");

  private AssertionAlgorithms() {}

  static boolean allows(Client client, JWSAlgorithm used) {
    List<String> known =
        client.authentication() == ClientAuthentication.CLIENT_SECRET_JWT
            ? MAC
            : client.profile().fapi() ? FAPI : SIGNATURE;
    String registered = client.metadata().text("token_endpoint_auth_signing_alg");
    return known.contains(used.getName()) && (registered == null || same(registered, used));
  }

  private static boolean same(String registered, JWSAlgorithm used) {
    return Objects.equals(modern(registered), modern(used.getName()));
  }

  private static @Nullable String modern(String name) {
    return name.equals("EdDSA") ? "Ed25519" : name;
  }
}
