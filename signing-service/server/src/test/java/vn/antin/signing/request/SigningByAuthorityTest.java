package vn.antin.signing.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestSigning.APP;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** What was approved is signed only while the signer may sign by the authority it names. */
final class SigningByAuthorityTest {
  private static final UUID DELEGATION = new UUID(0xA000L, 7);

  private RunningService service;
  private TestSigning steps;

  @BeforeEach
  void start() {
    service = RunningService.start("antin.people.interval=200ms");
    service.authServer.replacePeople(TestProvince.items());
    service.authServer.add(
        TestProvince.seat(1, CHAIRMAN, PROVINCE, "Chủ tịch UBND tỉnh", "head", "main", null));
    service.authServer.add(
        TestProvince.seat(2, CLERK, PROVINCE, "Phó Chủ tịch UBND tỉnh", "deputy", "main", null));
    service.authServer.add(
        TestProvince.delegation(DELEGATION, "KT", PROVINCE, CHAIRMAN, 1, CLERK, 2, "2099-02-01"));
    steps = new TestSigning(service);
    steps.awaitPeople();
    await(true);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void await(boolean stands) {
    TestSigning.eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT EXISTS (SELECT FROM delegation WHERE valid_to > now())")
                .query(Boolean.class)
                .single()
            == stands);
  }

  private JsonNode request(String title) {
    var token = steps.official(CLERK);
    var answer =
        service.postJson(
            "/signature-requests",
            token,
            Map.of(
                "credentialID",
                steps.credential(CLERK, "official"),
                "documents",
                List.of(steps.upload(token, TestPdfs.saying("KT. " + title.length()))),
                "level",
                "PAdES-BASELINE-B",
                "authority",
                Map.of(
                    "form",
                    "KT",
                    "title",
                    title,
                    "unit",
                    PROVINCE.toString(),
                    "delegation",
                    DELEGATION.toString())));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  @Test
  void deputySignsForTheChairmanWhileTheRecordStands() {
    var first = request("PHÓ CHỦ TỊCH");
    var answer = steps.sign(first, steps.approve(CLERK, first));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);

    var second = request("PHÓ CHỦ TỊCH");
    var approval =
        service.authServer.approval(
            steps.approved(CLERK, APP, second.path("authorizationDetails")));
    service.authServer.add(
        TestProvince.delegation(DELEGATION, "KT", PROVINCE, CHAIRMAN, 1, CLERK, 2, "2025-08-01"));
    await(false);
    assertThat(steps.sign(second, approval).problem()).isEqualTo("authority-missing");
    assertThat(
            service
                .database
                .superuser()
                .sql("SELECT count(*) FROM grant_hash WHERE state <> 'approved'")
                .query(Long.class)
                .single())
        .as("spent: only the first")
        .isEqualTo(1);
  }

  @Test
  void nobodyPrintsAnotherOnesPost() {
    var request = request("CHỦ TỊCH");
    assertThat(steps.sign(request, steps.approve(CLERK, request)).problem())
        .isEqualTo("authority-missing");
  }
}
