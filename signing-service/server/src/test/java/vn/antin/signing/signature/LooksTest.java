package vn.antin.signing.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestSigning.APP;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.PdfSig;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestPictures;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** Signatures that are seen, from the request to the file. */
final class LooksTest {
  private static final Map<String, Object> BETWEEN =
      Map.of("title", "CHU TICH", "name", "Nguyen Van An");

  private static RunningService service;
  private static TestSigning steps;
  private static String machine;
  private static String personal;
  private static String seal;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    machine = service.machine(APP);
    personal = steps.credential(CHAIRMAN, "official");
    TestSigning.eventually(
        () -> service.get("/credentials", steps.official(CLERK)).text().contains("\"seal\""));
    seal = steps.credential(CLERK, "seal");
    signature();
    var put =
        service.putPng(
            "/signature-images/seals/" + PROVINCE + "?width=36",
            steps.administrator(CHAIRMAN, PROVINCE),
            TestPictures.seal());
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void signature() {
    var put =
        service.putPng("/signature-images/own", steps.official(CHAIRMAN), TestPictures.signature());
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  private static byte[] decision() {
    return TestPdfs.lines("CHU TICH", "Nguyen Van An");
  }

  private static Answer ask(String credential, String document, Map<String, Object> look) {
    var wish = new HashMap<String, Object>();
    wish.put("credentialID", credential);
    wish.put("documents", List.of(document));
    wish.put("level", "PAdES-BASELINE-B");
    wish.put("appearance", look);
    return service.postJson("/signature-requests", machine, wish);
  }

  private static JsonNode asked(String credential, String document, Map<String, Object> look) {
    var answer = ask(credential, document, look);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static String signed(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("documents").get(0).path("signedDocumentId").asString("");
  }

  private static JsonNode described(JsonNode request) {
    var answer =
        service.get(
            "/internal/signature-requests/" + request.path("id").asString(""),
            steps.house("signature-request.read"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void theChairmansSignatureStaysValidUnderTheSeal() throws Exception {
    var first =
        asked(
            personal,
            steps.upload(machine, decision()),
            Map.of("kind", "person", "place", BETWEEN));
    var leader = signed(steps.sign(first, steps.approve(CHAIRMAN, first)));
    var second = asked(seal, leader, Map.of("kind", "seal"));

    var both = signed(steps.sign(second, steps.approve(CLERK, second)));

    var content = service.get("/documents/" + both + "/content", machine).body();
    var file = Files.createTempFile("sealed", ".pdf");
    Files.write(file, content);
    PdfSig.check(file).holds(2).isBy("Nguyễn Văn An");
    var verdict = service.postPdf("/validations", null, content).json();
    assertThat(verdict.path("signatures")).hasSize(2);
    for (var each : verdict.path("signatures")) {
      assertThat(each.path("integrity").asString()).isEqualTo("intact");
      assertThat(each.path("trust").asString()).isEqualTo("trusted");
    }
  }

  @Test
  void whatTheSignatureWouldCoverIsToldBeforeItIsApproved() {
    var place = Map.of("page", 1, "x", 25, "y", 28);
    var request =
        asked(
            personal,
            steps.upload(machine, TestPdfs.saying("Covered by the signature")),
            Map.of("kind", "person", "place", place));

    var document = described(request).path("documents").get(0);

    assertThat(document.path("warnings").get(0).path("kind").asString()).isEqualTo("covers-text");
    assertThat(document.path("warnings").get(0).path("detail").asString()).contains("Covered");
    var look = document.path("parameters").path("appearance");
    assertThat(look.path("kind").asString()).isEqualTo("person");
    assertThat(look.path("imageSha256").asString()).isNotEmpty();
    assertThat(look.path("place").path("corner").asString()).isEqualTo("top-left");
  }

  @Test
  void aPictureThatWasExchangedAfterTheApprovalIsNotDrawn() {
    var request =
        asked(
            personal,
            steps.upload(machine, TestPdfs.lines("CHU TICH", "Nguyen Van An", "1")),
            Map.of("kind", "person", "place", BETWEEN));
    var approval = steps.approve(CHAIRMAN, request);
    signature();

    var answer = steps.sign(request, approval);

    assertThat(answer.problem()).as(answer.text()).isEqualTo("appearance-refused");
    assertThat(answer.json().path("reason").asString()).isEqualTo("no-image");
  }

  @Test
  void parametersChangedAfterTheApprovalSignNothing() {
    var approved =
        asked(
            seal,
            steps.upload(machine, TestPdfs.saying("annex")),
            Map.of("kind", "annex", "number", "12/QĐ-UBND"));
    var approval = steps.approve(CLERK, approved);
    var other =
        asked(
            seal,
            steps.upload(machine, TestPdfs.saying("another annex")),
            Map.of("kind", "annex", "number", "13/QĐ-UBND"));
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE signature_request_document SET parameters = (SELECT parameters
              FROM signature_request_document WHERE request_id = :other::uuid)
            WHERE request_id = :approved::uuid
            """)
        .param("other", other.path("id").asString(""))
        .param("approved", approved.path("id").asString(""))
        .update();

    assertThat(steps.sign(approved, approval).problem()).isEqualTo("hash-not-approved");
  }

  @Test
  void anAnnexAndACopyShowTheirMark() throws Exception {
    for (var look :
        List.<Map<String, Object>>of(
            Map.of("kind", "annex", "number", "12/QĐ-UBND"),
            Map.of("kind", "copy", "copy", "SAO_LUC", "agency", "UBND tỉnh"))) {
      var request =
          asked(seal, steps.upload(machine, TestPdfs.saying("mark " + look.get("kind"))), look);
      var id = signed(steps.sign(request, steps.approve(CLERK, request)));
      var file = Files.createTempFile("mark", ".pdf");
      Files.write(file, service.get("/documents/" + id + "/content", machine).body());
      PdfSig.check(file).holds(1);
    }
  }

  @Test
  void whatCannotBeDrawnIsRefusedAtOnce() {
    var document = steps.upload(machine, TestPdfs.saying("no such line"));
    var nowhere = ask(personal, document, Map.of("kind", "person", "place", BETWEEN));
    assertThat(nowhere.problem()).isEqualTo("appearance-refused");
    assertThat(nowhere.json().path("reason").asString()).isEqualTo("text-not-found");
    assertThat(ask(seal, document, Map.of("kind", "seal")).json().path("reason").asString())
        .isEqualTo("no-signature");
  }

  @Test
  void whatIsOddIsRefused() {
    var document = steps.upload(machine, decision());
    var odd =
        List.<Map<String, Object>>of(
            Map.of("kind", "person"),
            Map.of("kind", "stamp"),
            Map.of("kind", "none", "place", BETWEEN),
            Map.of("kind", "seal"),
            Map.of("kind", "person", "place", Map.of("page", 0, "x", 1, "y", 1)),
            Map.of("kind", "person", "place", Map.of("page", 1, "x", 1)),
            Map.of("kind", "person", "place", Map.of("page", 1, "x", 1.234, "y", 1)),
            Map.of("kind", "person", "place", Map.of("title", "CHU TICH")),
            Map.of("kind", "person", "place", Map.of("field", "a", "text", "b")),
            Map.of("kind", "person", "place", BETWEEN, "number", "12"),
            Map.of("kind", "person", "place", BETWEEN, "colour", "red"),
            Map.of("kind", "copy", "copy", "SAO", "agency", "UBND"),
            Map.of("kind", "annex"));
    for (var look : odd) {
      assertThat(ask(personal, document, look).problem())
          .as("%s", look)
          .isEqualTo("invalid-request");
    }
  }
}
