package vn.antin.signing.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.TestSigning.APP;

import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.grant.ApprovedGrant;
import vn.antin.signing.grant.GrantId;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.HashLedger;
import vn.antin.signing.grant.HashValue;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.grant.Reservation;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.request.HashOutcome;
import vn.antin.signing.request.HashSpending;
import vn.antin.signing.token.SigningAlgorithm;

/** A node dies while a key is used; an administrator says what became of it. */
final class UnknownOutcomesTest {
  private static final UUID DEPUTY = UUID.randomUUID();
  private static RunningService service;
  private static TestSigning steps;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.authServer.replacePeople(TestProvince.items());
    service.authServer.add(TestProvince.official(DEPUTY, "official0009", "Vi Thị Hạnh", "active"));
    service.authServer.add(TestProvince.assignment(90, DEPUTY, PROVINCE, "Phó Chánh Văn phòng"));
    service.authServer.add(TestProvince.role(90, DEPUTY, PROVINCE, "security-administrator", null));
    steps = new TestSigning(service);
    steps.awaitPeople();
    steps.awaitPosts(DEPUTY, 1);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Tokens live five minutes, and the clock is moved. */
  private static String administrator() {
    return administrator(CHAIRMAN, PROVINCE);
  }

  private static String administrator(UUID official, UUID... units) {
    return service.authServer.token(
        Map.of(
            "sub",
            official.toString(),
            "client_id",
            "admin-ui",
            "scope",
            "openid service admin",
            "administers",
            Arrays.stream(units).map(UUID::toString).toList()));
  }

  /** An outcome that is unknown because the node died between the intent and the value. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Lost(String path, JsonNode request, byte[] pdf) {}

  private static Lost document(UUID official, String text) {
    var token = steps.official(official);
    var pdf = TestPdfs.saying(text);
    var request =
        steps.request(token, steps.credential(official, "official"), steps.upload(token, pdf));
    var approval = steps.approve(official, request);
    var grant =
        (ApprovedGrant)
            service.bean(Introspection.class).introspect(approval, _ -> {}).orElseThrow();
    var grants = service.bean(Grants.class);
    var reserved = (Reservation.Reserved) grants.reserve(grant, grant.hashes(), () -> {});
    var hash = grant.hashes().getFirst();
    assertThat(grants.signing(reserved.attempt(), hash)).isTrue();
    leaseRunsOut();
    var path = "/unknown-outcomes/" + grant.id() + "/" + HexFormat.of().formatHex(hash.bytes());
    awaitUnknown(path);
    return new Lost(path, request, pdf);
  }

  private static void leaseRunsOut() {
    service.clock.advance(Grants.LEASE.plusSeconds(1));
    var fresh = service.clock.instant().minusSeconds(60).atOffset(ZoneOffset.UTC);
    TestSigning.eventually(
        () -> count("SELECT count(*) FROM people_feed WHERE synced_at >= :value", fresh) == 1);
  }

  private static void awaitUnknown(String path) {
    TestSigning.eventually(() -> service.get(path, administrator()).status() == 200);
  }

  private static long count(String statement, Object value) {
    return service
        .database
        .superuser()
        .sql(statement)
        .param("value", value)
        .query(Long.class)
        .single();
  }

  private static Answer resolve(Lost lost, String token, Map<String, Object> said) {
    return service.postJson(lost.path() + "/resolve", token, said);
  }

  private static Map<String, Object> notSigned() {
    return Map.of("outcome", "not-signed", "reason", "Nhật ký thiết bị không có lần ký này");
  }

  private static Map<String, Object> signed(String document) {
    return Map.of("outcome", "signed", "reason", "Đơn vị đã nhận tệp", "documentId", document);
  }

  /** The same file, signed by the same official under an approval of its own. */
  private static byte[] signedElsewhere(UUID official, byte[] pdf) {
    var token = steps.official(official);
    var request =
        steps.request(token, steps.credential(official, "official"), steps.upload(token, pdf));
    var answer = steps.sign(request, steps.approve(official, request));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var id = answer.json().path("documents").get(0).path("signedDocumentId").asString("");
    return service.get("/documents/" + id + "/content", token).body();
  }

  private static JsonNode view(Lost lost, UUID official) {
    return service
        .get(
            "/signature-requests/" + lost.request().path("id").asString(""),
            steps.official(official))
        .json();
  }

