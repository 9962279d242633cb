package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.antin.auth.oauth2.Protocol.basic;
import static vn.antin.auth.oauth2.Protocol.with;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.Browser;
import vn.antin.auth.TestClock;
import vn.antin.auth.approval.TestPhone.Official;
import vn.antin.auth.oauth2.Answer;
import vn.antin.auth.oauth2.DpopKey;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.web.House;

/** The application asks by itself, the official approves where they are logged in: a phone, say. */
@OAuth2Test
final class PhoneApprovalTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Protocol protocol;
  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final TestClients clients;
  private final SigningServiceFake signingService;
  private final TestPhone phone;

  @Autowired
  PhoneApprovalTest(
      Protocol protocol, House house, JdbcClient jdbc, TestClock clock, TestClients clients) {
    this.protocol = protocol;
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    this.clients = clients;
    signingService = new SigningServiceFake(house.signingServiceUrl());
    phone =
        new TestPhone(
            protocol,
            house,
            jdbc,
            clock,
            signingService,
            clients.register(TestPhone.newClient().build()));
  }

  @AfterEach
  void stop() {
    signingService.close();
  }

  @Test
  void applicationGetsTheSameGrantAsByBrowserForWhatWasApprovedInTheInbox() {
    Official official = phone.new Official();
    Answer asked =
        phone.ask(official, TestPhone.details(official, TestPhone.hash(1), TestPhone.hash(2)));
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.json().path("expires_in").asInt()).isEqualTo(300);
    assertThat(official.phone().get("/inbox").body())
        .contains("Quản lý văn bản", "W4SCT", "Ký số 2 văn bản", "Xem và duyệt ký");

    HttpResponse<String> page = official.open(official.phone());

    assertThat(page.uri().getPath()).isEqualTo("/approval");
    assertThat(page.body())
        .contains("Chúng tôi không xem được văn bản", "2 mã băm sẽ được ký", "W4SCT")
        .contains("data-passkey");
    assertThat(phone.poll(asked).text("error")).isEqualTo("authorization_pending");
    HttpResponse<String> agreed = official.answer(page, Map.of());
    assertThat(official.phone().follow(official.phone().follow(agreed)).body())
        .contains("bạn đồng ý", "Không có yêu cầu nào");

    Answer token = phone.poll(asked);
    assertThat(token.status()).as(token.json().toString()).isEqualTo(200);
    assertThat(token.json().propertyNames())
        .containsExactlyInAnyOrder(
            "access_token",
            "token_type",
            "expires_in",
            "scope",
            "authorization_details",
            "credentialID");
    assertThat(token.text("access_token")).hasSize(46);
    assertThat(token.text("token_type")).isEqualTo("Bearer");
    assertThat(token.json().path("authorization_details").get(0).path("type").asString())
        .isEqualTo(TestPhone.V22);
    JsonNode known = phone.introspect(token);
    assertThat(known.path("active").asBoolean()).isTrue();
    assertThat(known.path("client_id").asString()).isEqualTo(phone.client.id());
    assertThat(known.path("sub").asString()).isEqualTo(official.person.account().toString());
    assertThat(known.path("scope").asString()).isEqualTo("credential");
    assertThat(known.path("grant_id").asString()).hasSize(36);
    JsonNode normal = known.path("authorization_details").get(0);
    assertThat(normal.path("type").asString()).isEqualTo(TestPhone.OURS);
    assertThat(normal.path("hashType").asString()).isEqualTo("DTBSR");
    assertThat(normal.path("documentDigests"))
        .extracting(each -> each.path("hash").asString())
        .containsExactly(TestPhone.hash(1), TestPhone.hash(2));
    assertThat(phone.audited("approval.approved", official)).isEqualTo(1);
    assertThat(phone.audited("oauth2.ciba-approved", official)).isEqualTo(1);
  }

  @Test
  void documentsThatSigningServiceHoldsAreShownAndNoAlteredHashIsApproved() {
    Official official = phone.new Official();
    TestApproval request = new TestApproval(house, jdbc, official.phone());
    String description =
        request
            .description(official.person.username(), TestApproval.HASH)
            .replace("\"demo-app\"", "\"" + phone.client.id() + "\"");
    signingService.holds(request.request, description);
    Answer asked = phone.ask(official, TestPhone.held(request, TestApproval.HASH));
    HttpResponse<String> page = official.open(official.phone());
    assertThat(page.body()).contains("Quyết định số 12.pdf", "/approval/preview");

    // What the browser posts says nothing of what is signed; what lies at signing-service does.
    signingService.holds(
        request.request, description.replace(TestApproval.HASH, TestApproval.OTHER));
    assertThat(
            official
                .phone()
                .post(
                    "/approval",
                    Map.of(
                        "id",
                        TestApproval.parameter(page.uri().toString(), "id"),
                        "action",
                        "approve",
                        "documentDigests",
                        TestApproval.OTHER,
                        "response",
                        "{}"))
                .statusCode())
        .isEqualTo(409);
    assertThat(official.grants()).isZero();
    signingService.holds(request.request, description);

    official.answer(page, Map.of("hashes", TestApproval.OTHER, "details", "[]"));

    JsonNode normal = phone.introspect(phone.poll(asked)).path("authorization_details").get(0);
    assertThat(normal.path("requestID").asString()).isEqualTo(request.request);
    assertThat(normal.path("documentDigests").get(0).path("hash").asString())
        .isEqualTo(TestApproval.HASH);
  }

  @Test
  void approvalIsCollectedOnceAndASecondTryEndsTheToken() {
    Official official = phone.new Official();
    Answer asked = phone.ask(official, TestPhone.details(official, TestPhone.hash(3)));
    official.approve();
    Answer token = phone.poll(asked);
    assertThat(phone.introspect(token).path("active").asBoolean()).isTrue();

    assertThat(phone.poll(asked).text("error")).isEqualTo("invalid_grant");

    assertThat(phone.introspect(token).path("active").asBoolean()).isFalse();
  }

  @Test
  void refusalOnThePageOrInTheInboxIsToldAndNothingIsGranted() {
    Official official = phone.new Official();
    Answer first = phone.ask(official, TestPhone.details(official, TestPhone.hash(4)));
    HttpResponse<String> page = official.open(official.phone());
    official
        .phone()
        .post(
            "/approval",
            Map.of("id", TestApproval.parameter(page.uri().toString(), "id"), "action", "deny"));
    assertThat(phone.poll(first).text("error")).isEqualTo("access_denied");

    Answer second = phone.ask(official, TestPhone.details(official, TestPhone.hash(4)));
    HttpResponse<String> open = official.open(official.phone());
    Matcher form = TestPhone.FORM.matcher(official.phone().get("/inbox").body());
    assertThat(form.find()).isTrue();
    official.phone().post(form.group(1), Map.of("action", "deny"));
    assertThat(phone.poll(second).text("error")).isEqualTo("access_denied");
    HttpResponse<String> late = official.answer(open, Map.of());

    assertThat(official.phone().follow(official.phone().follow(late)).body())
        .contains("bạn từ chối");
    assertThat(official.grants()).isZero();
  }

  @Test
  void questionThatExpiresWhileThePageIsOpenIsApprovedByNobody() {
    Official official = phone.new Official();
    Answer asked = phone.ask(official, TestPhone.details(official, TestPhone.hash(5)));
    HttpResponse<String> page = official.open(official.phone());
    clock.advance(Duration.ofMinutes(5).plusSeconds(1));

    HttpResponse<String> late =
        official
            .phone()
            .post(
                "/approval",
                Map.of(
                    "id", TestApproval.parameter(page.uri().toString(), "id"),
                    "action", "approve",
                    "response", "{}"));

    assertThat(late.statusCode()).isEqualTo(410);
    assertThat(phone.poll(asked).text("error")).isEqualTo("expired_token");
    assertThat(official.grants()).isZero();
  }

  @Test
  void grantThatHasEndedIsNotCollected() {
    Official official = phone.new Official();
    Answer asked =
        phone.ask(
            official,
            with(TestPhone.details(official, TestPhone.hash(6)), "requested_expiry", "1800"));
    official.approve();
    clock.advance(Duration.ofMinutes(11));

    assertThat(phone.poll(asked).text("error")).isEqualTo("expired_token");
  }

  @Test
  void twoDevicesMakeOneGrant() {
    Official official = phone.new Official();
    Answer asked = phone.ask(official, TestPhone.details(official, TestPhone.hash(7)));
    HttpResponse<String> here = official.open(official.phone());
    HttpResponse<String> there = official.open(official.desk);
    assertThat(here.uri()).isNotEqualTo(there.uri());
    assertThat(official.answer(here, Map.of()).statusCode()).isEqualTo(303);

    HttpResponse<String> second = official.answer(official.desk, there, Map.of());

    assertThat(second.statusCode()).isEqualTo(303);
    assertThat(official.grants()).isEqualTo(1);
    assertThat(phone.poll(asked).status()).isEqualTo(200);
  }

  @Test
  void strangerSeesNothingAndPlainYesOfTheInboxApprovesNothing() {
    Official official = phone.new Official();
    Official stranger = phone.new Official();
    Answer asked = phone.ask(official, TestPhone.details(official, TestPhone.hash(8)));
    HttpResponse<String> page = official.open(official.phone());
    String id = TestApproval.parameter(page.uri().toString(), "id");
    Matcher form = TestPhone.FORM.matcher(official.phone().get("/inbox").body());
    assertThat(form.find()).isTrue();

    assertThat(stranger.phone().get("/inbox").body()).contains("Không có yêu cầu nào");
    assertThat(Browser.location(stranger.phone().post(form.group(1), Map.of("action", "approve"))))
        .isEqualTo("/inbox?said=gone");
    assertThat(stranger.phone().get("/approval?id=" + id).statusCode()).isEqualTo(404);
    assertThat(stranger.phone().post("/approval/options", Map.of("id", id)).statusCode())
        .isEqualTo(404);
    assertThat(phone.poll(asked).text("error")).isEqualTo("authorization_pending");
    clock.advance(Duration.ofSeconds(6));
    assertThat(phone.poll(asked).text("error")).isEqualTo("authorization_pending");
    assertThat(official.grants()).isZero();
  }

  @Test
  void keyThatIsProvenWhilePollingIsTheGrantsKey() {
    Official official = phone.new Official();
    Answer asked = phone.ask(official, TestPhone.details(official, TestPhone.hash(9)));
    official.approve();
    DpopKey key = DpopKey.create();
    Map<String, String> proven = new HashMap<>(basic(phone.client.id(), TestPhone.SECRET));
    proven.put("DPoP", key.proof("POST", house.issuer() + "/oauth2/token", clock.instant()));

    Answer token = protocol.post("/oauth2/token", TestPhone.polling(asked), proven);

    assertThat(token.text("token_type")).isEqualTo("DPoP");
    assertThat(phone.introspect(token).path("cnf").path("jkt").asString())
        .isEqualTo(key.thumbprint());
  }

  @Test
  void wishesThatNoBrowserCouldSendAreRefusedAndLoginsStayLogins() {
    Official official = phone.new Official();
    Map<String, String> good = TestPhone.details(official, TestPhone.hash(10));
    assertThat(phone.error(official, with(good, "scope", "openid"))).startsWith("invalid_auth");
    assertThat(phone.error(official, with(good, "scope", "openid profile credential")))
        .isEqualTo("invalid_scope");
    assertThat(phone.error(official, Map.of("scope", "openid credential")))
        .startsWith("invalid_auth");
    assertThat(phone.error(official, with(good, "authorization_details", "[{\"type\":\"x\"}]")))
        .isEqualTo("invalid_authorization_details");
    assertThat(
            phone.error(
                official,
                with(
                    good,
                    "authorization_details",
                    String.valueOf(good.get("authorization_details"))
                        .replace(TestPhone.hash(10), "AAAA"))))
        .isEqualTo("invalid_authorization_details");
    assertThat(phone.error(official, with(good, "application", "demo-app")))
        .as("only ours asks in another's name")
        .isEqualTo("unauthorized_client");
    Client without =
        clients.register(TestPhone.newClient().authorizationDetailsTypes(Set.of()).build());
    assertThat(phone.ask(without, official, good).text("error")).startsWith("invalid_auth");
    Client plain = clients.register(TestPhone.newClient().scopes(Set.of("openid")).build());
    assertThat(phone.ask(plain, official, good).text("error")).isEqualTo("invalid_scope");
    assertThat(official.phone().get("/inbox").body()).contains("Không có yêu cầu nào");

    Answer login = phone.ask(official, Map.of("scope", "openid profile"));
    Matcher form = TestPhone.FORM.matcher(official.phone().get("/inbox").body());
    assertThat(form.find()).isTrue();
    official.phone().post(form.group(1), Map.of("action", "approve"));
    assertThat(phone.poll(login).json().propertyNames()).contains("id_token", "refresh_token");
  }

  @Test
  void oneSystemHasTenQuestionsToAnOfficialAtMost() {
    Official official = phone.new Official();
    for (int i = 0; i < 10; i++) {
      assertThat(phone.ask(official, TestPhone.details(official, TestPhone.hash(20 + i))).status())
          .isEqualTo(200);
    }
    assertThat(phone.error(official, TestPhone.details(official, TestPhone.hash(40))))
        .isEqualTo("access_denied");
  }

  @Test
  void thousandsAreAskedForInASignedRequest() throws JOSEException {
    Official official = phone.new Official();
    String[] hashes =
        IntStream.range(0, 5_000).mapToObj(i -> TestPhone.hash(100 + i)).toArray(String[]::new);
    Map<String, String> wish = TestPhone.asking(official, TestPhone.details(official, hashes));
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(phone.client.id())
            .audience(house.issuer().toString())
            .issueTime(Date.from(clock.instant()))
            .notBeforeTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plusSeconds(60)))
            .jwtID(UUID.randomUUID().toString());
    wish.forEach((name, value) ->
        claims.claim(
            name,
            name.equals("authorization_details") ? JSON.readValue(value, List.class) : value));
    Answer asked =
        protocol.post(
            TestPhone.ASK,
            Map.of("request", TestPhone.sign(claims.build())),
            basic(phone.client.id(), TestPhone.SECRET));
    assertThat(asked.status()).as(asked.json().toString()).isEqualTo(200);

    assertThat(official.phone().get("/inbox").body()).contains("Ký số 5.000 văn bản");
    official.approve();

    assertThat(
            phone
                .introspect(phone.poll(asked))
                .path("authorization_details")
                .get(0)
                .path("documentDigests"))
        .hasSize(5_000);
  }

  @Test
  void clientInPingModeIsToldOfTheAnswer() throws IOException {
    List<String> calls = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/ping",
        exchange -> {
          calls.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      Client told =
          clients.register(
              TestPhone.newClient()
                  .metadata(
                      new ClientMetadata(
                          Map.of(
                              "backchannel_token_delivery_mode",
                              "ping",
                              "backchannel_client_notification_endpoint",
                              "http://127.0.0.1:" + server.getAddress().getPort() + "/ping")))
                  .build());
      Official official = phone.new Official();
      Answer asked =
          phone.ask(
              told,
              official,
              with(
                  TestPhone.details(official, TestPhone.hash(11)),
                  "client_notification_token",
                  "token-of-the-client"));
      official.approve();

      await()
          .untilAsserted(() ->
              assertThat(calls)
                  .containsExactly("{\"auth_req_id\":\"" + asked.text("auth_req_id") + "\"}"));
      assertThat(phone.poll(told, asked).status()).isEqualTo(200);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void signingServiceAsksInTheNameOfASystemWhoseGrantItBecomes() throws JOSEException {
    Official official = phone.new Official();
    Map<String, String> wish =
        with(TestPhone.details(official, TestPhone.hash(12)), "application", "demo-app");
    Map<String, String> form = new HashMap<>(TestPhone.asking(official, wish));
    form.putAll(phone.proof());
    Answer asked = protocol.post(TestPhone.ASK, form, Map.of());
    assertThat(asked.status()).as(asked.json().toString()).isEqualTo(200);
    assertThat(official.phone().get("/inbox").body())
        .contains("Hệ thống minh họa")
        .doesNotContain("dịch vụ ký số");
    HttpResponse<String> page = official.open(official.phone());
    assertThat(page.body()).contains("Hệ thống minh họa");
    official.answer(page, Map.of());

    Map<String, String> collecting = new HashMap<>(TestPhone.polling(asked));
    collecting.putAll(phone.proof());
    Answer token = protocol.post("/oauth2/token", collecting, Map.of());

    assertThat(phone.introspect(token).path("client_id").asString()).isEqualTo("demo-app");
    form.putAll(phone.proof());
    form.put("application", "second-app");
    assertThat(protocol.post(TestPhone.ASK, form, Map.of()).text("error"))
        .isEqualTo("unauthorized_client");
  }
}
