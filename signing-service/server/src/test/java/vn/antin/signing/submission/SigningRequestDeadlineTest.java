package vn.antin.signing.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.submission.TestSubmissions.copy;
import static vn.antin.signing.submission.TestSubmissions.copySeal;
import static vn.antin.signing.submission.TestSubmissions.id;
import static vn.antin.signing.submission.TestSubmissions.signer;
import static vn.antin.signing.submission.TestSubmissions.wish;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** Time passes and people change while a request waits. */
final class SigningRequestDeadlineTest {
  private static TestSubmissions requests;

  @BeforeAll
  static void start() {
    requests = TestSubmissions.start("antin.signing-requests.interval=100ms");
    requests.steps.credential(CHAIRMAN, "official");
    requests.awaitSeal(CLERK);
  }

  @AfterAll
  static void stop() {
    requests.service.close();
  }

  private static List<String> document(String text) {
    return List.of(requests.steps.upload(requests.application(), TestPdfs.saying(text)));
  }

  @Test
  void aRequestExpiresAtItsDeadline() {
    var wish = wish("het han", document("het han"), List.of(signer(1, CHAIRMAN)));
    wish.put("deadline", requests.service.clock.instant().plus(Duration.ofHours(2)).toString());
    var request = requests.create(wish);
    var step = requests.waiting(CHAIRMAN, request);
    var batch = requests.choose(CHAIRMAN, step).json();

    requests.forward(Duration.ofHours(3));

    requests.awaitState(request, "expired");
    assertThat(requests.sign(CHAIRMAN, batch).status()).isGreaterThanOrEqualTo(400);
    assertThat(requests.view(request).path("steps").get(0).path("state").asString())
        .isEqualTo("expired");
  }

  @Test
  void documentsGoADayAfterTheApplicationFetchedWhatAllHadSigned() {
    var wish = wish("da lay", document("da lay"), List.of(signer(1, CHAIRMAN)));
    var request = requests.create(wish);
    var stored = request.path("documents").get(0).path("documentId").asString();
    var path = "/v1/signing-requests/" + id(request) + "/documents/" + stored + "/content";
    var early = requests.service.get(path, requests.application());
    requests.sign(CHAIRMAN, requests.waiting(CHAIRMAN, request));
    requests.awaitState(request, "completed");
    requests.forward(Duration.ofHours(30));
    release();
    var result = requests.service.get(path, requests.application());
    assertThat(early.status()).isEqualTo(200);
    assertThat(result.status()).isEqualTo(200);

    requests.forward(Duration.ofHours(23));
    release();
    assertThat(requests.service.get(path, requests.application()).status()).isEqualTo(200);

    requests.forward(Duration.ofHours(2));
    release();
    assertThat(requests.service.get(path, requests.application()).status()).isEqualTo(404);
    assertThat(requests.service.get("/documents/" + stored, requests.application()).status())
        .isEqualTo(404);
    assertThat(requests.view(request).path("state").asString()).isEqualTo("completed");
  }

  private static void release() {
    requests.service.bean(Releases.class).release();
  }

