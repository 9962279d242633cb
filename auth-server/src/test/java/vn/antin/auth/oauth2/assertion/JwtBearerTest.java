package vn.antin.auth.oauth2.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientBuilder;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;

@OAuth2Test
final class JwtBearerTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String ISSUER = "https://lgsp.tinh.gov.vn";
  private static final String PUBLISHING_ISSUER = "https://hr.tinh.gov.vn";
  private static final String SECRET = "a-secret-of-a-test-client-0123456789";
  private static final ECKey KEY = key();

  private final Protocol protocol;
  private final TestClients clients;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final Client client;

  @Autowired
  JwtBearerTest(Protocol protocol, TestClients clients, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.jdbc = jdbc;
    this.clock = clock;
    client = clients.register(newClient("bearer-app").build());
  }

  @DynamicPropertySource
  static void trust(DynamicPropertyRegistry properties) throws IOException {
    Path keys =
        Files.writeString(
            Files.createTempDirectory("antin").resolve("lgsp.jwks"),
            new JWKSet(KEY.toPublicJWK()).toString());
    HttpServer published =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    published.createContext(
        "/jwks",
        exchange -> {
          byte[] body = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    published.start();
    properties.add("antin.outbound.allowed-networks", () -> "127.0.0.0/8");
    properties.add("antin.jwt-bearer.issuers[1].issuer", () -> PUBLISHING_ISSUER);
    properties.add(
        "antin.jwt-bearer.issuers[1].jwks-uri",
        () -> "http://127.0.0.1:" + published.getAddress().getPort() + "/jwks");
    properties.add("antin.jwt-bearer.issuers[1].clients", () -> "bearer-app");
    properties.add("antin.jwt-bearer.issuers[1].username-claim", () -> "username");
    properties.add("antin.jwt-bearer.issuers[0].issuer", () -> ISSUER);
    properties.add("antin.jwt-bearer.issuers[0].jwks-file", keys::toString);
    properties.add("antin.jwt-bearer.issuers[0].clients", () -> "bearer-app");
    properties.add("antin.jwt-bearer.issuers[0].username-claim", () -> "username");
  }

  @Test
  void trustedWordGivesAShortTokenAboutTheOfficialAndNothingElse() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = present(sign(claims(official).build(), KEY));
    assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
    assertThat(tokens.json().has("refresh_token")).isFalse();
    assertThat(tokens.json().has("id_token")).isFalse();
    assertThat(tokens.json().path("expires_in").asInt()).isBetween(1, 300);
    assertThat(tokens.claims("access_token"))
        .containsEntry("sub", official.account().toString())
        .containsEntry("client_id", "bearer-app")
        .doesNotContainKeys("sid", "auth_time");
    assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("profile", "report");
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM audit.entry
                    WHERE type = 'oauth2.assertion-accepted' AND object = :account
                    """)
                .param("account", official.account().toString())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void issuerMayPublishItsKeys() {
    LoggedIn official = protocol.newOfficial();
    String assertion = sign(claims(official).issuer(PUBLISHING_ISSUER).build(), KEY);
    assertThat(present(assertion).status()).isEqualTo(200);
    String forged = sign(claims(official).issuer(PUBLISHING_ISSUER).build(), key());
    assertThat(present(forged).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void replayedAssertionIsRefusedAlsoInParallel() throws Exception {
    String assertion = sign(claims(protocol.newOfficial()).build(), KEY);
    int accepted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        running.add(threads.submit(() -> present(assertion).status()));
      }
      for (Future<Integer> one : running) {
        accepted += one.get() == 200 ? 1 : 0;
      }
    }
    assertThat(accepted).isEqualTo(1);
    assertThat(present(assertion).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void disabledAndUnknownOfficialsGetNothing() {
    LoggedIn official = protocol.newOfficial();
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE id = :id")
        .param("id", official.account().value())
        .update();
    assertThat(present(sign(claims(official).build(), KEY)).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(
            present(sign(claims(official).claim("username", "nobody.at.all").build(), KEY))
                .text("error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void unsignedForeignStaleAndMisdirectedAssertionsAreRefused() {
    LoggedIn official = protocol.newOfficial();
    Instant now = clock.instant();
    List<String> wrong =
        List.of(
            new PlainJWT(claims(official).build()).serialize(),
            sign(claims(official).build(), key()),
            sign(claims(official).issuer("https://other.example").build(), KEY),
            sign(claims(official).audience("https://other.example").build(), KEY),
            sign(claims(official).jwtID(null).build(), KEY),
            sign(claims(official).subject(null).build(), KEY),
            sign(claims(official).claim("username", 7).build(), KEY),
            sign(claims(official).expirationTime(null).build(), KEY),
            sign(claims(official).expirationTime(Date.from(now.minusSeconds(1))).build(), KEY),
            sign(
                claims(official).expirationTime(Date.from(now.plus(Duration.ofHours(1)))).build(),
                KEY),
            sign(
                claims(official).notBeforeTime(Date.from(now.plus(Duration.ofMinutes(3)))).build(),
                KEY),
            "x".repeat(20_000),
            "no.jwt.this");
    assertThat(wrong)
        .allSatisfy(
            assertion -> assertThat(present(assertion).text("error")).isEqualTo("invalid_grant"));
  }

  @Test
  void onlyTheClientsNamedMayBringAssertions() {
    String assertion = sign(claims(protocol.newOfficial()).build(), KEY);
    Client other = clients.register(newClient("bearer-" + UUID.randomUUID()).build());
    assertThat(present(other, assertion, "").text("error")).isEqualTo("invalid_grant");
    assertThat(
            protocol
                .token(Protocol.DEMO_APP, Map.of("grant_type", GRANT, "assertion", assertion))
                .text("error"))
        .isEqualTo("unauthorized_client");
    assertThat(present(assertion).status()).isEqualTo(200);
  }

  @Test
  void loginAndPowerAreNotToBeHadByAnAssertion() {
    for (String scope : List.of("openid", "admin", "profile email")) {
      String assertion = sign(claims(protocol.newOfficial()).build(), KEY);
      assertThat(present(client, assertion, scope).text("error")).isEqualTo("invalid_scope");
    }
  }

  private Answer present(String assertion) {
    return present(client, assertion, "");
  }

  private Answer present(Client by, String assertion, String scope) {
    return protocol.post(
        "/oauth2/token",
        Map.of("grant_type", GRANT, "assertion", assertion, "scope", scope),
        Protocol.basic(by.id(), SECRET));
  }

  private JWTClaimsSet.Builder claims(LoggedIn official) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject("employee-4711")
        .claim("username", official.username())
        .audience(protocol.issuer())
        .expirationTime(Date.from(clock.instant().plusSeconds(120)))
        .jwtID(UUID.randomUUID().toString());
  }

  private static ClientBuilder newClient(String id) {
    return Client.builder(id, "Cổng dữ liệu")
        .authentication(ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed(SECRET))
        .grantTypes(Set.of(GRANT))
        .scopes(Set.of("openid", "profile", "admin", "report"));
  }

  private static String sign(JWTClaimsSet claims, ECKey key) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
