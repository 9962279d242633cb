package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.login.factor.PasskeyAssertions;
import vn.antin.auth.login.passkey.SoftAuthenticator;
import vn.antin.auth.web.House;

/** Agreement by passkey, over HTTP: what counts, and what a hostile page or browser gets. */
@AuthServerTest
@Import({TestClock.Setup.class, WithFakeTokens.class})
@TestPropertySource(properties = "antin.sample.officials=20")
final class PasskeyApprovalTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PASSKEYS = "/account/factors/passkey";
  private static final Base64.Decoder BASE64URL = Base64.getUrlDecoder();

  private final House house;
  private final JdbcClient jdbc;
  private final TestClock clock;
  private final TestAccounts officials;
  private final SigningServiceFake signingService;

  @Autowired
  PasskeyApprovalTest(
      House house, JdbcClient jdbc, TestClock clock, Credentials credentials, SecretHashes hashes) {
    this.house = house;
    this.jdbc = jdbc;
    this.clock = clock;
    officials = new TestAccounts(jdbc, credentials, hashes);
    signingService = new SigningServiceFake(house.signingServiceUrl());
  }

  @AfterEach
  void stop() {
    signingService.close();
  }

  /** An official with a passkey, asked to approve. */
  private record Asked(
      TestApproval approval, String id, SoftAuthenticator authenticator, String handle) {
    Browser browser() {
      return approval.browser;
    }

    HttpResponse<String> options() {
      return browser().post("/approval/options", Map.of("id", id));
    }

    String answer() {
      authenticator.counter++;
      return authenticator.logIn(challenge(options()), handle);
    }

    HttpResponse<String> approve(String answer) {
      return browser().post("/approval", Map.of("id", id, "action", "approve", "response", answer));
    }
  }

  @Test
  void whatThePasskeySignedCommitsToTheGrantAndVerifiesByItself() throws Exception {
    Asked asked = asked("approval.passkey");

    HttpResponse<String> agreed = asked.approve(asked.answer());

    assertThat(agreed.statusCode()).isEqualTo(303);
    String code = TestApproval.parameter(Browser.location(asked.browser().follow(agreed)), "code");
    assertThat(asked.approval().token(code)).contains("authorization_details");
    Map<String, @Nullable Object> kept = evidence(asked);
    assertThat(kept.get("method")).isEqualTo("passkey");
    byte[] challenge =
        Sha256.digest(
                "antin-grant-v1".getBytes(StandardCharsets.UTF_8),
                bytes(kept, "random"),
                bytes(kept, "encoding"))
            .bytes();
    assertThat(bytes(kept, "challenge")).isEqualTo(challenge);
    assertThat(contains(bytes(kept, "encoding"), Sha256.parse(TestApproval.HASH).bytes())).isTrue();
    JsonNode client = JSON.readTree(bytes(kept, "client_data"));
    assertThat(BASE64URL.decode(client.path("challenge").asString())).isEqualTo(challenge);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initVerify(asked.authenticator().publicKey());
    signature.update(bytes(kept, "authenticator_data"));
    signature.update(Sha256.digest(bytes(kept, "client_data")).bytes());
    assertThat(signature.verify(bytes(kept, "assertion"))).isTrue();
    assertThat(contains(bytes(kept, "passkey"), x(asked.authenticator().publicKey()))).isTrue();
  }

  @Test
  void sealedLogSaysWhoseKeyItWas() {
    Asked asked = asked("approval.log");
    asked.approve(asked.answer());

    String key = PasskeyAssertions.fingerprint(bytes(evidence(asked), "passkey"));
    assertThat(
            jdbc.sql(
                    """
                    SELECT type FROM audit.entry JOIN account a ON a.id::text = actor
                    WHERE a.username = 'approval.log' AND facts ->> 'key' = :key ORDER BY entry.id
                    """)
                .param("key", key)
                .query(String.class)
                .list())
        .containsExactly("passkey.registered", "approval.approved");
  }

  @Test
  void agreementIsHandedToSigningServiceAloneWithTheHistoryOfThePasskey() {
    Asked asked = asked("approval.evidence");
    asked.approve(asked.answer());
    String grant =
        jdbc.sql("SELECT id::text FROM signing_grant WHERE request_id = :request::uuid")
            .param("request", asked.approval().request)
            .query(String.class)
            .single();
    jdbc.sql(
            """
            DELETE FROM passkey USING account
            WHERE account.id = account_id AND username = 'approval.evidence'
            """)
        .update();
    String path = "/internal/grants/" + grant + "/agreement";

    JsonNode agreement = json(agreements("agreement.read").get(path));

    Map<String, @Nullable Object> kept = evidence(asked);
    assertThat(agreement.path("method").asString()).isEqualTo("passkey");
    assertThat(decoded(agreement, "encoding")).isEqualTo(bytes(kept, "encoding"));
    assertThat(decoded(agreement, "random")).isEqualTo(bytes(kept, "random"));
    JsonNode passkey = agreement.path("passkey");
    assertThat(decoded(passkey, "signature")).isEqualTo(bytes(kept, "assertion"));
    assertThat(decoded(passkey, "clientData")).isEqualTo(bytes(kept, "client_data"));
    assertThat(agreement.path("passkeyHistory"))
        .extracting(event -> event.path("event").asString())
        .containsExactly("registered", "removed");
    assertThat(agreement.path("passkeyHistory"))
        .allSatisfy(event ->
            assertThat(decoded(event, "key"))
                .isEqualTo(Sha256.digest(bytes(kept, "passkey")).bytes()));
    assertThat(agreements("people.read").get(path).statusCode()).isEqualTo(403);
    assertThat(new Browser(house.issuer().toString()).get(path).statusCode()).isEqualTo(401);
    assertThat(
            agreements("agreement.read")
                .get(path.replace(grant, new UUID(1, 2).toString()))
                .statusCode())
        .isEqualTo(404);
  }

  private Browser agreements(String scope) {
    return new Browser(house.issuer().toString())
        .with("Authorization", "Bearer signing-service_" + scope);
  }

  private static byte[] decoded(JsonNode json, String member) {
    return Base64.getDecoder().decode(json.path(member).asString());
  }

  @Test
  void pinOfWhoHasAPasskeyApprovesNothing() {
    Asked asked = asked("approval.no-pin");
    jdbc.sql(
            """
            INSERT INTO signing_pin (account_id, hash, set_at)
            SELECT a.id, p.hash, now() FROM account a, signing_pin p
              JOIN account o ON o.id = p.account_id AND o.username = 'official0001'
            WHERE a.username = 'approval.no-pin'
            """)
        .update();
    HttpResponse<String> page = asked.browser().get("/approval?id=" + asked.id());
    assertThat(page.body()).contains("data-passkey").doesNotContain("name=\"typed\"");

    HttpResponse<String> refused =
        asked
            .browser()
            .post("/approval", Map.of("id", asked.id(), "action", "approve", "typed", "202611"));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Hãy duyệt bằng passkey");
    assertThat(asked.approval().grants()).isZero();
  }

  @Test
  void answerCountsOnceAndOnlyToTheLastChallenge() {
    Asked asked = asked("approval.once");
    String former = asked.answer();
    asked.options();
    refused(asked, asked.approve(former), "other-challenge");

    String late = asked.answer();
    clock.advance(Duration.ofMinutes(5).plusSeconds(1));
    refused(asked, asked.approve(late), "expired");

    String answer = asked.answer();
    assertThat(asked.approve(answer).statusCode()).isEqualTo(303);
    asked.approve(answer);
    assertThat(asked.approval().grants()).isEqualTo(1);
  }

  @Test
  void answersAtOnceMakeOneGrant() throws Exception {
    Asked asked = asked("approval.parallel");
    String answer = asked.answer();
    List<Callable<HttpResponse<String>>> calls =
        Stream.<Callable<HttpResponse<String>>>generate(() -> () -> asked.approve(answer))
            .limit(8)
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      threads.invokeAll(calls);
    }

    assertThat(asked.approval().grants()).isEqualTo(1);
  }

  @Test
  void answerToOneQuestionIsNoneToAnother() {
    Asked asked = asked("approval.two-questions");
    TestApproval other = new TestApproval(house, jdbc, asked.browser());
    signingService.holds(
        other.request, other.description("approval.two-questions", TestApproval.HASH));
    String second = TestApproval.parameter(other.page().uri().toString(), "id");
    asked.browser().post("/approval/options", Map.of("id", second));

    HttpResponse<String> crossed =
        asked
            .browser()
            .post(
                "/approval", Map.of("id", second, "action", "approve", "response", asked.answer()));

    assertThat(crossed.statusCode()).isEqualTo(422);
    assertThat(other.grants() + asked.approval().grants()).isZero();
  }

  @Test
  void strangersPasskeyAnotherPageOrAnUnverifiedUserApprovesNothing() {
    Asked asked = asked("approval.hostile");
    SoftAuthenticator authenticator = asked.authenticator();
    SoftAuthenticator stranger = asked("approval.stranger").authenticator();
    stranger.counter = 50;
    refused(
        asked,
        asked.approve(stranger.logIn(challenge(asked.options()), asked.handle())),
        "not-theirs");

    authenticator.flags = SoftAuthenticator.PRESENT;
    refused(asked, asked.approve(asked.answer()), "not-verified");
    authenticator.flags = SoftAuthenticator.PRESENT | SoftAuthenticator.VERIFIED;
    String origin = authenticator.origin;
    authenticator.origin = "https://antin.example";
    refused(asked, asked.approve(asked.answer()), "wrong");
    authenticator.origin = origin;
    refused(asked, asked.approve("{}"), "expired");
    asked.options();
    refused(asked, asked.approve("{}"), "malformed");

    authenticator.counter = 100;
    assertThat(asked.approve(asked.answer()).statusCode()).isEqualTo(303);
  }

  @Test
  void copiedPasskeyIsClosedAndApprovesNothing() {
    Asked asked = asked("approval.copied");
    asked.authenticator().counter = 9;
    assertThat(asked.approve(asked.answer()).statusCode()).isEqualTo(303);
    Asked again = again(asked, "approval.copied");
    asked.authenticator().counter = 3;

    HttpResponse<String> noticed = again.approve(again.answer());

    assertThat(noticed.statusCode()).isEqualTo(422);
    assertThat(noticed.body()).contains("có dấu hiệu bị sao chép");
    assertThat(again.approval().grants()).isZero();
    assertThat(again.browser().get("/approval?id=" + again.id()).body())
        .as("what is left is the fallback")
        .contains("Bạn chưa đặt mã PIN");
  }

  @Test
  void nothingIsToBeSignedForAQuestionThatIsNotOpenOrNotTheSessions() {
    Asked asked = asked("approval.options");
    Asked other = asked("approval.elsewhere");
    assertThat(other.browser().post("/approval/options", Map.of("id", asked.id())).statusCode())
        .isEqualTo(404);

    signingService.holds(
        asked.approval().request,
        asked.approval().description("approval.options", TestApproval.OTHER));
    assertThat(asked.options().statusCode()).isEqualTo(409);
    signingService.close();
    assertThat(asked.options().statusCode()).isEqualTo(503);
    clock.advance(Duration.ofMinutes(16));
    assertThat(asked.options().statusCode()).isEqualTo(410);
  }

  private void refused(Asked asked, HttpResponse<String> response, String reason) {
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(asked.approval().grants()).isZero();
    assertThat(
            jdbc.sql(
                    """
                    SELECT facts ->> 'reason' FROM audit.entry
                    WHERE type = 'approval.unconfirmed' AND object = :id ORDER BY id DESC LIMIT 1
                    """)
                .param("id", asked.id())
                .query(String.class)
                .single())
        .isEqualTo(reason);
  }

  private Asked asked(String username) {
    officials.active(username);
    TestApproval approval = new TestApproval(house, jdbc);
    approval.browser.logIn(
        Browser.location(approval.browser.get("/account")), username, TestAccounts.PASSWORD);
    SoftAuthenticator authenticator = new SoftAuthenticator(house.issuer());
    JsonNode options = json(approval.browser.post(PASSKEYS + "/options", Map.of()));
    String key = authenticator.register(options.path("challenge").asString());
    assertThat(
            approval.browser.post(PASSKEYS, Map.of("response", key, "label", "Khóa")).statusCode())
        .isEqualTo(303);
    return asked(approval, username, authenticator, options.path("user").path("id").asString());
  }

  private Asked again(Asked before, String username) {
    return asked(
        new TestApproval(house, jdbc, before.browser()),
        username,
        before.authenticator(),
        before.handle());
  }

  private Asked asked(
      TestApproval approval, String username, SoftAuthenticator authenticator, String handle) {
    signingService.holds(approval.request, approval.description(username, TestApproval.HASH));
    String id = TestApproval.parameter(approval.page().uri().toString(), "id");
    return new Asked(approval, id, authenticator, handle);
  }

  private Map<String, @Nullable Object> evidence(Asked asked) {
    return jdbc.sql(
            """
            SELECT method, random, encoding, challenge, passkey, authenticator_data, client_data,
              assertion
            FROM signing_grant_evidence JOIN signing_grant ON id = grant_id
            WHERE request_id = :request::uuid
            """)
        .param("request", asked.approval().request)
        .query()
        .singleRow();
  }

  private static byte[] bytes(Map<String, @Nullable Object> row, String column) {
    return (byte[]) Objects.requireNonNull(row.get(column));
  }

  private static byte[] x(PublicKey key) {
    byte[] encoded = key.getEncoded();
    // The last 64 bytes of a P-256 SubjectPublicKeyInfo are the point's coordinates.
    return Arrays.copyOfRange(encoded, encoded.length - 64, encoded.length - 32);
  }

  private static boolean contains(byte[] all, byte[] part) {
    return new String(all, StandardCharsets.ISO_8859_1)
        .contains(new String(part, StandardCharsets.ISO_8859_1));
  }

  private static String challenge(HttpResponse<String> options) {
    return json(options).path("challenge").asString();
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