  private static List<String> trail(Lost lost) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
        .param("id", lost.request().path("id").asString(""))
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static boolean listed(Lost lost, String token, String query) {
    var answer = service.get("/unknown-outcomes?limit=200" + query, token);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    for (var item : answer.json().path("items")) {
      if (lost.path()
          .endsWith(item.path("grant").asString("") + "/" + item.path("hash").asString(""))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void anUnknownOutcomeIsListedWithItsTrailToWhoSeesItsCertificate() {
    var lost = document(VILLAGER, "listed");

    assertThat(listed(lost, administrator(), "")).isTrue();
    assertThat(listed(lost, administrator(), "&unit=" + COMMUNE + "&application=" + APP)).isTrue();
    assertThat(listed(lost, administrator(), "&unit=" + OTHER_COMMUNE)).isFalse();
    assertThat(listed(lost, administrator(), "&application=another")).isFalse();
    assertThat(listed(lost, administrator(), "&hours=2")).isFalse();
    assertThat(listed(lost, administrator(CLERK, OTHER_COMMUNE), "")).isFalse();
    assertThat(service.get(lost.path(), administrator(CLERK, OTHER_COMMUNE)).status())
        .isEqualTo(404);
    assertThat(service.get("/unknown-outcomes", steps.official(VILLAGER)).status()).isEqualTo(403);

    var whole = service.get(lost.path(), administrator()).json();
    assertThat(whole.path("line").path("official").asString()).isEqualTo("Lê Văn Cường");
    assertThat(whole.path("line").path("document").asString()).isEqualTo("Quyết định.pdf");
    assertThat(whole.path("events").findValuesAsString("type")).contains("signature.unknown");

    var metrics =
        service.send(
            HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:" + service.managementPort() + "/actuator/prometheus")));
    assertThat(metrics.text()).contains("antin_signatures_unknown_oldest_seconds");
  }

  @Test
  void pagesOfTheListHoldEachOutcomeOnce() {
    document(VILLAGER, "page one");
    document(VILLAGER, "page two");
    var all =
        service.get("/unknown-outcomes?limit=200", administrator()).json().path("items").size();

    var seen = new java.util.HashSet<String>();
    var next = "";
    do {
      var page =
          service.get(
              "/unknown-outcomes?limit=1" + (next.isEmpty() ? "" : "&after=" + next),
              administrator());
      page.json().path("items").forEach(item -> seen.add(item.path("grant").asString("")));
      next = page.json().path("next").asString("");
    } while (!next.isEmpty());

    assertThat(seen).hasSize(all).hasSizeGreaterThan(1);
    assertThat(service.get("/unknown-outcomes?after=x", administrator()).status()).isEqualTo(400);
  }

  @Test
  void whatWasNotSignedIsNeverSignedUnderThatRequestAgain() {
    var lost = document(VILLAGER, "not signed");

    assertThat(resolve(lost, administrator(), Map.of("outcome", "not-signed")).problem())
        .isEqualTo("invalid-request");
    assertThat(resolve(lost, administrator(), notSigned()).status()).isEqualTo(204);

    assertThat(listed(lost, administrator(), "")).isFalse();
    assertThat(view(lost, VILLAGER).path("status").asString()).isEqualTo("not-signed");
    assertThat(view(lost, VILLAGER).path("progress").path("failed").asInt()).isEqualTo(1);
    assertThat(steps.sign(lost.request(), steps.approve(VILLAGER, lost.request())).problem())
        .isEqualTo("approval-spent");
    assertThat(trail(lost))
        .endsWith("signature.refused")
        .contains("signature.unknown-resolved")
        .doesNotContain("signature.completed");
    var whole = service.get(lost.path(), administrator()).json();
    assertThat(whole.path("decision").path("outcome").asString()).isEqualTo("not-signed");
    assertThat(resolve(lost, administrator(), notSigned()).problem()).isEqualTo("outcome-resolved");
  }

  @Test
  void whatAUsbTokenLeftAValueForIsNotSaidToBeUnsigned() {
    var lost = document(VILLAGER, "value kept");
    var key = lost.path().split("/", -1);
    var sql = service.database.superuser();
    sql.sql("ALTER TABLE agent_job_document DISABLE TRIGGER ALL").update();
    sql.sql(
            """
            INSERT INTO agent_job_document (job_id, number, document_id, hash, state,
              signature_value)
            VALUES (:job::uuid, 1, gen_random_uuid(), decode(:hash, 'hex'), 'unknown', 'value')
            """)
        .param("job", key[2])
        .param("hash", key[3])
        .update();
    sql.sql("ALTER TABLE agent_job_document ENABLE TRIGGER ALL").update();

    assertThat(resolve(lost, administrator(), notSigned()).problem())
        .isEqualTo("signature-value-kept");
    assertThat(view(lost, VILLAGER).path("status").asString()).isEqualTo("unknown");

    sql.sql("DELETE FROM agent_job_document WHERE job_id = :job::uuid")
        .param("job", key[2])
        .update();
    assertThat(resolve(lost, administrator(), notSigned()).status()).isEqualTo(204);
  }

  @Test
  void signedIsBelievedOnlyWithTheVeryFileAndThenStands() {
    var lost = document(VILLAGER, "signed");
    var good = signedElsewhere(VILLAGER, lost.pdf());
    var otherDocument = signedElsewhere(VILLAGER, TestPdfs.saying("another text"));
    var otherOfficial = signedElsewhere(CHAIRMAN, lost.pdf());
    var twice = signedElsewhere(VILLAGER, good);

    for (var wrong : List.of(good, lost.pdf(), otherDocument, otherOfficial, twice)) {
      var id = steps.upload(administrator(), wrong);
      assertThat(resolve(lost, administrator(), signed(id)).problem())
          .isEqualTo("signature-unproven");
    }
    assertThat(resolve(lost, administrator(), signed(UUID.randomUUID().toString())).status())
        .isIn(404, 400);
    assertThat(view(lost, VILLAGER).path("status").asString()).isEqualTo("unknown");

    steps.forgetSigned(good);
    var answer = resolve(lost, administrator(), signed(steps.upload(administrator(), good)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);

    var view = view(lost, VILLAGER);
    assertThat(view.path("status").asString()).isEqualTo("signed");
    var signed = view.path("documents").get(0).path("signedDocumentId").asString("");
    assertThat(service.get("/documents/" + signed + "/content", steps.official(VILLAGER)).body())
        .isEqualTo(good);
    assertThat(trail(lost)).contains("signature.completed", "signature.unknown-resolved");
  }

  @Test
  void anApplicationsHashIsSignedByItsValueAlone() {
    var credential = new CredentialId(UUID.fromString(steps.credential(VILLAGER, "official")));
    var hash = new byte[32];
    new SecureRandom().nextBytes(hash);
    var grant = grant(credential, hash);
    var ledger = service.bean(HashLedger.class);
    var attempt = UUID.randomUUID();
    assertThat(ledger.remember(grant)).isTrue();
    assertThat(ledger.reserve(grant.id(), attempt, grant.hashes())).isEqualTo(1);
    assertThat(ledger.begin(grant.id(), attempt, grant.hashes())).hasSize(1);
    leaseRunsOut();
    var lost =
        new Lost(
            "/unknown-outcomes/" + grant.id() + "/" + HexFormat.of().formatHex(hash),
            lostRequest(),
            new byte[0]);
    awaitUnknown(lost.path());
    var key = service.bean(Credentials.class).find(credential).orElseThrow().certificate();
    var elsewhere =
        (HashOutcome.Signed)
            service
                .bean(HashSpending.class)
                .sign(
                    grant(credential, hash),
                    credential,
                    "DTBSR",
                    List.of(hash),
                    SigningAlgorithm.usual(key.getPublicKey()));
    var value = elsewhere.values().getFirst();
    var wrong = value.clone();
    wrong[wrong.length - 1] ^= 1;

    assertThat(resolve(lost, administrator(), value(wrong)).problem())
        .isEqualTo("signature-unproven");
    assertThat(resolve(lost, administrator(), value(value)).problem())
        .as("the signature of another approval")
        .isEqualTo("signature-unproven");
    steps.forgetSigned(value);
    assertThat(resolve(lost, administrator(), value(value)).status()).isEqualTo(204);

    assertThat(
            count(
                """
                SELECT count(*) FROM grant_hash WHERE state = 'signed' AND signed_value = :value
                  AND grant_id IN (SELECT grant_id FROM outcome_resolution)
                """,
                value))
        .isEqualTo(1);
  }

  private static JsonNode lostRequest() {
    return tools.jackson.databind.node.MissingNode.getInstance();
  }

  private static Map<String, Object> value(byte[] bytes) {
    return Map.of(
        "outcome", "signed",
        "reason", "Ứng dụng đã nhận",
        "value", Base64.getEncoder().encodeToString(bytes));
  }

  private static HashGrant grant(CredentialId credential, byte[] hash) {
    return new HashGrant(
        new GrantId(UUID.randomUUID()),
        new OfficialId(VILLAGER),
        credential,
        "DTBSR",
        "2.16.840.1.101.3.4.2.1",
        APP,
        service.clock.instant().plusSeconds(3_600),
        List.of(HashValue.of(hash)));
  }

  @Test
  void ofTwoAdministratorsOneDecides() throws Exception {
    var lost = document(VILLAGER, "twice");
    var other = administrator(DEPUTY, PROVINCE);
    List<Callable<Answer>> both =
        List.of(
            () -> resolve(lost, administrator(), notSigned()),
            () -> resolve(lost, other, notSigned()));
    try (var threads = Executors.newFixedThreadPool(2)) {
      var answers = threads.invokeAll(both).stream().map(UnknownOutcomesTest::got).toList();

      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 409);
    }
    assertThat(trail(lost)).containsOnlyOnce("signature.unknown-resolved");
  }

  private static Answer got(java.util.concurrent.Future<Answer> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nobodyDecidesAboutTheirOwnSignatureOrWithoutThePower() {
    var own = document(CHAIRMAN, "own");
    var lost = document(VILLAGER, "power");

    assertThat(resolve(own, administrator(), notSigned()).problem()).isEqualTo("own-signature");
    assertThat(resolve(own, administrator(DEPUTY, PROVINCE), notSigned()).status()).isEqualTo(204);
    assertThat(resolve(lost, administrator(CLERK, PROVINCE), notSigned()).status())
        .as("a unit administrator of another unit, whose token says more than the read copy")
        .isEqualTo(404);
    assertThat(resolve(lost, administrator(CHAIRMAN, OTHER_COMMUNE), notSigned()).status())
        .isEqualTo(404);
    assertThat(view(lost, VILLAGER).path("status").asString()).isEqualTo("unknown");
  }
}
