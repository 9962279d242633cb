package vn.antin.signing.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.TestSigning.APP;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.antin.signing.Answer;
import vn.antin.signing.PdfSig;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

final class SignEndpointTest {
  private static RunningService service;
  private static TestSigning steps;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static JsonNode requestBy(java.util.UUID official, String text) {
    var token = steps.official(official);
    return steps.request(
        token, steps.credential(official, "official"), steps.upload(token, TestPdfs.saying(text)));
  }

  private static List<String> trail(JsonNode request) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
        .param("id", request.path("id").asString(""))
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void whatWasApprovedIsSignedAndTheResultIsValidOverTheWholeDocument() throws Exception {
    var request = requestBy(CHAIRMAN, "Quyet dinh 12");

    var answer = steps.sign(request, steps.approve(CHAIRMAN, request));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var signed = answer.json().path("documents").get(0);
    var content =
        service.get(
            "/documents/" + signed.path("signedDocumentId").asString("") + "/content",
            steps.official(CHAIRMAN));
    assertThat(content.status()).isEqualTo(200);
    var file = Files.createTempFile("signed", ".pdf");
    Files.write(file, content.body());
    PdfSig.check(file).isValidOverTheWholeDocument().isBy("Nguyễn Văn An");
    assertThat(trail(request))
        .containsExactly(
            "signature-request.created",
            "signature.reserved",
            "signature.started",
            "signature.completed");
    var shown =
        service.get(
            "/signature-requests/" + request.path("id").asString(""), steps.official(CHAIRMAN));
    assertThat(shown.json().path("status").asString()).isEqualTo("signed");
  }

  @Test
  void aSystemsOwnRequestIsSignedByTheApprovalOfTheCredentialsHolder() {
    var machine = service.machine(APP);
    var request =
        steps.request(
            machine,
            steps.credential(CHAIRMAN, "official"),
            steps.upload(machine, TestPdfs.saying("from a system")));

    assertThat(steps.sign(request, steps.approve(VILLAGER, request)).problem())
        .isEqualTo("credential-not-usable");
    var answer = steps.sign(request, steps.approve(CHAIRMAN, request));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var signed = answer.json().path("documents").get(0).path("signedDocumentId").asString("");
    assertThat(service.get("/documents/" + signed, machine).status()).isEqualTo(200);
  }

  @Test
  void oneOfficialsKeyDoesNotSignForAnotherWhenTheirCredentialsAreSwappedInTheDatabase() {
    var request = requestBy(CHAIRMAN, "swapped");
    var own = steps.credential(CHAIRMAN, "official");
    var other = steps.credential(VILLAGER, "official");
    swap(own, other);
    try {
      assertThat(steps.sign(request, steps.approve(CHAIRMAN, request)).problem())
          .isEqualTo("token-unreachable");
    } finally {
      swap(own, other);
    }
  }

  /** As whoever can write to the database does it. */
  private static void swap(String one, String two) {
    var sql = service.database.superuser();
    sql.sql(
            """
            CREATE TABLE swapped AS SELECT id, key_label, certificate, issuers FROM credential
            WHERE id IN (:one::uuid, :two::uuid)
            """)
        .param("one", one)
        .param("two", two)
        .update();
    sql.sql(
            """
            UPDATE credential SET key_label = 'none', certificate = 'none' WHERE id = :two::uuid
            """)
        .param("two", two)
        .update();
    for (var each : List.of(List.of(one, two), List.of(two, one))) {
      sql.sql(
              """
              UPDATE credential SET key_label = swapped.key_label,
                certificate = swapped.certificate, issuers = swapped.issuers
              FROM swapped WHERE credential.id = :to::uuid AND swapped.id = :from::uuid
              """)
          .param("to", each.getFirst())
          .param("from", each.getLast())
          .update();
    }
    sql.sql("DROP TABLE swapped").update();
  }

  @Test
  void theRecordsClerkSealsAndNobodyElse() {
    TestSigning.eventually(
        () -> service.get("/credentials", steps.official(CLERK)).text().contains("\"seal\""));
    var token = steps.official(CLERK);
    var seal = steps.credential(CLERK, "seal");
    var request = steps.request(token, seal, steps.upload(token, TestPdfs.saying("sealed")));
    assertThat(steps.sign(request, steps.approve(CLERK, request)).status()).isEqualTo(200);

    var machine = service.machine(APP);
    var other = steps.request(machine, seal, steps.upload(machine, TestPdfs.saying("not sealed")));
    assertThat(steps.sign(other, steps.approve(CHAIRMAN, other)).problem())
        .isEqualTo("credential-not-usable");
  }

  @Test
  void anApprovalOfAnotherDocumentSignsNothing() {
    var wanted = requestBy(CHAIRMAN, "wanted");
    var approved = requestBy(CHAIRMAN, "approved");
    var details = (ObjectNode) wanted.path("authorizationDetails").get(0).deepCopy();
    details.set(
        "documentDigests", approved.path("authorizationDetails").get(0).path("documentDigests"));
    var approval =
        service.authServer.approval(
            steps.approved(
                CHAIRMAN,
                APP,
                tools.jackson.databind.json.JsonMapper.shared().createArrayNode().add(details)));

    var answer = steps.sign(wanted, approval);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("hash-not-approved");
    assertThat(trail(wanted)).containsExactly("signature-request.created", "signature.refused");
    assertThat(steps.sign(wanted, steps.approve(CHAIRMAN, approved)).problem())
        .isEqualTo("hash-not-approved");
  }

