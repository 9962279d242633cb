package vn.antin.auth.oauth2.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Browser;
import vn.antin.auth.Peer;
import vn.antin.auth.key.SigningKeys;
import vn.antin.auth.key.TokenAlgorithm;
import vn.antin.auth.key.VerificationKey;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

/** ID tokens and userinfo as clients have registered for them. */
@OAuth2Test
final class ProtectedTokensTest {
  private static final String CALLBACK = "https://app.example/cb";
  private static final RSAKey RSA = rsa();
  private static final ECKey EC = ec();

  private final Protocol protocol;
  private final TestClients clients;
  private final SigningKeys keys;
  private final Jose jose;

  @Autowired
  ProtectedTokensTest(Protocol protocol, TestClients clients, SigningKeys keys, Jose jose) {
    this.protocol = protocol;
    this.clients = clients;
    this.keys = keys;
    this.jose = jose;
  }

  @ParameterizedTest
  @CsvSource({"ES256, SHA-256", "RS256, SHA-256", "PS256, SHA-256", "EdDSA, SHA-512"})
  void idTokenIsSignedAsTheClientRegistered(String algorithm, String hash) throws Exception {
    Client client = client(Map.of("id_token_signed_response_alg", algorithm));
    Answer tokens = enter(client, protocol.newOfficial().browser());
    SignedJWT idToken = SignedJWT.parse(tokens.text("id_token"));
    assertThat(idToken.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
    assertThat(verifies(idToken)).isTrue();
    byte[] digest =
        MessageDigest.getInstance(hash)
            .digest(tokens.text("access_token").getBytes(StandardCharsets.US_ASCII));
    assertThat(idToken.getJWTClaimsSet().getStringClaim("at_hash"))
        .isEqualTo(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(digest, digest.length / 2)));
    assertThat(protocol.get("/oauth2/jwks").response().body())
        .contains(idToken.getHeader().getKeyID());
    // Access tokens are for resource servers, whatever the client likes.
    assertThat(SignedJWT.parse(tokens.text("access_token")).getHeader().getAlgorithm().getName())
        .isEqualTo("ES256");
  }

  @Test
  void clientThatRegisteredNothingGetsEs256AndPlainUserInfo() throws Exception {
    Answer tokens = enter(client(Map.of()), protocol.newOfficial().browser());
    assertThat(SignedJWT.parse(tokens.text("id_token")).getHeader().getAlgorithm().getName())
        .isEqualTo("ES256");
    Answer userInfo = protocol.userInfo(tokens.text("access_token"));
    assertThat(contentType(userInfo)).startsWith("application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA-OAEP-256, A256GCM",
    "RSA-OAEP-256, ",
    "RSA-OAEP, A128GCM",
    "ECDH-ES, A128GCM",
    "ECDH-ES+A128KW, A128CBC-HS256",
    "ECDH-ES+A256KW, A256CBC-HS512"
  })
  void idTokenIsSignedAndThenEncryptedToTheClient(String algorithm, String content)
      throws Exception {
    Map<String, Object> metadata =
        content == null
            ? Map.of("id_token_encrypted_response_alg", algorithm)
            : Map.of(
                "id_token_encrypted_response_alg",
                algorithm,
                "id_token_encrypted_response_enc",
                content);
    Client client = client(metadata, new ClientKeys.Inline(new JWKSet(java.util.List.of(RSA, EC))));
    Answer tokens = enter(client, protocol.newOfficial().browser());
    JWEObject encrypted = JWEObject.parse(tokens.text("id_token"));
    assertThat(encrypted.getHeader().getContentType()).isEqualTo("JWT");
    assertThat(encrypted.getHeader().getEncryptionMethod().getName())
        .isEqualTo(content == null ? "A128CBC-HS256" : content);
    encrypted.decrypt(decrypter(algorithm));
    SignedJWT idToken = encrypted.getPayload().toSignedJWT();
    assertThat(verifies(idToken)).isTrue();
    assertThat(idToken.getJWTClaimsSet().getAudience()).containsExactly(client.id());
  }

  @Test
  void encryptionKeyIsFetchedFromTheAddressThatTheClientNamed() throws Exception {
    try (Peer peer = Peer.start().json("/jwks", new JWKSet(RSA.toPublicJWK()).toString())) {
      Client client =
          client(
              Map.of("id_token_encrypted_response_alg", "RSA-OAEP-256"),
              new ClientKeys.At(peer.at("/jwks")));
      Browser browser = protocol.newOfficial().browser();
      for (int i = 0; i < 3; i++) {
        JWEObject encrypted = JWEObject.parse(enter(client, browser).text("id_token"));
        encrypted.decrypt(new RSADecrypter(RSA));
        assertThat(verifies(encrypted.getPayload().toSignedJWT())).isTrue();
      }
      // Once per node, of which there are two at most.
      assertThat(peer.requests("/jwks")).hasSizeBetween(1, 2);
    }
  }

