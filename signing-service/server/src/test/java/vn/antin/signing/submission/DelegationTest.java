package vn.antin.signing.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.submission.TestSubmissions.id;
import static vn.antin.signing.submission.TestSubmissions.signer;
import static vn.antin.signing.submission.TestSubmissions.wish;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** Personal steps are handed on by recorded authority; heads are found by the rank of posts. */
final class DelegationTest {
  private static final UUID KT = new UUID(0xA000L, 7);
  private static TestSubmissions requests;

  @BeforeAll
  static void start() {
    requests = TestSubmissions.start("antin.signing-requests.interval=100ms");
    for (var official : List.of(CHAIRMAN, CLERK, VILLAGER)) {
      requests.steps.credential(official, "official");
    }
    var authServer = requests.service.authServer;
    authServer.add(TestProvince.seat(1, CHAIRMAN, PROVINCE, "Chủ tịch", "head", "main", null));
    authServer.add(TestProvince.seat(2, CLERK, PROVINCE, "Phó Chủ tịch", "deputy", "main", null));
    authServer.add(
        TestProvince.seat(3, VILLAGER, COMMUNE, "Người phụ trách", "head", "main", null));
    record("2099-02-01");
  }

  @AfterAll
  static void stop() {
    requests.service.close();
  }

  private static void record(String end) {
    requests.service.authServer.add(
        TestProvince.delegation(KT, "KT", PROVINCE, CHAIRMAN, 1, CLERK, 2, end));
    TestSigning.eventually(() ->
        requests
                .service
                .database
                .superuser()
                .sql("SELECT count(*) FROM delegation WHERE valid_to::date::text LIKE :year")
                .param("year", end.substring(0, 4) + "%")
                .query(Long.class)
                .single()
            == 1);
  }

  private static JsonNode request(String title) {
    return requests.create(
        wish(
            title,
            List.of(requests.steps.upload(requests.application(), TestPdfs.saying(title))),
            List.of(signer(1, CHAIRMAN))));
  }

  private static Answer hand(String step, UUID to) {
    return requests.service.postJson(
        "/v1/inbox/" + step + "/delegate",
        requests.official(CHAIRMAN),
        Map.of("official", to.toString(), "reason", "Đi công tác"));
  }

  @Test
  void theDeputySignsForTheChairmanWithTheRecordedAuthority() {
    record("2099-02-01");
    var request = request("ky thay");
    var step = requests.waiting(CHAIRMAN, request);
    var shown = requests.service.get("/v1/inbox/" + step, requests.official(CHAIRMAN)).json();
    var delegate = shown.path("delegates").get(0);
    assertThat(delegate.path("official").path("name").asString()).isEqualTo("Trần Thị Bình");
    assertThat(hand(step, VILLAGER).problem()).isEqualTo("delegation-missing");

    assertThat(hand(step, CLERK).status()).isEqualTo(204);
    var now = requests.service.get("/v1/inbox/" + step, requests.official(CLERK)).json();
    var authority = now.path("parameters").path("authority");
    assertThat(authority.path("form").asString()).isEqualTo("KT");
    assertThat(authority.path("title").asString()).isEqualTo("Phó Chủ tịch");
    assertThat(now.path("delegates")).isEmpty();
    requests.sign(CLERK, requests.waiting(CLERK, request));
    requests.awaitState(request, "completed");
    assertThat(requests.trail(request)).contains("signing-step.delegated");
  }

  @Test
  void anAuthorityThatEndedGivesNoRight() {
    record("2026-02-01");
    var step = requests.waiting(CHAIRMAN, request("het han"));
    assertThat(hand(step, CLERK).problem()).isEqualTo("delegation-missing");
  }

  @Test
  void theHeadOfAUnitIsWhoHoldsThePostOfThatRankWhateverItIsCalled() {
    var request =
        requests.create(
            wish(
                "dung dau",
                List.of(requests.steps.upload(requests.application(), TestPdfs.saying("dd"))),
                List.of(Map.of("headOfUnit", COMMUNE.toString()))));
    assertThat(id(requests.view(request))).isEqualTo(id(request));
    assertThat(requests.waiting(VILLAGER, request)).isNotBlank();
  }
}
