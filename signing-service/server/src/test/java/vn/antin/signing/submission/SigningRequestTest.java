package vn.antin.signing.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.submission.TestSubmissions.copy;
import static vn.antin.signing.submission.TestSubmissions.copySeal;
import static vn.antin.signing.submission.TestSubmissions.id;
import static vn.antin.signing.submission.TestSubmissions.signer;
import static vn.antin.signing.submission.TestSubmissions.wish;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.PdfSig;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestSigning;

final class SigningRequestTest {
  private static TestSubmissions requests;

  @BeforeAll
  static void start() {
    requests = TestSubmissions.start("antin.signing-requests.interval=100ms");
    for (var official : List.of(CHAIRMAN, CLERK, VILLAGER)) {
      requests.steps.credential(official, "official");
    }
  }

  @AfterAll
  static void stop() {
    requests.service.close();
  }

  private static JsonNode request(String title, List<Map<String, Object>> signers) {
    return requests.create(
        wish(
            title,
            List.of(requests.steps.upload(requests.application(), TestPdfs.saying(title))),
            signers));
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

  @Test
  void twoSignersSignOneAfterTheOtherAndBothSignaturesAreValid() throws Exception {
    var request = request("hai nguoi ky", List.of(signer(1, CHAIRMAN), signer(2, VILLAGER)));
    assertThat(request.path("state").asString()).isEqualTo("waiting");
    assertThat(requests.hasWaiting(VILLAGER, request)).isFalse();

    requests.sign(CHAIRMAN, requests.waiting(CHAIRMAN, request));
    var second = requests.waiting(VILLAGER, request);
    var shown = requests.service.get("/v1/inbox/" + second, requests.official(VILLAGER)).json();
    assertThat(shown.path("earlierSigners").get(0).path("official").path("name").asString())
        .isEqualTo("Nguyễn Văn An");
    requests.sign(VILLAGER, second);
    requests.awaitState(request, "completed");

    var file = Files.createTempFile("twice", ".pdf");
    Files.write(file, content(request));
    PdfSig.check(file).holds(2).isBy("Nguyễn Văn An").isBy("Lê Văn Cường");
    var view = requests.view(request);
    assertThat(view.path("progress").path("signed").asLong()).isEqualTo(2);
    assertThat(view.path("progress").path("pending").asLong()).isZero();
    assertThat(requests.trail(request))
        .containsExactly(
            "signing-request.created",
            "signing-step.opened",
            "signing-step.signed",
            "signing-step.opened",
            "signing-step.signed",
            "signing-request.completed");
  }

  @Test
  void signersOfOneOrderWaitTogetherAndNoneLosesTheOthersSignature() throws Exception {
    var request = request("cung luc", List.of(signer(1, CHAIRMAN), signer(1, VILLAGER)));
    var first = requests.waiting(CHAIRMAN, request);
    var second = requests.waiting(VILLAGER, request);
    var begun = requests.choose(CHAIRMAN, first);
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);

    assertThat(requests.choose(VILLAGER, second).problem()).isEqualTo("step-busy");
    requests.forward(Duration.ofMinutes(6));
    var taken = requests.choose(VILLAGER, second);
    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    assertThat(requests.sign(CHAIRMAN, begun.json()).problem()).isEqualTo("not-found");
    assertThat(requests.sign(VILLAGER, taken.json()).status()).isEqualTo(200);
    requests.sign(CHAIRMAN, first);
    requests.awaitState(request, "completed");

    var file = Files.createTempFile("parallel", ".pdf");
    Files.write(file, content(request));
    PdfSig.check(file).holds(2);
  }

  @Test
  void manyStepsAreApprovedByOneGesture() {
    var one = request("mot trong hai", List.of(signer(1, CHAIRMAN)));
    var other = request("hai trong hai", List.of(signer(1, CHAIRMAN)));

    requests.sign(CHAIRMAN, requests.waiting(CHAIRMAN, one), requests.waiting(CHAIRMAN, other));

    requests.awaitState(one, "completed");
    requests.awaitState(other, "completed");
  }