  @Test
  void anApprovalOfAnotherWayOfSigningSignsNothing() {
    var request = requestBy(CHAIRMAN, "way");
    for (var change :
        Map.of(
                "parametersDigest", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "credentialID", CLERK.toString(),
                "requestID", CLERK.toString(),
                "hashType", "DTBSR",
                "hashAlgorithmOID", "2.16.840.1.101.3.4.2.3")
            .entrySet()) {
      var details = (ObjectNode) request.path("authorizationDetails").get(0).deepCopy();
      details.put(change.getKey(), change.getValue());
      var approval =
          service.authServer.approval(
              steps.approved(
                  CHAIRMAN,
                  APP,
                  tools.jackson.databind.json.JsonMapper.shared().createArrayNode().add(details)));
      assertThat(steps.sign(request, approval).problem())
          .as(change.getKey())
          .isEqualTo("hash-not-approved");
    }
  }

  @Test
  void anApprovalSignsOnce() {
    var request = requestBy(CHAIRMAN, "once");
    var approval = steps.approve(CHAIRMAN, request);

    assertThat(steps.sign(request, approval).status()).isEqualTo(200);
    var again = steps.sign(request, approval);

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("approval-spent");
    assertThat(again.json().path("documents").get(0).path("signedDocumentId").asString(""))
        .isNotEmpty();
    assertThat(steps.sign(request, steps.approve(CHAIRMAN, request)).problem())
        .as("a second approval of what is signed already")
        .isEqualTo("approval-spent");
  }

  @Test
  void parallelCallsWithOneApprovalSignOnce() throws Exception {
    var request = requestBy(CHAIRMAN, "in parallel");
    var approval = steps.approve(CHAIRMAN, request);

    List<Integer> statuses;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> call = () -> steps.sign(request, approval);
      statuses =
          threads.invokeAll(java.util.Collections.nCopies(8, call)).stream()
              .map(each -> each.resultNow().status())
              .toList();
    }

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    assertThat(trail(request)).containsOnlyOnce("signature.started");
  }

  @Test
  void partOfAGrantMayBeSignedFirstAndTheRestLater() {
    var token = steps.official(CHAIRMAN);
    var one = steps.upload(token, TestPdfs.saying("part one"));
    var two = steps.upload(token, TestPdfs.saying("part two"));
    var request = steps.request(token, steps.credential(CHAIRMAN, "official"), one, two);
    var approval = steps.approve(CHAIRMAN, request);
    var path = "/signature-requests/" + request.path("id").asString("") + "/sign";

    var first = service.postJson(path, approval, Map.of("documents", List.of(two)));
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(first.json().path("documents")).hasSize(1);
    assertThat(service.post(path, approval).problem())
        .as("all, of which one is spent")
        .isEqualTo("approval-spent");
    assertThat(service.postJson(path, approval, Map.of("documents", List.of(one, one))).status())
        .isEqualTo(400);
    var rest = service.postJson(path, approval, Map.of("documents", List.of(one)));
    assertThat(rest.status()).isEqualTo(200);
  }

  @Test
  void aTokenThatIsNoApprovalIsRefused() {
    var request = requestBy(CHAIRMAN, "no approval");

    assertThat(steps.sign(request, "made up").problem()).isEqualTo("approval-invalid");
    assertThat(steps.sign(request, steps.official(CHAIRMAN)).status()).isEqualTo(401);
    var path = "/signature-requests/" + request.path("id").asString("") + "/sign";
    assertThat(service.post(path, null).status()).isEqualTo(401);
    var wrongScope =
        new java.util.HashMap<>(
            steps.approved(CHAIRMAN, APP, request.path("authorizationDetails")));
    wrongScope.put("scope", "service");
    assertThat(steps.sign(request, service.authServer.approval(wrongScope)).status())
        .isEqualTo(401);
    var bound =
        new java.util.HashMap<>(
            steps.approved(CHAIRMAN, APP, request.path("authorizationDetails")));
    bound.put("cnf", Map.of("jkt", "thumbprint"));
    assertThat(steps.sign(request, service.authServer.approval(bound)).status())
        .as("bound to a key, sent as a bearer token")
        .isEqualTo(401);
    assertThat(trail(request)).containsExactly("signature-request.created");
  }

  @Test
  void anOfficialWhoWasDisabledMeanwhileSignsNothing() {
    var request = requestBy(CHAIRMAN, "disabled meanwhile");
    var approval = steps.approve(CHAIRMAN, request);

    service.authServer.withdraw(approval);

    var answer = steps.sign(request, approval);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("approval-invalid");
  }

  @Test
  void withoutAnswerFromAuthServerNothingIsSigned() {
    var request = requestBy(CHAIRMAN, "unreachable");
    var approval = steps.approve(CHAIRMAN, request);

    service.authServer.stop();
    try {
      var answer = steps.sign(request, approval);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.problem()).isEqualTo("approval-unreachable");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    } finally {
      service.authServer.start();
    }
    assertThat(trail(request)).containsExactly("signature-request.created");
    assertThat(steps.sign(request, approval).status()).isEqualTo(200);
  }

  @Test
  void aFileChangedInTheDatabaseIsNotSigned() {
    var token = steps.official(CHAIRMAN);
    var kept = steps.upload(token, TestPdfs.saying("the approved one"));
    var request = steps.request(token, steps.credential(CHAIRMAN, "official"), kept);
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE document_chunk SET sealed = set_byte(sealed, 5, get_byte(sealed, 5) # 1)
            WHERE document_id = :id::uuid
            """)
        .param("id", kept)
        .update();

    var answer = steps.sign(request, steps.approve(CHAIRMAN, request));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.problem()).isEqualTo("document-damaged");
    assertThat(trail(request)).doesNotContain("signature.started");
  }
}
