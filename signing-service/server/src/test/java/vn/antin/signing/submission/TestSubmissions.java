package vn.antin.signing.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** What applications and officials do with signing requests, over HTTP. */
final class TestSubmissions {
  static final String APP = "qlvb";
  static final String INBOX = "admin-ui";

  final RunningService service;
  final TestSigning steps;

  private TestSubmissions(RunningService service) {
    this.service = service;
    this.steps = new TestSigning(service);
  }

  static TestSubmissions start(String... settings) {
    var started = new TestSubmissions(RunningService.start(settings));
    started.service.authServer.replacePeople(TestProvince.items());
    started.steps.awaitPeople();
    return started;
  }

  /** Moves the clock and waits until the copy of people is fresh again. */
  void forward(Duration step) {
    service.clock.advance(step);
    var fresh = service.clock.instant().minusSeconds(60).atOffset(ZoneOffset.UTC);
    TestSigning.eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM people_feed WHERE synced_at >= :fresh")
                .param("fresh", fresh)
                .query(Long.class)
                .single()
            == 1);
  }

  String application() {
    return application(APP);
  }

  String application(String client) {
    return service.authServer.token(
        Map.of("sub", client, "client_id", client, "scope", "signing-request"));
  }

  String official(UUID official) {
    return steps.official(official, INBOX);
  }

  /** Issued on demand, some time after the first question. */
  void awaitSeal(UUID clerk) {
    TestSigning.eventually(
        () -> service.get("/credentials", official(clerk)).text().contains("\"seal\""));
  }

  static Map<String, Object> signer(int order, UUID official) {
    return Map.of("order", order, "official", official.toString(), "reason", "Phê duyệt");
  }

  /** The seal of a unit on a copy, for which the clerk's approval is enough. */
  static Map<String, Object> copySeal(UUID clerk, UUID unit) {
    return Map.of(
        "official", clerk.toString(),
        "credential", "seal",
        "unit", unit.toString(),
        "appearance", Map.of("kind", "copy", "copy", "SAO_Y", "agency", "UBND tỉnh"));
  }

  static Map<String, Object> copy(
      String title, List<String> documents, List<Map<String, Object>> signers) {
    var wish = wish(title, documents, signers);
    wish.put("profile", "copy");
    return wish;
  }

  static Map<String, Object> wish(
      String title, List<String> documents, List<Map<String, Object>> signers) {
    var wish = new HashMap<String, Object>();
    wish.put("title", title);
    wish.put("documents", documents.stream().map(id -> Map.of("documentId", id)).toList());
    wish.put("signers", signers);
    return wish;
  }

  JsonNode create(Map<String, Object> wish) {
    var answer = service.postJson("/v1/signing-requests", application(), wish);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/v1/signing-requests/" + answer.json().path("id").asString());
    return answer.json();
  }

  JsonNode view(JsonNode request) {
    return service.get("/v1/signing-requests/" + id(request), application()).json();
  }

  static String id(JsonNode node) {
    return node.path("id").asString("");
  }

  /** The step's id once it waits for the official. */
  String waiting(UUID official, JsonNode request) {
    var found = new String[1];
    TestSigning.eventually(() -> {
      var answer = service.get("/v1/inbox?limit=100", official(official));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      for (var step : answer.json().path("steps")) {
        if (id(step.path("request")).equals(id(request))
            && step.path("state").asString("").equals("waiting")) {
          found[0] = id(step);
        }
      }
      return found[0] != null;
    });
    return found[0];
  }

  boolean hasWaiting(UUID official, JsonNode request) {
    return service.get("/v1/inbox?limit=100", official(official)).text().contains(id(request));
  }

  Answer choose(UUID official, String... steps) {
    return service.postJson(
        "/v1/inbox/approvals", official(official), Map.of("steps", List.of(steps)));
  }

  Answer sign(UUID official, JsonNode batch) {
    var approval =
        service.authServer.approval(
            steps.approved(official, INBOX, batch.path("authorizationDetails")));
    return service.post(
        "/signature-requests/" + batch.path("signatureRequest").asString("") + "/sign", approval);
  }

  /** Chooses, approves and signs. */
  void sign(UUID official, String... steps) {
    var batch = choose(official, steps);
    assertThat(batch.status()).as(batch.text()).isEqualTo(200);
    var signed = sign(official, batch.json());
    assertThat(signed.status()).as(signed.text()).isEqualTo(200);
  }

  void awaitState(JsonNode request, String state) {
    TestSigning.eventually(() -> view(request).path("state").asString("").equals(state));
  }

  List<String> trail(JsonNode request) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
        .param("id", id(request))
        .query((row, _) -> row.getString(1))
        .list();
  }
}