  @Test
  void clientWithoutAKeyToEncryptToGetsAnErrorRatherThanAReadableToken() {
    Client client = client(Map.of("id_token_encrypted_response_alg", "RSA-OAEP-256"));
    Answer answer = enter(client, protocol.newOfficial().browser());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).isEqualTo("invalid_request");
    assertThat(answer.json().has("id_token")).isFalse();
  }

  @Test
  void algorithmThatIsNotOfferedIsAnErrorRatherThanAnotherAlgorithm() {
    for (String algorithm : java.util.List.of("none", "HS256", "ML-DSA-65")) {
      Client client = client(Map.of("id_token_signed_response_alg", algorithm));
      assertThat(enter(client, protocol.newOfficial().browser()).status()).isEqualTo(400);
    }
  }

  @Test
  void fapiClientIsNeverSignedForWithRs256() {
    Client client =
        client(Map.of("id_token_signed_response_alg", "RS256")).toBuilder()
            .profile(ClientProfile.FAPI2_SECURITY)
            .build();
    assertThatExceptionOfType(JoseException.class)
        .isThrownBy(() -> jose.sign("JWT", Map.of("sub", "x"), client, "id_token"));
  }

  @Test
  void userInfoIsSignedWithIssuerAndAudience() throws Exception {
    Client client = client(Map.of("userinfo_signed_response_alg", "PS256"));
    Answer tokens = enter(client, protocol.newOfficial().browser());
    Answer userInfo = protocol.userInfo(tokens.text("access_token"));
    assertThat(contentType(userInfo)).startsWith("application/jwt");
    SignedJWT signed = SignedJWT.parse(userInfo.response().body());
    assertThat(signed.getHeader().getAlgorithm().getName()).isEqualTo("PS256");
    assertThat(verifies(signed)).isTrue();
    JWTClaimsSet claims = signed.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(protocol.issuer());
    assertThat(claims.getAudience()).containsExactly(client.id());
    assertThat(claims.getSubject()).isEqualTo(tokens.claim("id_token", "sub"));
    assertThat(claims.getStringClaim("name")).isNotBlank();
  }

  @Test
  void userInfoIsEncryptedAloneOrSignedFirst() throws Exception {
    ClientKeys.Inline inline = new ClientKeys.Inline(new JWKSet(EC));
    Client alone = client(Map.of("userinfo_encrypted_response_alg", "ECDH-ES+A256KW"), inline);
    Client both =
        client(
            Map.of(
                "userinfo_encrypted_response_alg",
                "ECDH-ES+A256KW",
                "userinfo_signed_response_alg",
                "EdDSA"),
            inline);
    Browser browser = protocol.newOfficial().browser();

    JWEObject plain = userInfoOf(alone, browser);
    assertThat(plain.getPayload().toJSONObject()).containsKeys("sub", "name");

    SignedJWT nested = userInfoOf(both, browser).getPayload().toSignedJWT();
    assertThat(verifies(nested)).isTrue();
    assertThat(nested.getJWTClaimsSet().getAudience()).containsExactly(both.id());
  }

  @Test
  void metadataNamesTheAlgorithms() {
    var metadata = protocol.get("/.well-known/openid-configuration").json();
    for (String kind : java.util.List.of("id_token", "userinfo")) {
      assertThat(metadata.path(kind + "_signing_alg_values_supported").toString())
          .isEqualTo("[\"ES256\",\"RS256\",\"PS256\",\"EdDSA\"]");
      assertThat(metadata.path(kind + "_encryption_alg_values_supported").toString())
          .isEqualTo(
              "[\"RSA-OAEP-256\",\"RSA-OAEP\",\"ECDH-ES\",\"ECDH-ES+A128KW\",\"ECDH-ES+A256KW\"]");
      assertThat(metadata.path(kind + "_encryption_enc_values_supported").size()).isEqualTo(4);
    }
  }

  private JWEObject userInfoOf(Client client, Browser browser) throws Exception {
    Answer answer = protocol.userInfo(enter(client, browser).text("access_token"));
    assertThat(contentType(answer)).startsWith("application/jwt");
    JWEObject encrypted = JWEObject.parse(answer.response().body());
    encrypted.decrypt(new ECDHDecrypter(EC));
    return encrypted;
  }

  private Client client(Map<String, Object> metadata) {
    return client(metadata, new ClientKeys.None());
  }

  private Client client(Map<String, Object> metadata, ClientKeys published) {
    String id = "jose-" + UUID.randomUUID().toString().substring(0, 8);
    return clients.register(
        Client.builder(id, "Hệ thống " + id)
            .authentication(
                ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(id + "-secret"))
            .keys(published)
            .redirectUris(Set.of(CALLBACK))
            .grantTypes(Set.of("authorization_code", "refresh_token"))
            .scopes(Set.of("openid", "profile", "email"))
            .firstParty(true)
            .metadata(new ClientMetadata(metadata))
            .build());
  }

  private Answer enter(Client client, Browser browser) {
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

  private boolean verifies(SignedJWT jwt) {
    VerificationKey key = keys.published(jwt.getHeader().getKeyID()).orElseThrow();
    TokenAlgorithm algorithm =
        TokenAlgorithm.named(jwt.getHeader().getAlgorithm().getName()).orElseThrow();
    assertThat(key.algorithm()).isEqualTo(algorithm);
    return algorithm.verify(key.key(), jwt.getSigningInput(), jwt.getSignature().decode());
  }

  private static JWEDecrypter decrypter(String algorithm) throws Exception {
    return algorithm.startsWith("RSA") ? new RSADecrypter(RSA) : new ECDHDecrypter(EC);
  }

  private static String contentType(Answer answer) {
    return answer.response().headers().firstValue("Content-Type").orElseThrow();
  }

  private static RSAKey rsa() {
    return (RSAKey) made(() -> new RSAKeyGenerator(2048).keyUse(KeyUse.ENCRYPTION).generate());
  }

  private static ECKey ec() {
    return (ECKey) made(() -> new ECKeyGenerator(Curve.P_256).keyID("enc").generate());
  }

  private static JWK made(java.util.concurrent.Callable<JWK> maker) {
    try {
      return maker.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