  @Test
  void whoApprovesSeesWhatCameOfIt() {
    var request = request("xem ket qua", List.of(signer(1, CHAIRMAN)));
    var batch = requests.choose(CHAIRMAN, requests.waiting(CHAIRMAN, request)).json();
    var address = "/signature-requests/" + batch.path("signatureRequest").asString("");
    assertThat(requests.sign(CHAIRMAN, batch).status()).isEqualTo(200);

    var seen = requests.service.get(address, requests.official(CHAIRMAN));
    assertThat(seen.json().path("status").asString("")).isEqualTo("signed");
    var another = requests.service.get(address, requests.official(VILLAGER));
    assertThat(another.problem()).isEqualTo("not-found");
    var elsewhere =
        requests.service.get(address, requests.steps.official(CHAIRMAN, TestSubmissions.APP));
    assertThat(elsewhere.problem()).isEqualTo("not-found");
  }

  @Test
  void theApprovalCountsOnlyInTheInboxAndOnlyOfTheOneWhoChose() {
    var request = request("cua ai", List.of(signer(1, CHAIRMAN)));
    var batch = requests.choose(CHAIRMAN, requests.waiting(CHAIRMAN, request)).json();
    var address = "/signature-requests/" + batch.path("signatureRequest").asString("") + "/sign";
    var details = batch.path("authorizationDetails");
    var elsewhere =
        requests.service.authServer.approval(
            requests.steps.approved(CHAIRMAN, TestSubmissions.APP, details));
    var another =
        requests.service.authServer.approval(
            requests.steps.approved(VILLAGER, TestSubmissions.INBOX, details));

    assertThat(requests.service.post(address, elsewhere).problem()).isEqualTo("not-found");
    assertThat(requests.service.post(address, another).problem()).isEqualTo("not-found");
    assertThat(requests.sign(CHAIRMAN, batch).status()).isEqualTo(200);
  }

  @Test
  void whatNeedsTheSealIsNotApprovedWithWhatNeedsTheOwnSignature() {
    requests.awaitSeal(CLERK);
    var own = request("chu ky rieng", List.of(signer(1, CLERK)));
    var sealed =
        requests.create(
            copy(
                "dong dau",
                List.of(requests.steps.upload(requests.application(), TestPdfs.saying("dong dau"))),
                List.of(copySeal(CLERK, PROVINCE))));
    var first = requests.waiting(CLERK, own);
    var second = requests.waiting(CLERK, sealed);

    var answer = requests.choose(CLERK, first, second);

    assertThat(answer.problem()).isEqualTo("steps-differ");
    assertThat(answer.json().path("groups").size()).isEqualTo(2);
    requests.sign(CLERK, second);
    requests.awaitState(sealed, "completed");
  }

  @Test
  void aSealIsNotAskedForWithoutSayingWhatMustComeBeforeIt() {
    var document = requests.steps.upload(requests.application(), TestPdfs.saying("khong ho so"));
    var answer =
        requests.service.postJson(
            "/v1/signing-requests",
            requests.application(),
            wish(
                "khong ho so",
                List.of(document),
                List.of(
                    signer(1, CHAIRMAN),
                    Map.of(
                        "official", CLERK.toString(),
                        "credential", "seal",
                        "unit", PROVINCE.toString()))));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("seal-profile-missing");
    assertThat(answer.json().path("field").asString()).isEqualTo("profile");
    assertThat(answer.text()).contains("loại hồ sơ");
  }

  @Test
  void theInboxNamesTheApplicationAsAuthServerDoes() {
    var named =
        requests.service.authServer.token(
            Map.of(
                "sub",
                TestSubmissions.APP,
                "client_id",
                TestSubmissions.APP,
                "client_name",
                "Quản lý văn bản",
                "scope",
                "signing-request"));
    var document = requests.steps.upload(requests.application(), TestPdfs.saying("co ten"));
    var request =
        requests
            .service
            .postJson(
                "/v1/signing-requests",
                named,
                wish("co ten", List.of(document), List.of(signer(1, VILLAGER))))
            .json();
    var step = requests.waiting(VILLAGER, request);

    var shown =
        requests
            .service
            .get("/v1/inbox/" + step, requests.official(VILLAGER))
            .json()
            .path("step")
            .path("request")
            .path("application");

    assertThat(shown.path("name").asString()).isEqualTo("Quản lý văn bản");
    assertThat(shown.path("id").asString()).isEqualTo(TestSubmissions.APP);
  }

