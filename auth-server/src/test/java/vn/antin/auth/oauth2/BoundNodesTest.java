package vn.antin.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;

/** What one node has seen no other takes: proofs and refresh tokens, also at the same instant. */
final class BoundNodesTest {
  private static final String SAMPLE = "antin.sample.officials=4";
  private static final String NONCES = "antin.oauth2.dpop.nonces=true";

  private final DpopKey key = DpopKey.create();

  @Test
  void replayedProofIsRefusedAlsoOnAnotherNode() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (TestServer one = TestServer.start(database, SAMPLE);
        TestServer two = TestServer.start(database, SAMPLE)) {
      String proof = proof();
      assertThat(machine(one, proof).text("token_type")).isEqualTo("DPoP");
      assertThat(machine(two, proof).text("error")).isEqualTo("invalid_dpop_proof");

      String raced = proof();
      List<Answer> answers = together(() -> machine(one, raced), () -> machine(two, raced));
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    }
  }

  @Test
  void nonceOfOneNodeIsTakenByAnother() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (TestServer one = TestServer.start(database, SAMPLE, NONCES);
        TestServer two = TestServer.start(database, SAMPLE, NONCES)) {
      Answer asked = machine(one, proof());
      assertThat(asked.text("error")).isEqualTo("use_dpop_nonce");
      String nonce = asked.response().headers().firstValue("DPoP-Nonce").orElseThrow();
      String proof =
          key.proof("POST", endpoint(), Instant.now(), claims -> claims.claim("nonce", nonce));
      assertThat(machine(two, proof).status()).isEqualTo(200);
    }
  }

  @Test
  void refreshReplaySeenByTwoNodesAtOnceRevokesTheFamily() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (TestServer one = TestServer.start(database, SAMPLE);
        TestServer two = TestServer.start(database, SAMPLE)) {
      String refresh = tokens(one).text("refresh_token");
      List<Answer> answers = together(() -> refresh(one, refresh), () -> refresh(two, refresh));
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
      String next =
          answers.stream()
              .filter(answer -> answer.status() == 200)
              .findFirst()
              .orElseThrow()
              .text("refresh_token");
      assertThat(refresh(one, next).text("error")).isEqualTo("invalid_grant");
      assertThat(refresh(two, next).text("error")).isEqualTo("invalid_grant");
    }
  }

  private interface Call {
    Answer send() throws Exception;
  }

  private static List<Answer> together(Call one, Call two) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Answer>> running = new ArrayList<>();
      for (Call call : List.of(one, two)) {
        running.add(
            threads.submit(() -> {
              start.await();
              return call.send();
            }));
      }
      start.countDown();
      for (Future<Answer> answer : running) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private static Answer tokens(TestServer server) throws Exception {
    new TestAccounts(
            server.bean(JdbcClient.class),
            server.bean(Credentials.class),
            server.bean(SecretHashes.class))
        .active("bound.nodes");
    Browser browser = new Browser(server.origin());
    browser.logIn(Browser.location(browser.get("/account")), "bound.nodes", TestAccounts.PASSWORD);
    String code =
        new Answer(browser.get("/oauth2/authorize?" + Protocol.form(Protocol.demoRequest())))
            .parameter("code");
    return send(
        server,
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            Protocol.DEMO_CALLBACK,
            "code_verifier",
            Protocol.VERIFIER),
        Map.of());
  }

  private static Answer refresh(TestServer server, String token) throws Exception {
    return send(server, Map.of("grant_type", "refresh_token", "refresh_token", token), Map.of());
  }

  private static Answer machine(TestServer server, String proof) throws Exception {
    return send(server, Map.of("grant_type", "client_credentials"), Map.of("DPoP", proof));
  }

  private static Answer send(
      TestServer server, Map<String, String> form, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.origin() + "/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                Objects.requireNonNull(
                    Protocol.basic("demo-app", "demo-app-secret").get("Authorization")))
            .POST(HttpRequest.BodyPublishers.ofString(Protocol.form(form)));
    headers.forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
  }

  private String proof() {
    return key.proof("POST", endpoint(), Instant.now());
  }

  /** As the issuer names it; the nodes listen elsewhere. */
  private static String endpoint() {
    return "http://localhost:9000/oauth2/token";
  }
}
