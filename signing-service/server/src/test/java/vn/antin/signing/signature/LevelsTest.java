package vn.antin.signing.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestSigning.APP;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.FreePort;
import vn.antin.signing.PdfSig;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/**
 * Levels above B, with the installation's own authorities and with a time-stamp server that fails.
 */
final class LevelsTest {
  private static final AtomicBoolean ANSWERS = new AtomicBoolean(true);
  private static HttpServer elsewhere;
  private static RunningService service;
  private static RunningService remote;
  private static TestSigning steps;
  private static String machine;
  private static String personal;

  @BeforeAll
  static void start() throws IOException {
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var port = FreePort.find();
    service =
        RunningService.start(
            TestDatabase.create(),
            "server.port=" + port,
            "antin.authority.base-url=http://localhost:" + port,
            "antin.time-stamping.enabled=true");
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    machine = service.machine(APP);
    personal = steps.credential(CHAIRMAN, "official");
    steps.awaitAuthorities();
    elsewhere.createContext(
        "/",
        exchange -> {
          var query = exchange.getRequestBody().readAllBytes();
          var answer = ANSWERS.get() ? stamp(query) : null;
          if (answer == null) {
            exchange.sendResponseHeaders(503, -1);
          } else {
            exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, answer.body().length);
            exchange.getResponseBody().write(answer.body());
          }
          exchange.close();
        });
    elsewhere.start();
    remote =
        RunningService.start(
            "antin.signatures.time-stamp-servers=http://localhost:"
                + elsewhere.getAddress().getPort());
    remote.authServer.replacePeople(TestProvince.items());
    new TestSigning(remote).awaitPeople();
  }

  @AfterAll
  static void stop() {
    remote.close();
    service.close();
    elsewhere.stop(0);
  }

  private static Answer stamp(byte[] query) {
    return service.send(
        service
            .request("/tsa", null)
            .header("Content-Type", "application/timestamp-query")
            .POST(BodyPublishers.ofByteArray(query)));
  }

  private static JsonNode asked(RunningService at, String token, String credential, String level) {
    var document = new TestSigning(at).upload(token, TestPdfs.saying(level));
    var answer =
        at.postJson(
            "/signature-requests",
            token,
            Map.of("credentialID", credential, "documents", List.of(document), "level", level));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  @Test
  void theServerReachesTheLevelThatWasApproved() throws Exception {
    for (var level : List.of("T", "LT", "LTA")) {
      var wanted = "PAdES-BASELINE-" + level;
      var request = asked(service, machine, personal, wanted);

      var answer = steps.sign(request, steps.approve(CHAIRMAN, request));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      var signed = answer.json().path("documents").get(0);
      assertThat(signed.path("level").asString()).isEqualTo(wanted);
      assertThat(signed.has("warning")).isFalse();
      var content =
          service
              .get(
                  "/documents/" + signed.path("signedDocumentId").asString("") + "/content",
                  machine)
              .body();
      var verdict = service.postPdf("/validations", null, content).json();
      assertThat(verdict.path("signatures").get(0).path("level").asString())
          .as(verdict.toString())
          .isEqualTo(wanted);
      assertThat(verdict.path("signatures").get(0).path("timestampTrusted").asBoolean()).isTrue();
      var file = Files.createTempFile("level", ".pdf");
      Files.write(file, content);
      PdfSig.check(file).holds(1);
    }
  }

  @Test
  void everyDocumentOfABatchTellsItsLevel() {
    var documents =
        List.of("one", "two", "three").stream()
            .map(text -> steps.upload(machine, TestPdfs.saying(text)))
            .toList();
    var request =
        service
            .postJson(
                "/signature-requests",
                machine,
                Map.of(
                    "credentialID", personal,
                    "documents", documents,
                    "level", "PAdES-BASELINE-LT"))
            .json();

    var answer = steps.sign(request, steps.approve(CHAIRMAN, request));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("left")).isEmpty();
    assertThat(answer.json().path("documents"))
        .hasSize(3)
        .allSatisfy(each -> {
          assertThat(each.path("level").asString()).isEqualTo("PAdES-BASELINE-LT");
          assertThat(each.has("warning")).isFalse();
        });
    var shown = service.get("/signature-requests/" + request.path("id").asString(""), machine);
    assertThat(shown.json().path("documents"))
        .hasSize(3)
        .allSatisfy(each ->
            assertThat(each.path("reachedLevel").asString()).isEqualTo("PAdES-BASELINE-LT"));
  }

  @Test
  void withoutTimeStampsNothingIsSpentAndAfterTheKeyTheSignatureIsKept() {
    var there = new TestSigning(remote);
    var token = remote.machine(APP);
    var credential = there.credential(CHAIRMAN, "official");
    var request = asked(remote, token, credential, "PAdES-BASELINE-T");
    var approval = there.approve(CHAIRMAN, request);
    ANSWERS.set(false);
    try {
      var refused = there.sign(request, approval);
      assertThat(refused.problem()).as(refused.text()).isEqualTo("time-stamp-unreachable");

      ANSWERS.set(true);
      var signed = there.sign(request, approval);
      assertThat(signed.status()).as(signed.text()).isEqualTo(200);
      assertThat(signed.json().path("documents").get(0).path("level").asString())
          .isEqualTo("PAdES-BASELINE-T");

      // It answered a moment ago, so the key is used; then it is silent.
      var next = asked(remote, token, credential, "PAdES-BASELINE-T");
      ANSWERS.set(false);
      var kept = there.sign(next, there.approve(CHAIRMAN, next));
      assertThat(kept.status()).as(kept.text()).isEqualTo(200);
      var document = kept.json().path("documents").get(0);
      assertThat(document.path("level").asString()).isEqualTo("PAdES-BASELINE-B");
      assertThat(document.path("warning").asString()).isEqualTo("below-approved-level");
      var shown = remote.get("/signature-requests/" + next.path("id").asString(""), token).json();
      assertThat(shown.path("status").asString()).isEqualTo("signed");
      assertThat(shown.path("documents").get(0).path("level").asString())
          .isEqualTo("PAdES-BASELINE-T");
      assertThat(shown.path("documents").get(0).path("reachedLevel").asString())
          .isEqualTo("PAdES-BASELINE-B");
    } finally {
      ANSWERS.set(true);
    }
  }

  @Test
  void aLevelThatIsNotOfferedOrNotKnownIsRefused() {
    var document = steps.upload(machine, TestPdfs.saying("level"));
    for (var level : List.of("PAdES-BASELINE-C", "B", "")) {
      var wish = Map.of("credentialID", personal, "documents", List.of(document), "level", level);
      assertThat(service.postJson("/signature-requests", machine, wish).problem())
          .isEqualTo("invalid-request");
    }
  }
}