  @Test
  void metersCountRequestsByProfileAndWaitingStepsByAge() {
    request("de dem", List.of(signer(1, VILLAGER)));
    requests.service.bean(SubmissionMeters.class).look();

    var meters = requests.service.bean(MeterRegistry.class);
    assertThat(
            meters
                .get("antin.signing.requests")
                .tags("state", "waiting", "profile", "none")
                .gauge()
                .value())
        .isPositive();
    assertThat(
            meters
                .get("antin.signing.steps.waiting")
                .tags("age", "hour", "profile", "none")
                .gauge()
                .value())
        .isPositive();
  }

  @Test
  void rejectingEndsTheRequestAndSaysWhy() {
    var request = request("tu choi", List.of(signer(1, CHAIRMAN), signer(2, VILLAGER)));
    var step = requests.waiting(CHAIRMAN, request);
    var batch = requests.choose(CHAIRMAN, step).json();

    var answer =
        requests.service.postJson(
            "/v1/inbox/" + step + "/reject",
            requests.official(CHAIRMAN),
            Map.of("reason", "Sai thể thức"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    var view = requests.view(request);
    assertThat(view.path("state").asString()).isEqualTo("rejected");
    assertThat(view.path("reason").asString()).isEqualTo("Sai thể thức");
    assertThat(view.path("steps").get(0).path("state").asString()).isEqualTo("rejected");
    assertThat(view.path("steps").get(1).path("state").asString()).isEqualTo("cancelled");
    assertThat(requests.sign(CHAIRMAN, batch).problem()).isEqualTo("not-found");
    assertThat(requests.choose(CHAIRMAN, step).problem()).isEqualTo("step-state");
  }

  @Test
  void aCancelledRequestIsNotSignedAnyMore() {
    var request = request("huy", List.of(signer(1, CHAIRMAN)));
    var step = requests.waiting(CHAIRMAN, request);
    var batch = requests.choose(CHAIRMAN, step).json();
    var address = "/v1/signing-requests/" + id(request) + "/cancel";
    var why = Map.of("reason", "Gửi nhầm");

    assertThat(requests.service.postJson(address, requests.application("other"), why).status())
        .isEqualTo(404);
    var answer = requests.service.postJson(address, requests.application(), why);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("state").asString()).isEqualTo("cancelled");
    assertThat(requests.sign(CHAIRMAN, batch).problem()).isEqualTo("not-found");
    assertThat(requests.hasWaiting(CHAIRMAN, request)).isFalse();
    assertThat(requests.service.postJson(address, requests.application(), why).problem())
        .isEqualTo("step-state");
  }

  @Test
  void othersSeeNothing() {
    var request = request("cua rieng", List.of(signer(1, CHAIRMAN)));
    var step = requests.waiting(CHAIRMAN, request);
    var service = requests.service;
    var document = request.path("documents").get(0).path("documentId").asString("");
    var foreign = requests.application("other");

    for (var path : List.of("", "/documents/" + document + "/content")) {
      assertThat(service.get("/v1/signing-requests/" + id(request) + path, foreign).status())
          .isEqualTo(404);
    }
    assertThat(service.get("/v1/signing-requests?limit=100", foreign).json())
        .isEqualTo(service.get("/v1/signing-requests", requests.application("nobody")).json());
    for (var path : List.of("", "/documents/0/content", "/documents/0/pages/1")) {
      assertThat(service.get("/v1/inbox/" + step + path, requests.official(VILLAGER)).status())
          .isEqualTo(404);
    }
    assertThat(requests.choose(VILLAGER, step).status()).isEqualTo(404);
    assertThat(service.get("/v1/inbox", requests.steps.official(CHAIRMAN, "qlvb")).status())
        .isEqualTo(403);
    assertThat(service.get("/v1/inbox", requests.application()).status()).isEqualTo(403);
    assertThat(service.get("/v1/signing-requests", requests.official(CHAIRMAN)).status())
        .isEqualTo(403);
    var page =
        service.get("/v1/inbox/" + step + "/documents/0/pages/1", requests.official(CHAIRMAN));
    assertThat(page.status()).as(page.problem()).isEqualTo(200);
  }

  @Test
  void theHeadOfAUnitIsWhoHoldsTheTitleAndAVacantPostIsSaid() {
    var headed = request("nguoi dung dau", List.of(Map.of("headOfUnit", PROVINCE.toString())));
    assertThat(requests.waiting(CHAIRMAN, headed)).isNotEmpty();

    var vacant =
        request("chua co nguoi", List.of(Map.of("post", "00000000-0000-7000-8000-0000000000ff")));
    var obstacle = vacant.path("steps").get(0).path("obstacle");
    assertThat(obstacle.path("code").asString()).isEqualTo("nobody-holds-the-post");
    assertThat(obstacle.path("text").asString()).startsWith("Hiện không có ai");
  }

  @Test
  void whatCannotBeTakenIsSaidWithItsPlace() {
    var document = requests.steps.upload(requests.application(), TestPdfs.saying("sai"));
    var wrong =
        Map.of(
            "signers[0].official",
                wish("x", List.of(document), List.of(Map.of("reason", "không có ai"))),
            "signers", wish("x", List.of(document), List.of()),
            "documents", wish("x", List.of(), List.of(signer(1, CHAIRMAN))),
            "title", wish(" ", List.of(document), List.of(signer(1, CHAIRMAN))),
            "signers[0].unit",
                wish(
                    "x",
                    List.of(document),
                    List.of(Map.of("official", CLERK.toString(), "credential", "seal"))));
    wrong.forEach((field, wish) -> {
      var answer = requests.service.postJson("/v1/signing-requests", requests.application(), wish);
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.json().path("field").asString()).isEqualTo(field);
    });
    assertThat(
            requests
                .service
                .postJson(
                    "/v1/signing-requests",
                    requests.application("other"),
                    wish("x", List.of(document), List.of(signer(1, CHAIRMAN))))
                .status())
        .isEqualTo(404);
  }

