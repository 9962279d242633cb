package vn.antin.signing.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.submission.TestSubmissions.id;
import static vn.antin.signing.submission.TestSubmissions.signer;
import static vn.antin.signing.submission.TestSubmissions.wish;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.PdfSig;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** Leader, number and date, seal: the chain of Decree 30/2020, over HTTP. */
final class IssuanceTest {
  private static TestSubmissions requests;

  @BeforeAll
  static void start() {
    requests = TestSubmissions.start("antin.signing-requests.interval=100ms");
    for (var official : List.of(CHAIRMAN, CLERK, VILLAGER)) {
      requests.steps.credential(official, "official");
    }
    requests.awaitSeal(CLERK);
  }

  @AfterAll
  static void stop() {
    requests.service.close();
  }

  /** Whose post ended has no certificate any more: the next test begins anew. */
  private static boolean left;

  private static void leaves() {
    left = true;
    headUntil("2026-01-01T00:00:00Z");
  }

  @BeforeEach
  void chairmanHeadsTheProvince() {
    if (left) {
      stop();
      start();
      left = false;
    }
    headUntil("2099-01-01T00:00:00Z");
  }

  private static void headUntil(String end) {
    requests.service.authServer.add(
        TestProvince.seat(1, CHAIRMAN, PROVINCE, "Chủ tịch", "head", "main", end));
    TestSigning.eventually(() ->
        requests
                .service
                .database
                .superuser()
                .sql(
                    """
                    SELECT count(*) FROM assignment
                    WHERE rank = 'head' AND valid_to = :end::timestamptz
                    """)
                .param("end", end)
                .query(Long.class)
                .single()
            == 1);
  }

  private static Map<String, Object> seal(int order) {
    return Map.of(
        "order",
        order,
        "official",
        CLERK.toString(),
        "credential",
        "seal",
        "unit",
        PROVINCE.toString());
  }

  private static Map<String, Object> issuance(String how, Object value) {
    return Map.of("unit", PROVINCE.toString(), "type", "QĐ", "notation", "QĐ-UBND", how, value);
  }

  private static Map<String, Object> form() {
    return issuance(
        "form",
        Map.of(
            "locality",
            "Lạng Sơn",
            "leader",
            Map.of("page", 1, "corner", "bottom-right", "x", 20, "y", 30)));
  }

  private static Map<String, Object> asked(
      byte[] pdf, Map<String, Object> issuance, List<Map<String, Object>> signers) {
    var document = requests.steps.upload(requests.application(), pdf);
    var wish = new HashMap<>(wish("Quyết định khen thưởng", List.of(document), signers));
    wish.put("profile", "issuance");
    wish.put("issuance", issuance);
    return wish;
  }

  private static JsonNode request(UUID leader, Map<String, Object> issuance) {
    return requests.create(
        asked(TestPdfs.saying("quyet dinh"), issuance, List.of(signer(1, leader), seal(2))));
  }