  @Test
  void aSealIsHandedToAnotherRecordsClerkOfTheUnitAndToNobodyElse() {
    requests.service.authServer.add(
        TestProvince.role(77, VILLAGER, PROVINCE, "records-clerk", null));
    TestSigning.eventually(() ->
        requests
                .service
                .database
                .superuser()
                .sql("SELECT count(*) FROM role_held WHERE official_id = :id")
                .param("id", VILLAGER)
                .query(Long.class)
                .single()
            > 0);
    var request =
        requests.create(copy("ban giao", document("ban giao"), List.of(copySeal(CLERK, PROVINCE))));
    var step = requests.waiting(CLERK, request);
    var address = "/v1/inbox/" + step + "/delegate";

    var refused =
        requests.service.postJson(
            address,
            requests.official(CLERK),
            Map.of("official", CHAIRMAN.toString(), "reason", "Đi công tác"));
    assertThat(refused.problem()).isEqualTo("delegation-missing");
    var handed =
        requests.service.postJson(
            address,
            requests.official(CLERK),
            Map.of("official", VILLAGER.toString(), "reason", "Đi công tác"));

    assertThat(handed.status()).as(handed.text()).isEqualTo(204);
    requests.sign(VILLAGER, requests.waiting(VILLAGER, request));
    requests.awaitState(request, "completed");
    var view = requests.view(request).path("steps").get(0);
    assertThat(view.path("official").path("name").asString()).isEqualTo("Trần Thị Bình");
    assertThat(view.path("delegatedTo").path("name").asString()).isEqualTo("Lê Văn Cường");
    assertThat(requests.service.get("/v1/inbox/" + step, requests.official(CLERK)).status())
        .isEqualTo(200);
    for (var file : List.of("content", "pages/1")) {
      var path = "/v1/inbox/" + step + "/documents/0/" + file;
      assertThat(requests.service.get(path, requests.official(CLERK)).status()).isEqualTo(404);
      assertThat(requests.service.get(path, requests.official(VILLAGER)).status()).isEqualTo(200);
    }
  }

  @Test
  void aStepFollowsThePostToItsNewHolder() {
    var request =
        requests.create(
            wish(
                "chu tich xa moi",
                document("chu tich xa moi"),
                List.of(Map.of("headOfUnit", OTHER_COMMUNE.toString()))));
    assertThat(request.path("steps").get(0).path("obstacle").path("code").asString())
        .isEqualTo("nobody-holds-the-post");

    requests.service.authServer.add(
        TestProvince.assignment(77, VILLAGER, OTHER_COMMUNE, "Chủ tịch Ủy ban nhân dân"));

    assertThat(requests.waiting(VILLAGER, request)).isNotEmpty();
    requests.service.authServer.add(
        TestProvince.official(VILLAGER, "official0004", "Lê Văn Cường", "disabled"));
    TestSigning.eventually(() -> !requests.hasWaiting(VILLAGER, request));
    requests.service.authServer.add(
        TestProvince.official(VILLAGER, "official0004", "Lê Văn Cường", "active"));
    assertThat(requests.waiting(VILLAGER, request)).isNotEmpty();
  }

  @Test
  void aStepOfAPostWaitsForWhoeverHoldsIt() {
    var post = UUID.fromString("00000000-0000-7000-8000-0000000000aa");
    var request =
        requests.create(
            wish("vi tri", document("vi tri"), List.of(Map.of("post", post.toString()))));
    assertThat(request.path("steps").get(0).path("post").asString()).isEqualTo(post.toString());

    var held = new HashMap<>(TestProvince.assignment(78, CHAIRMAN, PROVINCE, "Chuyên viên"));
    held.put("postId", post.toString());
    requests.service.authServer.add(held);

    assertThat(requests.waiting(CHAIRMAN, request)).isNotEmpty();
  }

  @Test
  void aSuspendedSignerIsSaidAndNothingIsStuckSilently() {
    var request =
        requests.create(wish("tam ngung", document("tam ngung"), List.of(signer(1, VILLAGER))));
    requests.service.authServer.add(
        TestProvince.official(VILLAGER, "official0004", "Lê Văn Cường", "suspended"));
    try {
      TestSigning.eventually(() ->
          requests
              .view(request)
              .path("steps")
              .get(0)
              .path("obstacle")
              .path("code")
              .asString("")
              .equals("official-suspended"));
    } finally {
      requests.service.authServer.add(
          TestProvince.official(VILLAGER, "official0004", "Lê Văn Cường", "active"));
      TestSigning.eventually(() ->
          !requests
              .view(request)
              .path("steps")
              .get(0)
              .path("obstacle")
              .path("code")
              .asString("")
              .equals("official-suspended"));
    }
  }
}
