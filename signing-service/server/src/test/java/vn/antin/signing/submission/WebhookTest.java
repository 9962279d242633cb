package vn.antin.signing.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.submission.TestSubmissions.id;
import static vn.antin.signing.submission.TestSubmissions.signer;
import static vn.antin.signing.submission.TestSubmissions.wish;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestSigning;

final class WebhookTest {
  private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();
  private static final AtomicInteger REFUSALS = new AtomicInteger();
  private static final CountDownLatch HANGING = new CountDownLatch(1);

  private static TestSubmissions requests;
  private static HttpServer application;

  @BeforeAll
  static void start() throws IOException {
    application = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    application.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    application.createContext(
        "/told",
        exchange -> {
          var body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
          var refuse = REFUSALS.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          if (!refuse) {
            RECEIVED.add(body);
          }
          exchange.sendResponseHeaders(refuse ? 500 : 200, -1);
          exchange.close();
        });
    application.createContext(
        "/hanging",
        exchange -> {
          try {
            HANGING.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    application.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", address());
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    application.start();
    requests =
        TestSubmissions.start(
            "antin.signing-requests.interval=100ms",
            "antin.webhooks.allowed-hosts=localhost",
            "antin.webhooks.interval=100ms",
            "antin.webhooks.first-retry=100ms");
    requests.steps.credential(CHAIRMAN, "official");
  }

  @AfterAll
  static void stop() {
    HANGING.countDown();
    requests.service.close();
    application.stop(0);
  }

  private static JsonNode request(String title, String url) {
    var wish =
        wish(
            title,
            List.of(requests.steps.upload(requests.application(), TestPdfs.saying(title))),
            List.of(signer(1, CHAIRMAN)));
    wish.put("callback", Map.of("url", url));
    return requests.create(wish);
  }

  private static String address() {
    return "http://localhost:" + application.getAddress().getPort() + "/told";
  }

  private static JsonNode deliveries(JsonNode request) {
    return requests
        .service
        .get("/v1/signing-requests/" + id(request) + "/deliveries", requests.application())
        .json()
        .path("deliveries");
  }

  private static List<SignedJWT> told(JsonNode request) throws Exception {
    var tokens = new CopyOnWriteArrayList<SignedJWT>();
    for (var each : RECEIVED) {
      var token = SignedJWT.parse(each);
      if (token.getJWTClaimsSet().getSubject().equals(id(request))) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  @Test
  void theApplicationIsToldInASignedTokenAndAgainAfterAFailure() throws Exception {
    REFUSALS.set(2);
    var request = request("bao tin", address());
    requests.sign(CHAIRMAN, requests.waiting(CHAIRMAN, request));
    requests.awaitState(request, "completed");
    TestSigning.eventually(() -> !deliveries(request).toString().contains("\"due\""));

    var keys = JWKSet.parse(requests.service.get("/v1/jwks", null).text());
    var events = new CopyOnWriteArrayList<String>();
    for (var token : told(request)) {
      var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
      assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
      assertThat(token.getHeader().getType().getType()).isEqualTo("signing-request+jwt");
      var claims = token.getJWTClaimsSet();
      assertThat(claims.getIssuer()).isEqualTo("http://localhost:9100");
      assertThat(claims.getAudience()).containsExactly(TestSubmissions.APP);
      events.add(claims.getStringClaim("event"));
    }
    assertThat(events).containsExactlyInAnyOrder("step.opened", "step.signed", "request.completed");
    var attempts = 0;
    for (var delivery : deliveries(request)) {
      assertThat(delivery.path("state").asString()).isEqualTo("delivered");
      attempts += delivery.path("attempts").asInt();
    }
    assertThat(attempts).isGreaterThanOrEqualTo(5);
    assertThat(keys.toString()).doesNotContain("\"d\"");
  }

  @Test
  void anAddressThatIsNotPublicIsNeverTalkedToAndTheMessageIsDeadAndVisible() {
    var request = request("dia chi rieng", "https://127.0.0.1:9/told");

    TestSigning.eventually(() -> deliveries(request).toString().contains("\"dead\""));

    var delivery = deliveries(request).get(0);
    assertThat(delivery.path("problem").asString()).contains("not public");
    var address = "/v1/signing-requests/" + id(request) + "/deliveries/" + id(delivery) + "/retry";
    assertThat(requests.service.post(address, requests.application("other")).status())
        .isEqualTo(404);
    assertThat(requests.service.post(address, requests.application()).status()).isEqualTo(204);
    TestSigning.eventually(() -> deliveries(request).get(0).path("attempts").asInt() >= 2);
  }

  @Test
  void whoAnswersWithAnotherAddressIsNotFollowed() {
    var request = request("chuyen huong", address().replace("/told", "/moved"));

    TestSigning.eventually(() -> deliveries(request).get(0).path("attempts").asInt() >= 2);

    assertThat(deliveries(request).toString()).contains("redirects").doesNotContain("delivered");
    assertThat(RECEIVED).noneMatch(each -> toldOf(each, request));
  }

  @Test
  void anApplicationThatHangsDoesNotKeepAnotherWaiting() {
    var hanging = requests.application("treo");
    for (var i = 0; i < 12; i++) {
      var wish =
          wish(
              "treo " + i,
              List.of(requests.steps.upload(hanging, TestPdfs.saying("treo " + i))),
              List.of(signer(1, CHAIRMAN)));
      wish.put("callback", Map.of("url", address().replace("/told", "/hanging")));
      assertThat(requests.service.postJson("/v1/signing-requests", hanging, wish).status())
          .isEqualTo(201);
    }
    TestSigning.eventually(() -> attempts("treo") >= 2);

    var request = request("khong cho", address());

    TestSigning.eventually(() -> RECEIVED.stream().anyMatch(each -> toldOf(each, request)));
    assertThat(attempts("treo")).isEqualTo(2);
  }

  private static long attempts(String client) {
    return requests
        .service
        .database
        .superuser()
        .sql("SELECT coalesce(sum(attempts), 0) FROM webhook_delivery WHERE client_id = :client")
        .param("client", client)
        .query(Long.class)
        .single();
  }

  private static boolean toldOf(String token, JsonNode request) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet().getSubject().equals(id(request));
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void plainHttpIsTakenOnlyToHostsThatTheOperatorAllows() {
    for (var url : List.of("http://example.org/", "ftp://localhost/", "https://", "https://a@b/")) {
      var wish =
          wish(
              "khong nhan",
              List.of(requests.steps.upload(requests.application(), TestPdfs.saying(url))),
              List.of(signer(1, CHAIRMAN)));
      wish.put("callback", Map.of("url", url));
      var answer = requests.service.postJson("/v1/signing-requests", requests.application(), wish);
      assertThat(answer.status()).as(url).isEqualTo(400);
      assertThat(answer.json().path("field").asString()).isEqualTo("callback.url");
    }
  }
}
