package vn.antin.auth.oauth2.device;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.device.Devices.ask;
import static vn.antin.auth.oauth2.device.Devices.decide;
import static vn.antin.auth.oauth2.device.Devices.poll;
import static vn.antin.auth.oauth2.device.Devices.type;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;

@OAuth2Test
final class DeviceGrantTest {
  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final Sessions sessions;
  private final TestClock clock;
  private final Client client;

  @Autowired
  DeviceGrantTest(
      Protocol protocol, TestClients clients, JdbcClient jdbc, Sessions sessions, TestClock clock) {
    this.protocol = protocol;
    this.jdbc = jdbc;
    this.sessions = sessions;
    this.clock = clock;
    client = clients.register(Devices.newClient().build());
  }

  @Test
  void deviceGetsTokensOfTheOfficialWhoTypedItsCode() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.text("verification_uri")).isEqualTo(protocol.issuer() + "/device");
    assertThat(asked.json().path("expires_in").asInt()).isEqualTo(600);
    assertThat(asked.response().headers().firstValue("Cache-Control").orElse(""))
        .contains("no-store");
    assertThat(poll(protocol, client, asked.text("device_code")).text("error"))
        .isEqualTo("authorization_pending");

    HttpResponse<String> question = type(official.browser(), asked.text("user_code"));
    assertThat(question.body()).contains("Máy quét văn thư", "127.0.0.1", "lừa đảo");
    assertThat(decide(official.browser(), asked.text("user_code"), "allow").body())
        .contains("Đã cho phép thiết bị");
    clock.advance(Duration.ofSeconds(5));

    Answer tokens = poll(protocol, client, asked.text("device_code"));
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.claims("id_token"))
        .containsEntry("sub", official.account().toString())
        .containsEntry("aud", List.of(client.id()))
        .containsKeys("sid", "auth_time", "acr")
        .doesNotContainKey("nonce");
    assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile");
    assertThat(protocol.userInfo(tokens.text("access_token")).text("preferred_username"))
        .isEqualTo(official.username());
    Answer refreshed =
        protocol.post(
            "/oauth2/token",
            Map.of(
                "grant_type", "refresh_token",
                "client_id", client.id(),
                "refresh_token", tokens.text("refresh_token")),
            Map.of());
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(audited("oauth2.device-approved", official)).isEqualTo(1);
  }

  @Test
  void systemThatWantsTwoFactorsGetsNoYesOfAPasswordAlone() {
    LoggedIn official = protocol.newOfficial();
    jdbc.sql(
            """
            INSERT INTO sign_in_policy (client_id, least, least_since, set_by, set_at)
            VALUES (:client, 'urn:antin:acr:two-factor', now(), :official, now())
            """)
        .param("client", client.id())
        .param("official", official.account().value())
        .update();
    Answer asked = ask(protocol, client);
    HttpResponse<String> answer = decide(official.browser(), asked.text("user_code"), "allow");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Browser.location(answer)).startsWith("/login?flow=");
    clock.advance(Duration.ofSeconds(5));
    assertThat(poll(protocol, client, asked.text("device_code")).text("error"))
        .isEqualTo("authorization_pending");
    assertThat(decide(official.browser(), asked.text("user_code"), "deny").statusCode())
        .isEqualTo(200);
  }

  @Test
  void officialWhoIsNotLoggedInDoesSoFirstAndFindsTheCodeFilledInOnly() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client);
    Browser browser = protocol.browser();
    HttpResponse<String> parked = browser.get("/device?user_code=" + asked.text("user_code"));
    assertThat(parked.statusCode()).isEqualTo(303);
    HttpResponse<String> entered = protocol.logIn(browser, parked, official.username());

    HttpResponse<String> field = browser.follow(entered);

    assertThat(field.body())
        .contains("value=\"" + asked.text("user_code") + "\"", "Đừng nhập mã do người khác gửi")
        .doesNotContain("Máy quét văn thư");
    assertThat(poll(protocol, client, asked.text("device_code")).text("error"))
        .isEqualTo("authorization_pending");
  }

  @Test
  void confirmationPageWarnsOfCodesFromMailAndTelephoneInBothLanguages() {
    LoggedIn official = protocol.newOfficial();
    String code = ask(protocol, client).text("user_code");
    assertThat(type(official.browser(), code).body())
        .contains("Mã này từ đâu ra?", "thư, tin nhắn, điện thoại", code, "Xem họ tên")
        .containsSubsequence("value=\"deny\"", "value=\"allow\"");
    official.browser().get("/device?lang=en");
    assertThat(type(official.browser(), code).body())
        .contains(
            "Where does this code come from?",
            "it is fraud",
            "See your full name and your user name");
  }

  @Test
  void refusedDeviceIsToldSoAndTheCodeIsSpent() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client);
    assertThat(decide(official.browser(), asked.text("user_code"), "deny").body())
        .contains("Đã từ chối");
    assertThat(poll(protocol, client, asked.text("device_code")).text("error"))
        .isEqualTo("access_denied");
    assertThat(decide(official.browser(), asked.text("user_code"), "allow").statusCode())
        .isEqualTo(422);
    assertThat(audited("oauth2.device-denied", official)).isEqualTo(1);
  }

  @Test
  void deviceThatPollsTooFastIsSlowedDownMoreEachTime() {
    String code = ask(protocol, client).text("device_code");
    assertThat(poll(protocol, client, code).text("error")).isEqualTo("authorization_pending");
    assertThat(poll(protocol, client, code).text("error")).isEqualTo("slow_down");
    clock.advance(Duration.ofSeconds(6));
    assertThat(poll(protocol, client, code).text("error")).isEqualTo("slow_down");
    clock.advance(Duration.ofSeconds(16));
    assertThat(poll(protocol, client, code).text("error")).isEqualTo("authorization_pending");
  }

  @Test
  void codeExpires() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client);
    clock.advance(Duration.ofMinutes(11));
    assertThat(poll(protocol, client, asked.text("device_code")).text("error"))
        .isEqualTo("expired_token");
    assertThat(type(official.browser(), asked.text("user_code")).statusCode()).isEqualTo(422);
  }

  @Test
  void ofParallelPollsOneAtMostGetsTokens() throws Exception {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client);
    decide(official.browser(), asked.text("user_code"), "allow");
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Answer>> running = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        running.add(
            threads.submit(() -> {
              start.await();
              return poll(protocol, client, asked.text("device_code"));
            }));
      }
      start.countDown();
      for (Future<Answer> one : running) {
        answers.add(one.get());
      }
    }
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        // They wait for each other: a slow machine tells the last ones to come back.
        .extracting(answer -> answer.text("error"))
        .containsAnyOf("invalid_grant")
        .isSubsetOf("invalid_grant", "temporarily_unavailable");
  }

  @Test
  void replayedDeviceCodeEndsWhatCameOfIt() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = tokens(official);
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(200);

    assertThat(poll(protocol, client, lastCode).text("error")).isEqualTo("invalid_grant");

    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void deviceCodeOfAnotherClientIsUnknown() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client);
    decide(official.browser(), asked.text("user_code"), "allow");
    Answer stolen =
        protocol.token(
            Protocol.DEMO_APP,
            Map.of("grant_type", Devices.GRANT, "device_code", asked.text("device_code")));
    assertThat(stolen.text("error")).isEqualTo("unauthorized_client");
    assertThat(poll(protocol, client, asked.text("device_code")).status()).isEqualTo(200);
  }

  @Test
  void endedSessionEndsTheDevice() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = tokens(official);
    sessions.end(SessionId.of(tokens.claim("id_token", "sid").toString()), "test");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void approvalOfASessionThatHasEndedGivesNothing() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client);
    decide(official.browser(), asked.text("user_code"), "allow");
    official.browser().post("/logout", Map.of());
    assertThat(poll(protocol, client, asked.text("device_code")).text("error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void disabledAccountGivesNothing() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client);
    decide(official.browser(), asked.text("user_code"), "allow");
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE id = :id")
        .param("id", official.account().value())
        .update();
    assertThat(poll(protocol, client, asked.text("device_code")).text("error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void administratorsRightsAndForeignScopesAreNotGivenToDevices() {
    for (String scope : Set.of("openid admin", "openid service", "")) {
      Answer asked =
          protocol.post(
              "/oauth2/device_authorization",
              Map.of("client_id", client.id(), "scope", scope),
              Map.of());
      assertThat(asked.status()).isEqualTo(400);
      assertThat(asked.text("error")).isEqualTo("invalid_scope");
    }
  }

  @Test
  void clientWithoutTheGrantOrWithoutItsSecretIsRefused() {
    Map<String, String> form = Map.of("scope", "openid");
    assertThat(
            protocol
                .post("/oauth2/device_authorization", form, Protocol.basic("demo-app", "wrong"))
                .text("error"))
        .isEqualTo("invalid_client");
    assertThat(protocol.post("/oauth2/device_authorization", form, Map.of()).status())
        .isEqualTo(401);
    assertThat(
            protocol
                .post(
                    "/oauth2/device_authorization",
                    form,
                    Protocol.basic("demo-app", "demo-app-secret"))
                .text("error"))
        .isEqualTo("unauthorized_client");
  }

  @Test
  void decisionSentFromAnotherSiteIsRefused() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client);
    official.browser().with("Origin", "https://evil.example");
    assertThat(decide(official.browser(), asked.text("user_code"), "allow").statusCode())
        .isEqualTo(403);
    assertThat(poll(protocol, client, asked.text("device_code")).text("error"))
        .isEqualTo("authorization_pending");
  }

  @Test
  void pagesThatAskAnOfficialCannotBeFramed() {
    LoggedIn official = protocol.newOfficial();
    String code = ask(protocol, client).text("user_code");
    for (HttpResponse<String> page :
        List.of(
            official.browser().get("/device"),
            type(official.browser(), code),
            official.browser().get("/inbox"))) {
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("frame-ancestors 'none'", "form-action 'self'");
    }
  }

  @Test
  void onlyHashesOfTheCodesAreKept() {
    Answer asked = ask(protocol, client);
    assertThat(
            jdbc.sql("SELECT to_jsonb(r)::text FROM decoupled_request r WHERE client_id = :client")
                .param("client", client.id())
                .query(String.class)
                .single())
        .doesNotContain(asked.text("device_code"), asked.text("user_code").replace("-", ""));
  }

  @Test
  void metadataNamesEndpointAndGrant() {
    Answer metadata = protocol.get("/.well-known/openid-configuration");
    assertThat(metadata.text("device_authorization_endpoint"))
        .isEqualTo(protocol.issuer() + "/oauth2/device_authorization");
    assertThat(metadata.json().path("grant_types_supported").toString()).contains(Devices.GRANT);
  }

  private String lastCode = "";

  private Answer tokens(LoggedIn official) {
    Answer asked = ask(protocol, client);
    lastCode = asked.text("device_code");
    decide(official.browser(), asked.text("user_code"), "allow");
    Answer tokens = poll(protocol, client, lastCode);
    assertThat(tokens.status()).isEqualTo(200);
    return tokens;
  }

  private int audited(String type, LoggedIn official) {
    return jdbc.sql("SELECT count(*) FROM audit.entry WHERE type = :type AND actor = :actor")
        .param("type", type)
        .param("actor", official.account().toString())
        .query(Integer.class)
        .single();
  }
}