  @Test
  void theInboxIsSearchedAndComesPageByPage() {
    var titles = List.of("trang mot", "trang hai", "trang ba");
    titles.forEach(title -> request(title, List.of(signer(1, VILLAGER))));
    var seen = new ArrayList<String>();
    var next = "";
    do {
      var page =
          requests
              .service
              .get("/v1/inbox?query=trang&limit=2" + next, requests.official(VILLAGER))
              .json();
      page.path("steps").forEach(step -> seen.add(step.path("request").path("title").asString()));
      next = page.has("next") ? "&after=" + page.path("next").asString() : "";
    } while (!next.isEmpty());

    assertThat(seen).containsExactlyElementsOf(titles);
  }

  @Test
  void aStepMovesOnAlthoughTheNodeDiedBetweenSigningAndNotingIt() {
    var request = request("dut giua chung", List.of(signer(1, CHAIRMAN), signer(2, VILLAGER)));
    var step = requests.waiting(CHAIRMAN, request);
    requests.sign(CHAIRMAN, step);
    requests.waiting(VILLAGER, request);
    // As if nothing had been noted: the ledger of hashes still says it.
    var sql = requests.service.database.superuser();
    sql.sql("UPDATE submission_step SET state = 'pending' WHERE submission_id = :id::uuid")
        .param("id", id(request))
        .update();
    sql.sql("DELETE FROM submission_signature WHERE step_id = :id::uuid")
        .param("id", step)
        .update();
    sql.sql(
            """
            UPDATE submission_document SET latest_id = asked.document_id, latest_hash = asked.hash
            FROM signature_request_document AS asked
            WHERE submission_id = :id::uuid AND asked.document_id = submission_document.document_id
            """)
        .param("id", id(request))
        .update();
    sql.sql("UPDATE submission_step SET state = 'waiting' WHERE id = :id::uuid")
        .param("id", step)
        .update();

    TestSigning.eventually(() -> requests.hasWaiting(VILLAGER, request));
    assertThat(requests.view(request).path("progress").path("signed").asLong()).isEqualTo(1);
  }
}