  private static byte[] content(JsonNode request) {
    var document = request.path("documents").get(0).path("documentId").asString("");
    var answer =
        requests.service.get(
            "/v1/signing-requests/" + id(request) + "/documents/" + document + "/content",
            requests.application());
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private static Answer number(String step, Map<String, Object> wanted) {
    return requests.service.postJson(
        "/v1/inbox/" + step + "/number", requests.official(CLERK), wanted);
  }

  private static void refused(Answer answer, String reason) {
    assertThat(answer.problem()).as(answer.text()).isEqualTo("seal-refused");
    assertThat(answer.json().path("reason").asString()).isEqualTo(reason);
    assertThat(answer.json().path("obstacle").asString()).isNotBlank();
  }

  private static byte[] signedByChairman() {
    var plain =
        requests.create(
            wish(
                "ky truoc",
                List.of(
                    requests.steps.upload(
                        requests.application(), TestPdfs.saying("ky truoc" + UUID.randomUUID()))),
                List.of(signer(1, CHAIRMAN))));
    requests.sign(CHAIRMAN, requests.waiting(CHAIRMAN, plain));
    requests.awaitState(plain, "completed");
    return content(plain);
  }

  @Test
  void leaderSignsClerkGivesNumberAndDateAndSealsAndBothSignaturesAreValid() throws Exception {
    var request = request(CHAIRMAN, form());
    assertThat(requests.hasWaiting(CLERK, request)).isFalse();
    requests.sign(CHAIRMAN, requests.waiting(CHAIRMAN, request));
    var step = requests.waiting(CLERK, request);
    var shown = requests.service.get("/v1/inbox/" + step, requests.official(CLERK)).json();
    var next = shown.path("step").path("issuance").path("next").asInt();
    assertThat(next).isPositive();
    refused(requests.choose(CLERK, step), "number-missing");

    var given = number(step, Map.of());
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    assertThat(given.json().path("number").asInt()).isEqualTo(next);
    assertThat(number(step, Map.of()).problem()).isEqualTo("step-state");
    requests.sign(CLERK, step);
    requests.awaitState(request, "completed");

    var written = "%02d/QĐ-UBND".formatted(next);
    var view = requests.view(request).path("number");
    assertThat(view.path("written").asString()).isEqualTo(written);
    assertThat(view.path("state").asString()).isEqualTo("issued");
    var today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    assertThat(view.path("date").asString()).isEqualTo(today.toString());
    var file = Files.createTempFile("issued", ".pdf");
    Files.write(file, content(request));
    PdfSig.check(file).holds(2).isBy("Nguyễn Văn An");
    try (var document = Loader.loadPDF(file.toFile())) {
      var fields = document.getDocumentCatalog().getAcroForm();
      assertThat(fields.getField("antin-number").getValueAsString()).isEqualTo("Số: " + written);
      assertThat(fields.getField("antin-date").getValueAsString())
          .startsWith("Lạng Sơn, ngày ")
          .endsWith("năm " + today.getYear());
      assertThat(
              fields
                  .getField("antin-number")
                  .getWidgets()
                  .getFirst()
                  .getNormalAppearanceStream()
                  .getBBox()
                  .getWidth())
          .isPositive();
    }
  }

  @Test
  void aFileThatTheLeaderSignedBeforeIsSealedUnderItsOwnNumber() throws Exception {
    var wish = asked(signedByChairman(), issuance("number", 701), List.of(seal(1)));
    var request = requests.create(wish);
    requests.sign(CLERK, requests.waiting(CLERK, request));
    requests.awaitState(request, "completed");

    var file = Files.createTempFile("arrived", ".pdf");
    Files.write(file, content(request));
    PdfSig.check(file).holds(2);
    var again = asked(TestPdfs.saying("lan hai"), issuance("number", 701), List.of(seal(1)));
    assertThat(
            requests
                .service
                .postJson("/v1/signing-requests", requests.application(), again)
                .problem())
        .isEqualTo("number-taken");
  }

  @Test
  void theSealDoesNotComeBeforeTheLeader() {
    var early = asked(TestPdfs.saying("som"), form(), List.of(signer(2, CHAIRMAN), seal(1)));
    assertThat(
            requests
                .service
                .postJson("/v1/signing-requests", requests.application(), early)
                .problem())
        .isEqualTo("invalid-request");
    var unsigned =
        requests.create(
            asked(TestPdfs.saying("chua ky"), issuance("number", 702), List.of(seal(1))));
    refused(requests.choose(CLERK, requests.waiting(CLERK, unsigned)), "leader-not-signed");
  }

  @Test
  void theSealIsRefusedWhenTheLeadersSignatureIsBroken() {
    var signed = new String(signedByChairman(), StandardCharsets.ISO_8859_1);
    var changed = signed.replaceFirst("612", "613").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(changed, StandardCharsets.ISO_8859_1)).isNotEqualTo(signed);
    var request = requests.create(asked(changed, issuance("number", 703), List.of(seal(1))));
    refused(requests.choose(CLERK, requests.waiting(CLERK, request)), "leader-signature-invalid");
  }

  @Test
  void theSealIsRefusedWhenWhoSignedWasNotCompetentThatDay() {
    var request = request(VILLAGER, form());
    requests.sign(VILLAGER, requests.waiting(VILLAGER, request));
    var step = requests.waiting(CLERK, request);
    refused(number(step, Map.of()), "leader-not-competent");
    var shown = requests.service.get("/v1/inbox/" + step, requests.official(CLERK)).json();
    assertThat(shown.path("step").path("obstacle").path("code").asString())
        .isEqualTo("leader-not-competent");

    var former = request(CHAIRMAN, issuance("number", 704));
    requests.sign(CHAIRMAN, requests.waiting(CHAIRMAN, former));
    leaves();
    refused(requests.choose(CLERK, requests.waiting(CLERK, former)), "leader-not-competent");
  }

  @Test
  void whatIsFoundAtApprovalIsLookedAtAgainWhenTheSealIsUsed() {
    var request = request(CHAIRMAN, issuance("number", 705));
    requests.sign(CHAIRMAN, requests.waiting(CHAIRMAN, request));
    var batch = requests.choose(CLERK, requests.waiting(CLERK, request));
    assertThat(batch.status()).as(batch.text()).isEqualTo(200);
    leaves();

    var answer = requests.sign(CLERK, batch.json());
    assertThat(answer.text()).contains("seal-refused");
    requests.awaitState(request, "waiting");
  }

  @Test
  void theNumberOfACancelledRequestIsNotGivenAgain() {
    var request = request(CHAIRMAN, issuance("number", 706));
    var cancelled =
        requests.service.postJson(
            "/v1/signing-requests/" + id(request) + "/cancel",
            requests.application(),
            Map.of("reason", "Không ban hành"));
    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);

    var lines =
        requests
            .service
            .get("/v1/registers?query=706/Q", requests.official(CLERK))
            .json()
            .path("numbers");
    assertThat(lines.get(0).path("state").asString()).isEqualTo("cancelled");
    var again =
        requests.service.postJson(
            "/v1/signing-requests",
            requests.application(),
            asked(
                TestPdfs.saying("lai"),
                issuance("number", 706),
                List.of(signer(1, CHAIRMAN), seal(2))));
    assertThat(again.problem()).isEqualTo("number-taken");
  }
}
