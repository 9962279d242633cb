package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@OAuth2Test
final class DiscoveryTest {
  private final Protocol protocol;

  @Autowired
  DiscoveryTest(Protocol protocol) {
    this.protocol = protocol;
  }

  @Test
  void metadataNamesWhatWorksAndNothingElse() {
    Answer answer = protocol.get("/.well-known/openid-configuration");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().headers().firstValue("Cache-Control").orElseThrow())
        .contains("max-age=300");
    JsonNode metadata = answer.json();
    assertThat(metadata.path("issuer").asString()).isEqualTo(protocol.issuer());
    assertThat(texts(metadata, "response_types_supported")).containsExactly("code");
    assertThat(texts(metadata, "grant_types_supported"))
        .contains("authorization_code", "refresh_token", "client_credentials")
        .doesNotContain("implicit", "password");
    assertThat(texts(metadata, "code_challenge_methods_supported")).containsExactly("S256");
    assertThat(texts(metadata, "id_token_signing_alg_values_supported"))
        .containsExactly("ES256", "RS256", "PS256", "EdDSA");
    assertThat(texts(metadata, "subject_types_supported")).containsExactly("public", "pairwise");
    assertThat(texts(metadata, "token_endpoint_auth_methods_supported"))
        .containsExactly(
            "client_secret_basic",
            "client_secret_post",
            "client_secret_jwt",
            "private_key_jwt",
            "none");
    assertThat(metadata.path("authorization_response_iss_parameter_supported").asBoolean())
        .isTrue();
    assertThat(protocol.get("/.well-known/oauth-authorization-server").json()).isEqualTo(metadata);
  }

  @Test
  void everyEndpointNamedAnswers() {
    JsonNode metadata = protocol.get("/.well-known/openid-configuration").json();
    assertThat(metadata.propertyNames())
        .filteredOn(name -> name.endsWith("_endpoint") || name.equals("jwks_uri"))
        .hasSizeGreaterThanOrEqualTo(7)
        .allSatisfy(name -> {
          URI address = URI.create(metadata.path(name).asString());
          assertThat(address.toString()).startsWith(protocol.issuer() + "/");
          boolean machine =
              name.startsWith("token")
                  || name.startsWith("introspection")
                  || name.startsWith("pushed")
                  || name.startsWith("revocation");
          Answer answer =
              machine
                  ? protocol.post(
                      address.getPath(), java.util.Map.of("token", "x"), java.util.Map.of())
                  : protocol.get(address.getPath());
          assertThat(answer.status()).as(name).isIn(200, 303, 400, 401, 405);
        });
  }

  @Test
  void keySetHoldsTheKeyInUseAndTheNextWithoutSecrets() throws Exception {
    Answer answer = protocol.get("/oauth2/jwks");
    JWKSet keys = JWKSet.parse(answer.response().body());
    assertThat(keys.getKeys()).hasSizeGreaterThanOrEqualTo(2).noneMatch(JWK::isPrivate);
    for (JWK key : keys.getKeys()) {
      assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
    }
    assertThat(keys.getKeys())
        .filteredOn(key -> key.getAlgorithm().getName().equals("ES256"))
        .hasSize(2);
    assertThat(answer.response().body()).doesNotContain("\"d\"");
  }

  private static Iterable<String> texts(JsonNode metadata, String name) {
    return metadata.path(name).valueStream().map(JsonNode::asString).toList();
  }
}
