package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;
import static vn.antin.auth.oauth2.Protocol.basic;
import static vn.antin.auth.oauth2.Protocol.with;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestClock;

@OAuth2Test
final class ClientAuthenticationTest {
  private static final Map<String, String> CLIENT_CREDENTIALS =
      Map.of("grant_type", "client_credentials");

  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final TestClock clock;

  @Autowired
  ClientAuthenticationTest(Protocol protocol, JdbcClient jdbc, TestClock clock) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Test
  void secretIsTakenInTheHeaderAndInTheBody() {
    Answer header = protocol.token("demo-app", CLIENT_CREDENTIALS);
    assertThat(header.status()).isEqualTo(200);
    assertThat(header.claims("access_token"))
        .containsEntry("sub", "demo-app")
        .containsEntry("client_id", "demo-app")
        .containsEntry("scope", "service signing-request")
        .doesNotContainKeys("sid", "auth_time");
    Answer body =
        post(
            with(CLIENT_CREDENTIALS, "client_id", "demo-app", "client_secret", "demo-app-secret"),
            Map.of());
    assertThat(body.status()).isEqualTo(200);
  }

  @Test
  void whoCannotProveItselfGets401() {
    refused(post(CLIENT_CREDENTIALS, Map.of()));
    refused(post(CLIENT_CREDENTIALS, basic("demo-app", "wrong")));
    refused(post(CLIENT_CREDENTIALS, basic("nobody", "demo-app-secret")));
    refused(post(CLIENT_CREDENTIALS, basic("signing-service", "x")));
    refused(post(with(CLIENT_CREDENTIALS, "client_id", "demo-app"), Map.of()));
  }

  @Test
  void twoWaysToProveItselfAreOneTooMany() {
    Answer both =
        post(
            with(CLIENT_CREDENTIALS, "client_id", "demo-app", "client_secret", "demo-app-secret"),
            basic("demo-app", "demo-app-secret"));
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.text("error")).isEqualTo("invalid_request");
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("error")).isEqualTo("invalid_client");
    assertThat(answer.response().headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Basic");
  }

  @Test
  void grantAndScopeHaveToBeTheClients() {
    assertThat(protocol.token("demo-app", with(CLIENT_CREDENTIALS, "scope", "admin")).text("error"))
        .isEqualTo("invalid_scope");
    assertThat(
            protocol.token("demo-app", with(CLIENT_CREDENTIALS, "scope", "openid")).text("error"))
        .isEqualTo("invalid_scope");
    assertThat(
            post(CLIENT_CREDENTIALS, basic("admin-ui", OAuth2TestConfiguration.ADMIN_UI_SECRET))
                .text("error"))
        .isEqualTo("unauthorized_client");
    assertThat(protocol.token("demo-app", Map.of("grant_type", "password")).text("error"))
        .isEqualTo("unsupported_grant_type");
    assertThat(protocol.token("demo-app", Map.of()).text("error")).isEqualTo("invalid_request");
  }

  @Test
  void signedAssertionIsAcceptedOnceForIssuerOrTokenEndpoint() throws Exception {
    String forIssuer = assertion(protocol.issuer(), Duration.ofMinutes(1), key());
    Answer accepted = asserted(forIssuer);
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(accepted.claims("access_token"))
        .containsEntry("scope", "agreement.read people.read");
    refused(asserted(forIssuer));
    String forEndpoint =
        assertion(protocol.issuer() + "/oauth2/token", Duration.ofMinutes(1), key());
    assertThat(asserted(forEndpoint).status()).isEqualTo(200);
  }

  @Test
  void assertionForOthersExpiredTooLongOrOfAnotherKeyIsRefused() throws Exception {
    refused(asserted(assertion("https://elsewhere.example", Duration.ofMinutes(1), key())));
    refused(asserted(assertion(protocol.issuer(), Duration.ofMinutes(-2), key())));
    refused(asserted(assertion(protocol.issuer(), Duration.ofHours(1), key())));
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("signing-service-1").generate();
    refused(asserted(assertion(protocol.issuer(), Duration.ofMinutes(1), other)));
    refused(asserted("not.a.jwt"));
  }

  @Test
  void switchedOffClientIsRefusedOnEveryNodeAtOnce() {
    jdbc.sql(
            """
            INSERT INTO oauth2_client (client_id, name, kind, authentication, redirect_uris,
              grant_types, scopes, created_at, updated_at)
            VALUES ('mobile', 'Di động', 'registered', 'none', '{https://m.example/cb}',
              '{authorization_code,refresh_token}', '{openid}', now(), now())
            """)
        .update();
    Map<String, String> request =
        with(Protocol.request("mobile", "https://m.example/cb"), "scope", "openid");
    String code = protocol.authorize(protocol.newOfficial().browser(), request).parameter("code");
    Answer tokens =
        post(
            Map.of(
                "grant_type", "authorization_code",
                "client_id", "mobile",
                "code", code,
                "redirect_uri", "https://m.example/cb",
                "code_verifier", Protocol.VERIFIER),
            Map.of());
    assertThat(tokens.status()).isEqualTo(200);
    Map<String, String> refresh =
        Map.of(
            "grant_type", "refresh_token",
            "client_id", "mobile",
            "refresh_token", tokens.text("refresh_token"));

    jdbc.sql("UPDATE oauth2_client SET enabled = false WHERE client_id = 'mobile'").update();

    await()
        .untilAsserted(() ->
            assertThat(post(with(refresh, "refresh_token", "unknown"), Map.of()).text("error"))
                .isEqualTo("invalid_client"));
    refused(post(refresh, Map.of()));
  }

  private Answer asserted(String assertion) {
    return post(
        with(
            CLIENT_CREDENTIALS,
            "client_id",
            "signing-service",
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion),
        Map.of());
  }

  private Answer post(Map<String, String> parameters, Map<String, String> headers) {
    return protocol.post("/oauth2/token", parameters, headers);
  }

  private static ECKey key() {
    return OAuth2TestConfiguration.SIGNING_SERVICE_KEY;
  }

  private String assertion(String audience, Duration lifetime, ECKey key) throws JOSEException {
    SignedJWT assertion =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer("signing-service")
                .subject("signing-service")
                .audience(audience)
                .expirationTime(Date.from(clock.instant().plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    assertion.sign(new ECDSASigner(key));
    return assertion.serialize();
  }
}
