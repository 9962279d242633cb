package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.Protocol.demoRequest;
import static vn.antin.auth.oauth2.Protocol.with;
import static vn.antin.auth.oauth2.Protocol.without;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.web.House;

@OAuth2Test
final class AuthorizationCodeTest {
  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final House house;

  @Autowired
  AuthorizationCodeTest(Protocol protocol, JdbcClient jdbc, TestClock clock, House house) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    this.clock = clock;
    this.house = house;
  }

  @Test
  void officialLogsInAndTheApplicationGetsTokens() throws Exception {
    LoggedIn official = protocol.newOfficial();
    Browser browser = protocol.browser();
    Answer parked = protocol.authorize(browser, demoRequest());
    assertThat(parked.status()).isEqualTo(303);
    assertThat(parked.location()).startsWith("/login?flow=");
    HttpResponse<String> entered = protocol.logIn(browser, parked.response(), official.username());
    Answer back = new Answer(browser.follow(entered));

    assertThat(back.status()).isEqualTo(303);
    assertThat(back.destination()).isEqualTo(Protocol.DEMO_CALLBACK);
    assertThat(back.parameters())
        .containsEntry("state", "s t+a/t=e")
        .containsEntry("iss", protocol.issuer())
        .containsOnlyKeys("code", "state", "iss");

    Answer tokens = protocol.redeem(back.parameter("code"));

    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.text("token_type")).isEqualTo("Bearer");
    assertThat(tokens.json().path("expires_in").asInt()).isBetween(295, 300);
    assertThat(tokens.text("scope").split(" "))
        .containsExactlyInAnyOrder("openid", "profile", "email");
    assertThat(tokens.response().headers().firstValue("Cache-Control").orElseThrow())
        .contains("no-store");
    checkAccessToken(tokens, official);
    checkIdToken(tokens, official);
    Answer userInfo = protocol.userInfo(tokens.text("access_token"));
    assertThat(userInfo.status()).as(userInfo.response().headers().toString()).isEqualTo(200);
    assertThat(userInfo.json())
        .isEqualTo(
            tools.jackson.databind.json.JsonMapper.builder()
                .build()
                .valueToTree(
                    Map.of(
                        "sub", official.account().toString(),
                        "name", "Nguyễn Thị Bưởi",
                        "family_name", "Nguyễn",
                        "middle_name", "Thị",
                        "given_name", "Bưởi",
                        "preferred_username", official.username(),
                        "locale", "vi",
                        "email", official.username() + "@tinh.gov.vn")));
  }

  private void checkAccessToken(Answer tokens, LoggedIn official) throws Exception {
    SignedJWT token = verified(tokens.text("access_token"));
    assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    Map<String, Object> claims = token.getJWTClaimsSet().getClaims();
    assertThat(claims)
        .containsEntry("iss", protocol.issuer())
        .containsEntry("sub", official.account().toString())
        .containsEntry("aud", List.of(protocol.issuer()))
        .containsEntry("client_id", "demo-app")
        .containsEntry("scope", "email openid profile")
        .containsKeys("jti", "sid", "auth_time")
        .doesNotContainKeys("administers", "nonce", "email");
    assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
        .isEqualTo(token.getJWTClaimsSet().getIssueTime().toInstant().plusSeconds(300));
  }

  private void checkIdToken(Answer tokens, LoggedIn official) throws Exception {
    SignedJWT token = verified(tokens.text("id_token"));
    Map<String, Object> access = tokens.claims("access_token");
    assertThat(token.getJWTClaimsSet().getClaims())
        .containsEntry("iss", protocol.issuer())
        .containsEntry("sub", official.account().toString())
        .containsEntry("aud", List.of("demo-app"))
        .containsEntry("nonce", "n-0S6_WzA2Mj")
        .containsEntry("sid", access.get("sid"))
        .containsEntry("auth_time", access.get("auth_time"))
        .containsEntry("amr", List.of("pwd"))
        .containsEntry("at_hash", halfHash(tokens.text("access_token")))
        .containsKey("acr");
  }

  @Test
  void withoutPkceTheNonceBindsTheCode() {
    Browser browser = protocol.newOfficial().browser();
    Map<String, String> plain = without(demoRequest(), "code_challenge", "code_challenge_method");
    String code = protocol.authorize(browser, plain).parameter("code");
    Answer tokens =
        protocol.token(
            "demo-app",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Protocol.DEMO_CALLBACK));
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.claims("id_token")).containsEntry("nonce", "n-0S6_WzA2Mj");

    Answer unbound = protocol.authorize(browser, without(plain, "nonce"));
    assertThat(unbound.parameters()).containsEntry("error", "invalid_request");
  }

  @Test
  void verifierForACodeWithoutChallengeIsRefused() {
    Browser browser = protocol.newOfficial().browser();
    Map<String, String> plain = without(demoRequest(), "code_challenge", "code_challenge_method");
    String code = protocol.authorize(browser, plain).parameter("code");
    assertThat(protocol.redeem(code).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void secondApplicationNeedsNoPassword() {
    Browser browser = protocol.newOfficial().browser();
    String first = (String) protocol.redeem(protocol.code(browser)).claims("id_token").get("sid");
    Answer second =
        protocol.authorize(
            browser, Protocol.request(Protocol.SECOND_APP, Protocol.SECOND_CALLBACK));
    assertThat(second.destination()).isEqualTo(Protocol.SECOND_CALLBACK);
    Answer tokens =
        protocol.token(
            "second-app",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                second.parameter("code"),
                "redirect_uri",
                Protocol.SECOND_CALLBACK,
                "code_verifier",
                Protocol.VERIFIER));
    assertThat(tokens.claims("id_token"))
        .containsEntry("sid", first)
        .containsEntry("aud", List.of("second-app"));
  }

  @Test
  void reusedCodeEndsEverythingThatCameOfIt() {
    String code = protocol.code(protocol.newOfficial().browser());
    Answer tokens = protocol.redeem(code);

    Answer again = protocol.redeem(code);

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.text("error")).isEqualTo("invalid_grant");
    assertThat(protocol.refresh(tokens.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(events("oauth2.code-reused")).isPositive();
  }

  @Test
  void ofTwentyParallelRedemptionsOneSucceeds() throws Exception {
    String code = protocol.code(protocol.newOfficial().browser());
    CountDownLatch start = new CountDownLatch(1);
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<Future<Answer>> running =
          IntStream.range(0, 20)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return protocol.redeem(code);
                  }))
              .toList();
      start.countDown();
      for (Future<Answer> one : running) {
        answers.add(one.get());
      }
    }
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(answer -> assertThat(answer.text("error")).isEqualTo("invalid_grant"));
    Answer won =
        answers.stream().filter(answer -> answer.status() == 200).findFirst().orElseThrow();
    assertThat(protocol.refresh(won.text("refresh_token")).status()).isEqualTo(400);
  }

  @Test
  void codeExpiresAfterAMinute() {
    String code = protocol.code(protocol.newOfficial().browser());
    clock.advance(Duration.ofSeconds(61));
    assertThat(protocol.redeem(code).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void codeIsBoundToRedirectUriVerifierAndClient() {
    Browser browser = protocol.newOfficial().browser();
    Map<String, String> right =
        Map.of(
            "grant_type", "authorization_code",
            "redirect_uri", Protocol.DEMO_CALLBACK,
            "code_verifier", Protocol.VERIFIER);
    List<Answer> refused =
        List.of(
            protocol.token(
                "demo-app",
                with(
                    right,
                    "code",
                    protocol.code(browser),
                    "redirect_uri",
                    "http://localhost:9998/cb")),
            protocol.token(
                "demo-app", with(without(right, "redirect_uri"), "code", protocol.code(browser))),
            protocol.token(
                "demo-app",
                with(right, "code", protocol.code(browser), "code_verifier", "x".repeat(43))),
            protocol.token(
                "demo-app", with(without(right, "code_verifier"), "code", protocol.code(browser))),
            protocol.token("second-app", with(right, "code", protocol.code(browser))),
            protocol.token("demo-app", with(right, "code", "A".repeat(46))),
            protocol.token("demo-app", with(right, "code", "no-code")));
    assertThat(refused)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.text("error")).isEqualTo("invalid_grant");
        });
  }

  @Test
  void administratorsTokenNamesTheUnitsOnlyForTheScopeAdmin() {
    LoggedIn official = protocol.newOfficial();
    String unit =
        jdbc.sql(
                """
                INSERT INTO role_grant (account_id, role, unit_id, valid_from)
                SELECT :account, 'unit-administrator', id, '2020-01-01' FROM org_unit LIMIT 1
                RETURNING unit_id::text
                """)
            .param("account", official.account().value())
            .query(String.class)
            .single();
    Map<String, String> request =
        Protocol.with(
            Protocol.request("admin-ui", "http://localhost:9200/login/callback"),
            "scope",
            "openid admin service");
    Answer back = protocol.authorize(official.browser(), request);
    Answer tokens =
        protocol.post(
            "/oauth2/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                back.parameter("code"),
                "redirect_uri",
                "http://localhost:9200/login/callback",
                "code_verifier",
                Protocol.VERIFIER),
            Protocol.basic("admin-ui", OAuth2TestConfiguration.ADMIN_UI_SECRET));
    assertThat(tokens.claims("access_token"))
        .containsEntry("administers", List.of(unit))
        .containsEntry("administrator_roles", List.of("unit-administrator"))
        .containsEntry("aud", List.of(protocol.issuer(), house.signingServiceUrl().toString()));
  }

  private int events(String type) {
    return jdbc.sql("SELECT count(*) FROM audit.entry WHERE type = :type")
        .param("type", type)
        .query(Integer.class)
        .single();
  }

  private SignedJWT verified(String token) throws ParseException, JOSEException {
    JWKSet keys = JWKSet.parse(protocol.get("/oauth2/jwks").response().body());
    SignedJWT jwt = SignedJWT.parse(token);
    assertThat(
            jwt.verify(new ECDSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
        .isTrue();
    return jwt;
  }

  private static String halfHash(String token) throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
  }
}
