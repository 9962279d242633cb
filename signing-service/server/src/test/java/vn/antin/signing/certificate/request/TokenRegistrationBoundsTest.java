package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.certificate.request.TestUsbTokens.PATH;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;

/** Many at once, too often, and bodies that are none. */
final class TokenRegistrationBoundsTest {
  private static TestUsbTokens tokens;
  private static RunningService service;

  @BeforeAll
  static void start(@TempDir Path anchors) throws Exception {
    tokens = TestUsbTokens.start(anchors);
    service = tokens.service;
  }

  @AfterAll
  static void stop() {
    tokens.close();
  }

  @Test
  void ofTwoAtOnceOneIsRegistered() throws Exception {
    for (var round = 0; round < 4; round++) {
      var person = tokens.person();
      var proof = tokens.proof(tokens.code(person), person);
      try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
        var answers =
            both.invokeAll(
                List.<Callable<Answer>>of(() -> tokens.send(proof), () -> tokens.send(proof)));
        assertThat(List.of(answers.getFirst().get().status(), answers.getLast().get().status()))
            .containsExactlyInAnyOrder(201, 403);
      }
      assertThat(
              tokens.count(
                  "SELECT count(*) FROM credential WHERE official_id = '" + person.id() + "'"))
          .isEqualTo(1);
    }
  }

  @Test
  void hostileBodiesAreRefusedShortly() throws Exception {
    var person = tokens.person();
    var fit = tokens.proof(tokens.code(person), person);
    for (var body :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "nonsense",
            "[".repeat(5_000),
            "{\"code\":{\"a\":1},\"certificates\":[],\"algorithm\":2}")) {
      var answer = raw(body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.problem()).as(body).isEqualTo("invalid-request");
    }
    assertThat(raw("{\"code\":\"" + "0".repeat(70_000) + "\"}").status()).isEqualTo(413);
    for (var change :
        Map.<String, Object>of(
                "algorithm", "NONE",
                "signature", "%%%")
            .entrySet()) {
      var changed = new HashMap<>(fit);
      changed.put(change.getKey(), change.getValue());
      assertThat(tokens.send(changed).problem()).as(change.getKey()).isEqualTo("invalid-request");
    }
    for (var text : List.of("nonsense", "", "-----BEGIN CERTIFICATE-----\nAAAA")) {
      var changed = new HashMap<>(fit);
      changed.put("certificates", text);
      assertThat(tokens.send(changed).problem()).as(text).isEqualTo("certificate-unfit");
    }
    assertThat(tokens.send(fit).status()).as("nothing of that used the code up").isEqualTo(201);
  }

  @Test
  void anAddressThatTriesTooOftenIsToldToWait() {
    var tried = 0;
    var status = 0;
    while (status != 429 && tried++ < 1_000) {
      status =
          service
              .send(
                  service
                      .request(PATH, null)
                      .header("Content-Type", "application/json")
                      .header("X-Forwarded-For", "192.0.2.7")
                      .POST(BodyPublishers.ofString("{}")))
              .status();
    }
    assertThat(status).isEqualTo(429);
    assertThat(raw("{}").status()).as("another address").isEqualTo(400);
  }

  private static Answer raw(String body) {
    return service.send(
        service
            .request(PATH, null)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
  }
}
