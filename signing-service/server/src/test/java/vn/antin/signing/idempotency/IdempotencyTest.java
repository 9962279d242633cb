package vn.antin.signing.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestSigning.APP;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** Calls that are made again, on two nodes. */
final class IdempotencyTest {
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static final String SIGN_HASH = "/csc/v2/signatures/signHash";

  private static RunningService service;
  private static RunningService second;
  private static TestSigning steps;
  private static String credential;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    credential = steps.credential(CHAIRMAN, "official");
    second = service.node();
    second.up();
  }

  @AfterAll
  static void stop() {
    second.down();
    service.close();
  }

  private static Answer call(
      RunningService node, String path, String token, String key, Object body) {
    return node.send(
        node.request(path, token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    JsonMapper.shared().writeValueAsBytes(body))));
  }

  /** Eight at once, by turns to either node. */
  private static List<Answer> together(String path, String token, String key, Object body)
      throws Exception {
    var calls = new ArrayList<Callable<Answer>>();
    for (var i = 0; i < 8; i++) {
      var node = i % 2 == 0 ? service : second;
      calls.add(() -> call(node, path, token, key, body));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Answer>();
      for (var each : threads.invokeAll(calls)) {
        answers.add(each.get());
      }
      return answers;
    }
  }

  private static String key() {
    return "\"" + UUID.randomUUID() + "\"";
  }

  private static String hash(int fill) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** An approval of hashes, and the grant's id. */
  private record Approved(String token, String grant) {
    static Approved of(String... hashes) {
      var detail =
          Map.of(
              "type",
              "urn:antin:rar:signature",
              "credentialID",
              credential,
              "hashType",
              "DTBSR",
              "hashAlgorithmOID",
              SHA_256,
              "documentDigests",
              Arrays.stream(hashes)
                  .map(each -> Map.of("hash", each, "label", "Hợp đồng"))
                  .toList());
      var answer = steps.approved(CHAIRMAN, APP, JsonMapper.shared().valueToTree(List.of(detail)));
      return new Approved(
          service.authServer.approval(answer), String.valueOf(answer.get("grant_id")));
    }

    /** How often a key was used. */
    long used() {
      return count(
          "SELECT count(*) FROM audit.entry WHERE type = 'signature.started' AND object = '"
              + grant
              + "'");
    }
  }

  private static Map<String, Object> hashes(String... hashes) {
    return new HashMap<>(
        Map.of(
            "credentialID",
            credential,
            "hashes",
            List.of(hashes),
            "hashAlgorithmOID",
            SHA_256,
            "signAlgo",
            "1.2.840.113549.1.1.1"));
  }

  private static long count(String sql) {
    return service.database.superuser().sql(sql).query(Long.class).single();
  }

  /** The node died before it could keep the answer, and its lease has ended. */
  private static void loseAnswers() {
    service
        .database
        .superuser()
        .sql("UPDATE idempotent_call SET answer = NULL, lease_until = 'epoch'")
        .update();
  }

  private static void ledger(String change, Approved approved, String hash) {
    assertThat(
            service
                .database
                .superuser()
                .sql(
                    "UPDATE grant_hash SET "
                        + change
                        + " WHERE grant_id = :grant::uuid AND hash = :hash")
                .param("grant", approved.grant())
                .param("hash", Base64.getDecoder().decode(hash))
                .update())
        .isEqualTo(1);
  }

  @Test
  void aCallThatIsMadeAgainHasTheSameSignaturesAndNoNewOnes() {
    var approved = Approved.of(hash(1), hash(2));
    var key = key();

    var first = call(service, SIGN_HASH, approved.token(), key, hashes(hash(1), hash(2)));
    var again = call(second, SIGN_HASH, approved.token(), key, hashes(hash(1), hash(2)));

    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(approved.used()).isEqualTo(2);
    var other = call(service, SIGN_HASH, approved.token(), key, hashes(hash(2)));
    assertThat(other.status()).as("another call under this key").isEqualTo(422);
    assertThat(other.json().path("error").asString()).isEqualTo("invalid_request");
    assertThat(call(service, SIGN_HASH, approved.token(), key(), hashes(hash(1), hash(2))).status())
        .as("another key is another call, and the hashes are spent")
        .isEqualTo(400);
    assertThat(call(service, SIGN_HASH, approved.token(), "", hashes(hash(1))).status())
        .isEqualTo(400);
    assertThat(
            count(
                "SELECT count(*) FROM idempotent_call WHERE position("
                    + "convert_to('signatures', 'UTF8') IN answer) > 0"))
        .as("answers are wrapped")
        .isZero();
  }

  @Test
  void ofCallsAtTheSameTimeOneSigns() throws Exception {
    var approved = Approved.of(hash(3));
    var key = key();

    var answers = together(SIGN_HASH, approved.token(), key, hashes(hash(3)));

    var last = call(second, SIGN_HASH, approved.token(), key, hashes(hash(3)));
    assertThat(last.status()).as(last.text()).isEqualTo(200);
    assertThat(answers).extracting(Answer::status).contains(200).isSubsetOf(200, 409);
    assertThat(answers)
        .filteredOn(each -> each.status() == 200)
        .extracting(Answer::text)
        .containsOnly(last.text());
    assertThat(approved.used()).isEqualTo(1);
  }

  @Test
  void whatANodeSignedBeforeItDiedIsAnsweredFromTheLedger() {
    var approved = Approved.of(hash(4), hash(5));
    var key = key();
    var body = hashes(hash(4), hash(5));
    var first = call(service, SIGN_HASH, approved.token(), key, body);
    assertThat(first.status()).as(first.text()).isEqualTo(200);

    loseAnswers();
    assertThat(call(second, SIGN_HASH, approved.token(), key, body).text()).isEqualTo(first.text());
    assertThat(approved.used()).as("nothing is signed anew").isEqualTo(2);

    loseAnswers();
    ledger("state = 'approved', attempt = NULL, signed_value = NULL", approved, hash(5));
    var rest = call(second, SIGN_HASH, approved.token(), key, body);
    assertThat(rest.text()).as("what was not begun is signed now").isEqualTo(first.text());
    assertThat(approved.used()).isEqualTo(3);

    loseAnswers();
    ledger(
        "state = 'signing', signed_value = NULL, lease_until = now() + interval '1000 years'",
        approved,
        hash(5));
    assertThat(call(second, SIGN_HASH, approved.token(), key, body).status())
        .as("a node may be at it")
        .isEqualTo(409);
    ledger("state = 'unknown', lease_until = NULL", approved, hash(5));
    var unknown = call(second, SIGN_HASH, approved.token(), key, body);
    assertThat(unknown.status()).isEqualTo(500);
    assertThat(unknown.json().path("error_description").asString()).contains("not known");
    assertThat(approved.used()).isEqualTo(3);
  }

  private static JsonNode request(String text) {
    var token = steps.official(CHAIRMAN);
    return steps.request(token, credential, steps.upload(token, TestPdfs.saying(text)));
  }

  @Test
  void aRequestIsSignedOnceHoweverOftenItIsCalledFor() throws Exception {
    var request = request("once");
    var approval = steps.approve(CHAIRMAN, request);
    var path = "/signature-requests/" + request.path("id").asString() + "/sign";
    var key = key();

    var answers = together(path, approval, key, Map.of());

    assertThat(answers).extracting(Answer::status).contains(200).isSubsetOf(200, 409);
    var kept = call(service, path, approval, key, Map.of());
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    assertThat(kept.json().path("documents").size()).isEqualTo(1);
    loseAnswers();
    var rebuilt = call(second, path, approval, key, Map.of());
    assertThat(rebuilt.text()).isEqualTo(kept.text());
    assertThat(
            count(
                "SELECT count(*) FROM audit.entry WHERE type = 'signature.started' AND object = '"
                    + request.path("id").asString()
                    + "'"))
        .isEqualTo(1);
    assertThat(steps.sign(request, approval).problem())
        .as("without the key it is a call of its own")
        .isEqualTo("approval-spent");
  }

  @Test
  void oneRequestIsMadeHoweverOftenItIsAskedFor() throws Exception {
    var token = steps.official(CHAIRMAN);
    var document = steps.upload(token, TestPdfs.saying("made once"));
    var body =
        Map.of(
            "credentialID",
            credential,
            "documents",
            List.of(document),
            "level",
            "PAdES-BASELINE-B");
    var key = key();
    var before = count("SELECT count(*) FROM signature_request");

    var answers = together("/signature-requests", token, key, body);

    assertThat(answers).extracting(Answer::status).contains(201).isSubsetOf(201, 409);
    var kept = call(second, "/signature-requests", token, key, body);
    assertThat(kept.status()).isEqualTo(201);
    assertThat(kept.headers().firstValue("Location").orElse(""))
        .endsWith(kept.json().path("id").asString());
    assertThat(count("SELECT count(*) FROM signature_request")).isEqualTo(before + 1);
    var other = new HashMap<String, Object>(body);
    other.put("reason", "Phê duyệt");
    assertThat(call(service, "/signature-requests", token, key, other).problem())
        .isEqualTo("idempotency-key-reused");
    assertThat(call(service, "/signature-requests", service.machine(APP), key, body).status())
        .as("another caller's key is another key")
        .isEqualTo(404);
  }

  @Test
  void aRefusalIsNotKept() {
    var token = steps.official(CHAIRMAN);
    var document = steps.upload(token, TestPdfs.saying("refused first"));
    var body =
        Map.of(
            "credentialID",
            credential,
            "documents",
            List.of(document),
            "level",
            "PAdES-BASELINE-B");
    var key = key();
    suspended(true);
    try {
      assertThat(call(service, "/signature-requests", token, key, body).problem())
          .isEqualTo("credential-not-usable");
    } finally {
      suspended(false);
    }
    assertThat(call(service, "/signature-requests", token, key, body).status()).isEqualTo(201);
  }

  private static void suspended(boolean now) {
    service
        .database
        .superuser()
        .sql("UPDATE credential SET state = :state WHERE id = :id::uuid")
        .param("state", now ? "suspended" : "valid")
        .param("id", credential)
        .update();
  }

  @Test
  void anApplicationsSigningRequestIsMadeOnce() {
    var machine =
        service.authServer.token(
            Map.of("sub", APP, "client_id", APP, "scope", "service signing-request"));
    var document = steps.upload(machine, TestPdfs.saying("signing request"));
    var body =
        Map.of(
            "title", "Quyết định 12",
            "documents", List.of(Map.of("documentId", document)),
            "signers",
                List.of(Map.of("order", 1, "official", CHAIRMAN.toString(), "reason", "Duyệt")));
    var key = key();
    var first = call(service, "/v1/signing-requests", machine, key, body);
    var again = call(second, "/v1/signing-requests", machine, key, body);
    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(count("SELECT count(*) FROM submission")).isEqualTo(1);
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    var key = key();
    var path = "/signature-requests";
    var first = wish("a day ago");
    assertThat(call(service, path, steps.official(CHAIRMAN), key, first).status()).isEqualTo(201);
    service.clock.advance(Duration.ofHours(25));
    assertThat(call(service, path, steps.official(CHAIRMAN), key, wish("today")).status())
        .isEqualTo(201);
  }

  private static Map<String, Object> wish(String text) {
    var document = steps.upload(steps.official(CHAIRMAN), TestPdfs.saying(text));
    return Map.of(
        "credentialID", credential, "documents", List.of(document), "level", "PAdES-BASELINE-B");
  }
}
