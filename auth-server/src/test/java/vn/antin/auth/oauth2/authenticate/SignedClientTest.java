package vn.antin.auth.oauth2.authenticate;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.with;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.TestClock;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientBuilder;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

/** Clients that sign assertions: private_key_jwt and client_secret_jwt. */
@OAuth2Test
final class SignedClientTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef";

  private final ECKey key = newKey("one");
  private final String id = "signed-" + UUID.randomUUID().toString().substring(0, 8);

  private final Protocol protocol;
  private final TestClients clients;
  private final TestClock clock;

  @Autowired
  SignedClientTest(Protocol protocol, TestClients clients, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.clock = clock;
  }

  @Test
  void asymmetricClientAuthenticationIsAcceptedWithEveryKindOfKey() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    ECKey large = new ECKeyGenerator(Curve.P_521).keyID("large").generate();
    register(new JWKSet(List.of(key, rsa, large)), Map.of(), ClientProfile.STANDARD);
    assertThat(asserted(assertion().sign(key)).status()).isEqualTo(200);
    assertThat(asserted(assertion().algorithm(JWSAlgorithm.PS256).sign(rsa)).status())
        .isEqualTo(200);
    assertThat(asserted(assertion().algorithm(JWSAlgorithm.RS256).sign(rsa)).status())
        .isEqualTo(200);
    assertThat(asserted(assertion().algorithm(JWSAlgorithm.ES512).sign(large)).status())
        .isEqualTo(200);
    assertThat(asserted(typed("client-authentication+jwt").sign(key)).status()).isEqualTo(200);
    assertThat(
            protocol
                .post(
                    "/oauth2/introspect",
                    with(TestAssertion.parameters(assertion().sign(key)), "token", "unknown"),
                    Map.of())
                .text("active"))
        .isEqualTo("false");
  }

  @Test
  void assertionMayNameIssuerTokenEndpointOrTheEndpointCalled() throws Exception {
    register(ClientProfile.STANDARD);
    for (Object audience :
        List.of(
            protocol.issuer(),
            protocol.issuer() + "/oauth2/token",
            List.of("https://elsewhere.example", protocol.issuer()))) {
      assertThat(asserted(by(audience).sign(key)).status()).as("%s", audience).isEqualTo(200);
    }
    refused(asserted(by("https://elsewhere.example").sign(key)));
    refused(asserted(by(protocol.issuer() + "/oauth2/revoke").sign(key)));
    refused(asserted(assertion().without("aud").sign(key)));
    assertThat(
            protocol
                .post(
                    "/oauth2/revoke",
                    with(
                        TestAssertion.parameters(
                            by(protocol.issuer() + "/oauth2/revoke").sign(key)),
                        "token",
                        "unknown"),
                    Map.of())
                .status())
        .isEqualTo(200);
  }

  @Test
  void assertionOfAFapiClientNamesOurIssuerAsAStringAndNothingElse() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    register(new JWKSet(List.of(key, rsa)), Map.of(), ClientProfile.FAPI2_SECURITY);
    assertThat(believed(assertion().sign(key))).isTrue();
    assertThat(believed(by(protocol.issuer() + "/oauth2/token").sign(key))).isFalse();
    assertThat(believed(by(List.of(protocol.issuer())).sign(key))).isFalse();
    assertThat(believed(assertion().algorithm(JWSAlgorithm.PS256).sign(rsa))).isTrue();
    assertThat(believed(assertion().algorithm(JWSAlgorithm.RS256).sign(rsa))).isFalse();
  }

  @Test
  void algorithmNoneAndConfusionAreRefusedInAssertions() throws Exception {
    register(ClientProfile.STANDARD);
    String signed = assertion().sign(key);
    String claims = signed.split("\\.", -1)[1];
    refused(asserted(base64("{\"alg\":\"none\"}") + "." + claims + "."));
    refused(asserted(base64("{\"alg\":\"nOnE\"}") + "." + claims + "."));
    refused(asserted(signed.substring(0, signed.lastIndexOf('.') + 1)));
    String published = key.toPublicJWK().toJSONString();
    refused(asserted(assertion().algorithm(JWSAlgorithm.HS256).mac(published)));
  }

  @Test
  void sharedSecretSignsOnlyForAClientThatRegisteredIt() throws Exception {
    String published = key.toPublicJWK().toJSONString();
    clients.register(
        client().authentication(ClientAuthentication.CLIENT_SECRET_JWT, readable()).build());
    refused(asserted(assertion().sign(key)));
    refused(asserted(assertion().algorithm(JWSAlgorithm.HS256).mac(published)));
    assertThat(asserted(assertion().algorithm(JWSAlgorithm.HS256).mac(SECRET)).status())
        .isEqualTo(200);
    refused(post(Map.of("client_id", id, "client_secret", SECRET)));
  }

  @Test
  void keyThatTheAssertionBringsOrPointsToIsNotLookedAt() throws Exception {
    register(ClientProfile.STANDARD);
    ECKey other = newKey("one");
    refused(asserted(assertion().header(h -> h.jwk(other.toPublicJWK())).sign(other)));
    refused(
        asserted(
            assertion().header(h -> h.jwkURL(URI.create("http://127.0.0.1:1/jwks"))).sign(other)));
    refused(
        asserted(
            assertion()
                .header(h -> h.x509CertURL(URI.create("http://127.0.0.1:1/x5u")))
                .sign(other)));
    refused(asserted(assertion().sign(newKey("../../etc/passwd"))));
    refused(asserted(assertion().header(h -> h.criticalParams(Set.of("exp"))).sign(key)));
  }

  @Test
  void tokenOfAnotherTypeIsNoClientAssertion() throws Exception {
    register(ClientProfile.STANDARD);
    for (String type : List.of("at+jwt", "dpop+jwt", "oauth-authz-req+jwt", "logout+jwt")) {
      refused(asserted(typed(type).sign(key)));
    }
  }

  @Test
  void assertionHasToBeAboutItsClientInTimeAndIdentified() throws Exception {
    register(ClientProfile.STANDARD);
    Instant now = clock.instant();
    refused(asserted(assertion().claim("iss", "demo-app").sign(key)));
    refused(asserted(assertion().without("jti").sign(key)));
    refused(asserted(assertion().claim("jti", "x".repeat(256)).sign(key)));
    refused(asserted(assertion().without("exp").sign(key)));
    refused(asserted(assertion().claim("exp", date(now, -2)).sign(key)));
    refused(asserted(assertion().claim("exp", date(now, 15)).sign(key)));
    refused(asserted(assertion().claim("nbf", date(now, 2)).sign(key)));
    refused(asserted(assertion().claim("iat", date(now, 2)).sign(key)));
    refused(post(with(TestAssertion.parameters(assertion().sign(key)), "client_id", "demo-app")));
  }

  @Test
  void registeredAlgorithmIsTheOnlyOne() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    register(
        new JWKSet(List.of(key, rsa)),
        Map.of("token_endpoint_auth_signing_alg", "PS256"),
        ClientProfile.STANDARD);
    refused(asserted(assertion().sign(key)));
    refused(asserted(assertion().algorithm(JWSAlgorithm.RS256).sign(rsa)));
    assertThat(asserted(assertion().algorithm(JWSAlgorithm.PS256).sign(rsa)).status())
        .isEqualTo(200);
  }

  @Test
  void replayedAssertionIsRefusedAlsoOnAnotherNode() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (TestServer one = TestServer.start(database);
        TestServer two = TestServer.start(database)) {
      TestClients.of(one).register(signing(new JWKSet(key), Map.of(), ClientProfile.STANDARD));
      String once = TestAssertion.by(id, "http://localhost:9000", Instant.now()).sign(key);
      assertThat(TestAssertion.post(one.origin(), TestAssertion.parameters(once)).status())
          .isEqualTo(200);
      refused(TestAssertion.post(one.origin(), TestAssertion.parameters(once)));
      refused(TestAssertion.post(two.origin(), TestAssertion.parameters(once)));
    }
  }

  @Test
  void publishedKeysAreFetchedAndRotationIsSeenByAnUnknownKeyId() throws Exception {
    AtomicReference<String> published = new AtomicReference<>(new JWKSet(key).toString());
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/jwks",
        exchange -> {
          byte[] body = published.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    site.start();
    try {
      at("http://127.0.0.1:" + site.getAddress().getPort() + "/jwks");
      assertThat(asserted(assertion().sign(key)).status()).isEqualTo(200);
      ECKey next = newKey("two");
      published.set(new JWKSet(next).toString());
      clock.advance(Duration.ofSeconds(31));
      assertThat(asserted(assertion().sign(next)).status()).isEqualTo(200);
      clock.advance(Duration.ofMinutes(6));
      refused(asserted(assertion().sign(key)));
    } finally {
      site.stop(0);
    }
  }

  @Test
  void jwksUriThatPointsInsideIsNotFetched() throws Exception {
    for (String address :
        List.of(
            "https://10.0.0.1/jwks",
            "https://192.168.1.1/jwks",
            "https://169.254.169.254/latest/meta-data",
            "file:///etc/passwd",
            "http://203.0.113.1/jwks")) {
      at(address);
      refused(asserted(assertion().sign(key)));
    }
  }

  private void at(String address) {
    clients.register(
        client()
            .authentication(ClientAuthentication.PRIVATE_KEY_JWT)
            .keys(new ClientKeys.At(URI.create(address)))
            .build());
  }

  private void register(ClientProfile profile) {
    register(new JWKSet(key), Map.of(), profile);
  }

  private void register(JWKSet keys, Map<String, Object> metadata, ClientProfile profile) {
    clients.register(signing(keys, metadata, profile));
  }

  private Client signing(JWKSet keys, Map<String, Object> metadata, ClientProfile profile) {
    return client()
        .authentication(ClientAuthentication.PRIVATE_KEY_JWT)
        .keys(new ClientKeys.Inline(keys))
        .metadata(new ClientMetadata(metadata))
        .profile(profile)
        .build();
  }

  private ClientBuilder client() {
    return Client.builder(id, "Ký")
        .grantTypes(Set.of("client_credentials"))
        .scopes(Set.of("service"));
  }

  private static ClientSecret readable() {
    return ClientSecret.readable(SECRET);
  }

  private TestAssertion assertion() {
    return by(protocol.issuer());
  }

  private TestAssertion by(Object audience) {
    return TestAssertion.by(id, audience, clock.instant());
  }

  private TestAssertion typed(String type) {
    return assertion().header(h -> h.type(new JOSEObjectType(type)));
  }

  private Answer asserted(String assertion) {
    return post(TestAssertion.parameters(assertion));
  }

  /** Whether authentication passed, whatever the grant then came to. */
  private boolean believed(String assertion) {
    return !asserted(assertion).text("error").equals("invalid_client");
  }

  private Answer post(Map<String, String> parameters) {
    return protocol.post(
        "/oauth2/token", with(parameters, "grant_type", "client_credentials"), Map.of());
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().body()).isEqualTo("{\"error\":\"invalid_client\"}");
  }

  private static Date date(Instant now, int minutes) {
    return Date.from(now.plus(Duration.ofMinutes(minutes)));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
