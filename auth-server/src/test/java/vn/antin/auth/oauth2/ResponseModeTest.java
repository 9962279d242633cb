package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;
import static vn.antin.auth.oauth2.Protocol.with;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.TestClients;

@OAuth2Test
final class ResponseModeTest {
  private final Protocol protocol;
  private final TestClients clients;
  private final TestClock clock;

  @Autowired
  ResponseModeTest(Protocol protocol, TestClients clients, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.clock = clock;
  }

  @Test
  void codeTravelsInAFormThatPostsItself() {
    Browser browser = protocol.newOfficial().browser();
    Answer page = protocol.authorize(browser, with(demoRequest(), "response_mode", "form_post"));
    assertThat(page.status()).isEqualTo(200);
    String html = page.response().body();
    assertThat(html)
        .contains("action=\"" + Protocol.DEMO_CALLBACK + "\"", "/pages/form-post.js")
        .doesNotContain("<script>");
    assertThat(Browser.field(html, "state")).isEqualTo("s t+a/t=e");
    assertThat(Browser.field(html, "iss")).isEqualTo(protocol.issuer());
    assertThat(page.response().headers().firstValue("Location")).isEmpty();
    assertThat(page.response().headers().firstValue("Cache-Control").orElseThrow())
        .contains("no-store");
    assertThat(page.response().headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("form-action 'self' http://localhost:*", "frame-ancestors 'none'");
    assertThat(protocol.redeem(Browser.field(html, "code")).status()).isEqualTo(200);
    assertThat(protocol.get("/pages/form-post.js").status()).isEqualTo(200);
  }

  @Test
  void errorTravelsInTheModeAskedFor() {
    Map<String, String> request =
        with(demoRequest(), "response_mode", "form_post", "prompt", "none");
    String html = protocol.authorize(protocol.browser(), request).response().body();
    assertThat(Browser.field(html, "error")).isEqualTo("login_required");
    assertThat(Browser.field(html, "iss")).isEqualTo(protocol.issuer());
  }

  @Test
  void whatTheClientSaysCannotBreakOutOfTheForm() {
    Map<String, String> request =
        with(
            demoRequest(),
            "response_mode",
            "form_post",
            "state",
            "\"><script src=https://evil.example/x.js></script>");
    assertThat(protocol.authorize(protocol.newOfficial().browser(), request).response().body())
        .doesNotContain("\"><script src=https")
        .contains("&#34;>&lt;script src=https");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwt", "query.jwt"})
  void answerIsAJwtOfOurs(String mode) throws Exception {
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(), with(demoRequest(), "response_mode", mode));
    assertThat(answer.destination()).isEqualTo(Protocol.DEMO_CALLBACK);
    assertThat(answer.parameters()).containsOnlyKeys("response");
    JWTClaimsSet claims = verified(answer.parameter("response"));
    assertThat(claims.getIssuer()).isEqualTo(protocol.issuer());
    assertThat(claims.getAudience()).containsExactly(Protocol.DEMO_APP);
    assertThat(claims.getStringClaim("state")).isEqualTo("s t+a/t=e");
    assertThat(Duration.between(clock.instant(), claims.getExpirationTime().toInstant()))
        .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(10));
    assertThat(protocol.redeem(claims.getStringClaim("code")).status()).isEqualTo(200);
  }

  @Test
  void errorIsAJwtTooAndCanBePosted() throws Exception {
    Map<String, String> request =
        with(demoRequest(), "response_mode", "form_post.jwt", "prompt", "none");
    String html = protocol.authorize(protocol.browser(), request).response().body();
    JWTClaimsSet claims = verified(Browser.field(html, "response"));
    assertThat(claims.getStringClaim("error")).isEqualTo("login_required");
    assertThat(claims.getIssuer()).isEqualTo(protocol.issuer());
    assertThat(html).doesNotContain("name=\"error\"", "name=\"state\"");
  }

  @Test
  void answerIsSignedAndEncryptedAsRegistered() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.ENCRYPTION).generate();
    Client client =
        clients.register(
            SystemFromOutside.with(
                    Map.of(
                        "authorization_signed_response_alg", "PS256",
                        "authorization_encrypted_response_alg", "ECDH-ES",
                        "authorization_encrypted_response_enc", "A256GCM"))
                .firstParty(true)
                .keys(new ClientKeys.Inline(new JWKSet(key)))
                .build());
    Answer answer =
        protocol.authorize(
            protocol.newOfficial().browser(),
            with(SystemFromOutside.request(client), "response_mode", "jwt"));
    EncryptedJWT encrypted = EncryptedJWT.parse(answer.parameter("response"));
    encrypted.decrypt(new ECDHDecrypter(key));
    SignedJWT signed = encrypted.getPayload().toSignedJWT();
    assertThat(signed.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.PS256);
    assertThat(signed.getJWTClaimsSet().getStringClaim("code")).isNotEmpty();
  }

  private JWTClaimsSet verified(String jwt) throws Exception {
    SignedJWT signed = SignedJWT.parse(jwt);
    JWKSet keys = JWKSet.parse(protocol.get("/oauth2/jwks").response().body());
    ECKey key = keys.getKeyByKeyId(signed.getHeader().getKeyID()).toECKey();
    assertThat(signed.verify(new ECDSAVerifier(key))).isTrue();
    return signed.getJWTClaimsSet();
  }

  @Test
  void pageForFormsIsNothingWithoutAnAnswer() {
    assertThat(protocol.get("/oauth2/form-post").status()).isEqualTo(404);
  }
}
