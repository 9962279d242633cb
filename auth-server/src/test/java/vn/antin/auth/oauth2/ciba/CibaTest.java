package vn.antin.auth.oauth2.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.oauth2.ciba.Asking.ask;
import static vn.antin.auth.oauth2.ciba.Asking.decide;
import static vn.antin.auth.oauth2.ciba.Asking.poll;
import static vn.antin.auth.oauth2.ciba.Asking.request;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.Protocol.LoggedIn;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;

@OAuth2Test
final class CibaTest {
  private final Protocol protocol;
  private final JdbcClient jdbc;
  private final Sessions sessions;
  private final TestClock clock;
  private final TestClients clients;
  private final Client client;

  @Autowired
  CibaTest(
      Protocol protocol, TestClients clients, JdbcClient jdbc, Sessions sessions, TestClock clock) {
    this.protocol = protocol;
    this.clients = clients;
    this.jdbc = jdbc;
    this.sessions = sessions;
    this.clock = clock;
    client = clients.register(Asking.newClient().build());
  }

  @Test
  void systemGetsTokensOfTheOfficialWhoAgreedInTheInbox() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client, request(official.username()));
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.text("auth_req_id")).matches("[A-Za-z0-9._-]{43}");
    assertThat(asked.json().path("expires_in").asInt()).isEqualTo(300);
    assertThat(asked.json().path("interval").asInt()).isEqualTo(5);
    assertThat(poll(protocol, client, asked.text("auth_req_id")).text("error"))
        .isEqualTo("authorization_pending");

    assertThat(official.browser().get("/inbox").body())
        .contains("Một cửa điện tử", "W4SCT", "Xem họ tên", "127.0.0.1", "Vừa gửi");
    HttpResponse<String> answered = decide(official.browser(), "approve");
    assertThat(answered.statusCode()).isEqualTo(303);
    assertThat(official.browser().follow(answered).body())
        .contains("bạn đồng ý", "Không có yêu cầu nào");

    Answer tokens = poll(protocol, client, asked.text("auth_req_id"));
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.claims("id_token"))
        .containsEntry("sub", official.account().toString())
        .containsEntry("aud", List.of(client.id()))
        .containsKeys("sid", "auth_time", "acr", "at_hash");
    assertThat(protocol.userInfo(tokens.text("access_token")).text("preferred_username"))
        .isEqualTo(official.username());
    assertThat(tokens.text("refresh_token")).isNotEmpty();
    assertThat(audited("oauth2.ciba-asked", client.id())).isEqualTo(1);
    assertThat(audited("oauth2.ciba-approved", official.account().toString())).isEqualTo(1);
  }

  @Test
  void idTokenOfTheClientNamesTheOfficialToo() {
    LoggedIn official = protocol.newOfficial();
    String idToken = tokens(official).text("id_token");
    Answer asked = ask(protocol, client, Map.of("scope", "openid", "id_token_hint", idToken));
    assertThat(asked.status()).isEqualTo(200);
    assertThat(official.browser().get("/inbox").body()).contains("Một cửa điện tử");
    Client other = clients.register(Asking.newClient().build());
    assertThat(
            ask(protocol, other, Map.of("scope", "openid", "id_token_hint", idToken)).text("error"))
        .isEqualTo("unknown_user_id");
  }

  @Test
  void pairwiseIdTokenNamesTheOfficialToItsClient() {
    LoggedIn official = protocol.newOfficial();
    Client discreet =
        clients.register(
            Asking.newClient()
                .metadata(new ClientMetadata(Map.of("subject_type", "pairwise")))
                .build());
    String id = ask(protocol, discreet, request(official.username())).text("auth_req_id");
    decide(official.browser(), "approve");
    Answer tokens = poll(protocol, discreet, id);
    assertThat(tokens.claim("id_token", "sub").toString()).startsWith("pairwise:");
    assertThat(
            ask(
                    protocol,
                    discreet,
                    Map.of("scope", "openid", "id_token_hint", tokens.text("id_token")))
                .status())
        .isEqualTo(200);
  }

  @Test
  void officialProvesMoreWhenTheSystemWishesAStrongerYes() {
    LoggedIn official = protocol.newOfficial();
    Map<String, String> strong = new HashMap<>(request(official.username()));
    strong.put("acr_values", "urn:example:unknown " + Assurance.TWO_FACTOR.value());
    String id = ask(protocol, client, strong).text("auth_req_id");
    // On another device the official is logged in with two factors and could say yes there.
    Browser phone = new Browser(protocol.issuer()).with("Sec-Fetch-Site", "same-origin");
    phone.logIn(
        Browser.location(phone.get("/account")), official.username(), TestAccounts.PASSWORD);
    jdbc.sql(
            """
            UPDATE session SET assurance = :strong WHERE id =
              (SELECT id FROM session WHERE account_id = :account ORDER BY created_at DESC LIMIT 1)
            """)
        .param("strong", Assurance.TWO_FACTOR.value())
        .param("account", official.account().value())
        .update();

    assertThat(Browser.location(decide(official.browser(), "approve"))).startsWith("/login?flow=");
    assertThat(poll(protocol, client, id).text("error")).isEqualTo("authorization_pending");
    assertThat(Browser.location(decide(phone, "approve"))).isEqualTo("/inbox?said=approved");
    clock.advance(Duration.ofSeconds(6));
    assertThat(poll(protocol, client, id).claim("id_token", "acr"))
        .isEqualTo(Assurance.TWO_FACTOR.value());
  }

  @Test
  void refusalIsToldToTheSystem() {
    LoggedIn official = protocol.newOfficial();
    Answer asked = ask(protocol, client, request(official.username()));
    assertThat(decide(official.browser(), "deny").statusCode()).isEqualTo(303);
    assertThat(poll(protocol, client, asked.text("auth_req_id")).text("error"))
        .isEqualTo("access_denied");
    assertThat(audited("oauth2.ciba-denied", official.account().toString())).isEqualTo(1);
  }

  @Test
  void inboxIsForItsOwnerAlone() {
    LoggedIn official = protocol.newOfficial();
    LoggedIn stranger = protocol.newOfficial();
    Answer asked = ask(protocol, client, request(official.username()));
    assertThat(stranger.browser().get("/inbox").body())
        .contains("Không có yêu cầu nào")
        .doesNotContain("W4SCT");
    String inbox = official.browser().get("/inbox").body();
    int start = inbox.indexOf("action=\"/inbox/") + "action=\"/inbox/".length();
    String form = inbox.substring(start, start + 36);
    assertThat(
            stranger
                .browser()
                .post("/inbox/" + form, Map.of("action", "approve"))
                .headers()
                .firstValue("Location"))
        .contains("/inbox?said=gone");
    assertThat(protocol.browser().get("/inbox").statusCode()).isEqualTo(303);
    assertThat(poll(protocol, client, asked.text("auth_req_id")).text("error"))
        .isEqualTo("authorization_pending");
  }

  @Test
  void answerSentFromAnotherSiteIsRefused() {
    LoggedIn official = protocol.newOfficial();
    ask(protocol, client, request(official.username()));
    official.browser().get("/inbox");
    official.browser().with("Sec-Fetch-Site", "cross-site");
    assertThat(decide(official.browser(), "approve").statusCode()).isEqualTo(403);
  }

  @Test
  void systemThatPollsTooFastIsSlowedDown() {
    LoggedIn official = protocol.newOfficial();
    String id = ask(protocol, client, request(official.username())).text("auth_req_id");
    assertThat(poll(protocol, client, id).text("error")).isEqualTo("authorization_pending");
    assertThat(poll(protocol, client, id).text("error")).isEqualTo("slow_down");
    clock.advance(Duration.ofSeconds(11));
    assertThat(poll(protocol, client, id).text("error")).isEqualTo("authorization_pending");
  }

  @Test
  void questionExpiresWhenTheClientWantsAndNeverAfterHalfAnHour() {
    LoggedIn official = protocol.newOfficial();
    Answer brief =
        ask(
            protocol,
            client,
            Protocol.with(request(official.username()), "requested_expiry", "30"));
    assertThat(brief.json().path("expires_in").asInt()).isEqualTo(30);
    clock.advance(Duration.ofSeconds(31));
    assertThat(poll(protocol, client, brief.text("auth_req_id")).text("error"))
        .isEqualTo("expired_token");
    assertThat(official.browser().get("/inbox").body()).contains("Không có yêu cầu nào");
    Answer longest =
        ask(
            protocol,
            client,
            Protocol.with(request(official.username()), "requested_expiry", "86400"));
    assertThat(longest.json().path("expires_in").asInt()).isEqualTo(1800);
    for (String wrong : List.of("0", "-5", "soon", "1e3")) {
      assertThat(error(Protocol.with(request(official.username()), "requested_expiry", wrong)))
          .isEqualTo("invalid_request");
    }
  }

  @Test
  void ofParallelPollsOneAtMostGetsTokens() throws Exception {
    LoggedIn official = protocol.newOfficial();
    String id = ask(protocol, client, request(official.username())).text("auth_req_id");
    decide(official.browser(), "approve");
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Answer>> running = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        running.add(
            threads.submit(() -> {
              start.await();
              return poll(protocol, client, id);
            }));
      }
      start.countDown();
      for (Future<Answer> one : running) {
        answers.add(one.get());
      }
    }
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
  }

  @Test
  void replayedRequestIdEndsWhatCameOfIt() {
    LoggedIn official = protocol.newOfficial();
    String id = ask(protocol, client, request(official.username())).text("auth_req_id");
    decide(official.browser(), "approve");
    Answer tokens = poll(protocol, client, id);
    assertThat(poll(protocol, client, id).text("error")).isEqualTo("invalid_grant");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void requestIdOfAnotherClientIsUnknown() {
    LoggedIn official = protocol.newOfficial();
    String id = ask(protocol, client, request(official.username())).text("auth_req_id");
    decide(official.browser(), "approve");
    Client thief = clients.register(Asking.newClient().build());
    assertThat(poll(protocol, thief, id).text("error")).isEqualTo("invalid_grant");
    assertThat(poll(protocol, client, id).status()).isEqualTo(200);
  }

  @Test
  void endedSessionEndsTheSystemsTokens() {
    LoggedIn official = protocol.newOfficial();
    Answer tokens = tokens(official);
    sessions.end(SessionId.of(tokens.claim("id_token", "sid").toString()), "test");
    assertThat(protocol.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
  }

  @Test
  void disabledAccountIsNeitherAskedNorGivesTokens() {
    LoggedIn official = protocol.newOfficial();
    String id = ask(protocol, client, request(official.username())).text("auth_req_id");
    decide(official.browser(), "approve");
    jdbc.sql("UPDATE account SET status = 'disabled' WHERE id = :id")
        .param("id", official.account().value())
        .update();
    assertThat(poll(protocol, client, id).text("error")).isEqualTo("invalid_grant");
    assertThat(error(request(official.username()))).isEqualTo("unknown_user_id");
  }

  @Test
  void clientCannotFloodAnOfficial() {
    LoggedIn official = protocol.newOfficial();
    for (int i = 0; i < 10; i++) {
      assertThat(ask(protocol, client, request(official.username())).status()).isEqualTo(200);
    }
    Answer refused = ask(protocol, client, request(official.username()));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("error")).isEqualTo("access_denied");
    Client other = clients.register(Asking.newClient().build());
    assertThat(ask(protocol, other, request(official.username())).status()).isEqualTo(200);
  }

  @Test
  void parallelFloodGainsNothing() throws Exception {
    LoggedIn official = protocol.newOfficial();
    int accepted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        running.add(
            threads.submit(() -> ask(protocol, client, request(official.username())).status()));
      }
      for (Future<Integer> one : running) {
        accepted += one.get() == 200 ? 1 : 0;
      }
    }
    assertThat(accepted).isEqualTo(10);
  }

  @Test
  void hintsAreOneAndKnown() {
    LoggedIn official = protocol.newOfficial();
    Map<String, String> request = request(official.username());
    assertThat(error(Protocol.without(request, "login_hint"))).isEqualTo("invalid_request");
    assertThat(error(Protocol.with(request, "id_token_hint", "x"))).isEqualTo("invalid_request");
    assertThat(error(Protocol.with(request, "login_hint_token", "x"))).isEqualTo("invalid_request");
    assertThat(error(Protocol.with(request, "login_hint", "nobody." + UUID.randomUUID())))
        .isEqualTo("unknown_user_id");
    assertThat(
            error(
                Protocol.with(
                    Protocol.without(request, "login_hint"), "id_token_hint", "not.a.token")))
        .isEqualTo("unknown_user_id");
  }

  @Test
  void scopesAreThoseOfTheClientWithOpenId() {
    LoggedIn official = protocol.newOfficial();
    for (String scope : List.of("profile", "openid service", "openid admin", "")) {
      assertThat(error(Protocol.with(request(official.username()), "scope", scope)))
          .as(scope)
          .isEqualTo("invalid_scope");
    }
  }

  @Test
  void bindingMessageIsOneShortVisibleLine() {
    LoggedIn official = protocol.newOfficial();
    for (String wrong :
        List.of("x".repeat(101), "two\nlines", "\u202Egnp.exe", "zero\u200Bwidth", "   ")) {
      assertThat(error(Protocol.with(request(official.username()), "binding_message", wrong)))
          .isEqualTo("invalid_binding_message");
    }
    assertThat(
            ask(
                    protocol,
                    client,
                    Protocol.with(
                        request(official.username()), "binding_message", "Hồ sơ 12/2026 <b>&"))
                .status())
        .isEqualTo(200);
    assertThat(official.browser().get("/inbox").body()).contains("Hồ sơ 12/2026 &lt;b&gt;&amp;");
  }

  @Test
  void userCodeAndRepeatedParametersAreRefused() {
    LoggedIn official = protocol.newOfficial();
    assertThat(error(Protocol.with(request(official.username()), "user_code", "1234")))
        .isEqualTo("invalid_request");
    assertThat(
            protocol
                .post(
                    Asking.PATH + "?scope=openid",
                    request(official.username()),
                    Protocol.basic(client.id(), "a-secret-of-a-test-client-0123456789"))
                .text("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void clientsThatMayNotAskAreRefused() {
    LoggedIn official = protocol.newOfficial();
    Map<String, String> request = request(official.username());
    assertThat(protocol.post(Asking.PATH, request, Map.of()).status()).isEqualTo(401);
    assertThat(
            protocol
                .post(Asking.PATH, request, Protocol.basic("demo-app", "demo-app-secret"))
                .text("error"))
        .isEqualTo("unauthorized_client");
    Client open =
        clients.register(Asking.newClient().authentication(ClientAuthentication.NONE).build());
    assertThat(
            protocol
                .post(Asking.PATH, Protocol.with(request, "client_id", open.id()), Map.of())
                .text("error"))
        .isEqualTo("unauthorized_client");
  }

  @Test
  void emptyInboxSaysSoInBothLanguages() {
    LoggedIn official = protocol.newOfficial();
    assertThat(official.browser().get("/account").body()).contains("href=\"/inbox\"");
    assertThat(official.browser().get("/inbox").body()).contains("Không có yêu cầu nào đang chờ.");
    assertThat(official.browser().get("/inbox?lang=en").body()).contains("Nothing is waiting.");
  }

  @Test
  void metadataTellsWhatIsOffered() {
    Answer metadata = protocol.get("/.well-known/openid-configuration");
    assertThat(metadata.text("backchannel_authentication_endpoint"))
        .isEqualTo(protocol.issuer() + Asking.PATH);
    assertThat(metadata.json().path("backchannel_token_delivery_modes_supported").toString())
        .isEqualTo("[\"poll\",\"ping\"]");
    assertThat(metadata.json().path("backchannel_user_code_parameter_supported").asBoolean(true))
        .isFalse();
    assertThat(metadata.json().path("grant_types_supported").toString()).contains(Asking.GRANT);
  }

  private String error(Map<String, String> parameters) {
    return ask(protocol, client, parameters).text("error");
  }

  private Answer tokens(LoggedIn official) {
    String id = ask(protocol, client, request(official.username())).text("auth_req_id");
    decide(official.browser(), "approve");
    Answer tokens = poll(protocol, client, id);
    assertThat(tokens.status()).isEqualTo(200);
    return tokens;
  }

  private int audited(String type, String actor) {
    return jdbc.sql("SELECT count(*) FROM audit.entry WHERE type = :type AND actor = :actor")
        .param("type", type)
        .param("actor", actor)
        .query(Integer.class)
        .single();
  }
}
