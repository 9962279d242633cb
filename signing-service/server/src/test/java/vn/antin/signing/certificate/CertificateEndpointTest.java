package vn.antin.signing.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

final class CertificateEndpointTest {
  private static RunningService service;
  private static TestSigning steps;

  @BeforeAll
  static void start() {
    service = RunningService.start("antin.development-authority.officials=3");
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    TestSigning.eventually(() -> holders(steps.administrator(CHAIRMAN, PROVINCE)).size() == 4);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static List<String> holders(String token) {
    return holders(service.get("/certificates", token).json());
  }

  private static List<String> holders(JsonNode list) {
    var holders = new ArrayList<String>();
    list.path("items").forEach(item -> holders.add(item.path("holder").asString("")));
    return holders;
  }

  @Test
  void theFirstOfficialsAndTheProvincesSealGetCertificatesAheadOfNeed() {
    assertThat(holders(steps.administrator(CHAIRMAN, PROVINCE)))
        .containsExactlyInAnyOrder(
            "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Tỉnh Lạng Sơn");
  }

  @Test
  void anAdministratorSeesHoldersWithinTheirUnitsOnly() {
    assertThat(holders(steps.administrator(CHAIRMAN, COMMUNE))).containsExactly("Lê Văn Cường");
    assertThat(holders(steps.administrator(CHAIRMAN, OTHER_COMMUNE))).isEmpty();
    assertThat(holders(steps.administrator(CHAIRMAN))).isEmpty();
    assertThat(holders(steps.administrator(CHAIRMAN, UUID.randomUUID()))).isEmpty();
    assertThat(service.get("/certificates", steps.official(CHAIRMAN)).status()).isEqualTo(403);
    assertThat(service.get("/certificates", service.machine("app")).status()).isEqualTo(403);
  }

  @Test
  void theListIsSearchedAndPaged() {
    var token = steps.administrator(CHAIRMAN, PROVINCE);

    assertThat(holders(service.get("/certificates?q=official0002", token).json()))
        .containsExactly("Trần Thị Bình");
    assertThat(holders(service.get("/certificates?q=%25", token).json())).isEmpty();
    var seen = new ArrayList<String>();
    var path = "/certificates?limit=1";
    String after = "";
    do {
      var page = service.get(path + after, token).json();
      seen.addAll(holders(page));
      after = page.has("next") ? "&after=" + page.path("next").asString("") : "";
    } while (!after.isEmpty());
    assertThat(seen).hasSize(4).doesNotHaveDuplicates();
    assertThat(service.get("/certificates?after=nonsense", token).status()).isEqualTo(400);
  }

  @Test
  void theListIsFiltered() {
    var token = steps.administrator(CHAIRMAN, PROVINCE);
    assertThat(holders(service.get("/certificates?kind=seal", token).json()))
        .containsExactly("Tỉnh Lạng Sơn");
    assertThat(holders(service.get("/certificates?status=expired", token).json())).isEmpty();
    assertThat(holders(service.get("/certificates?status=valid", token).json())).hasSize(4);
    assertThat(holders(service.get("/certificates?issuer=Development%20CA", token).json()))
        .hasSize(4);
    assertThat(holders(service.get("/certificates?source=usb-token", token).json())).isEmpty();
    assertThat(holders(service.get("/certificates?unit=" + COMMUNE, token).json()))
        .containsExactly("Lê Văn Cường");
    assertThat(
            holders(service.get("/certificates?expiresBefore=2026-01-01T00:00:00Z", token).json()))
        .isEmpty();
    assertThat(holders(service.get("/certificates?expiresFrom=2026-01-01T00:00:00Z", token).json()))
        .hasSize(4);
    assertThat(service.get("/certificates?status=lost", token).status()).isEqualTo(400);
  }

  @Test
  void oneCertificateIsShownWithItsChainAndHistory() {
    var token = steps.administrator(CHAIRMAN, PROVINCE);
    var id = steps.credential(VILLAGER, "official");

    var file = service.get("/certificates/" + id, token).json();

    assertThat(file.path("holder").asString()).isEqualTo("Lê Văn Cường");
    assertThat(file.path("namedUnit").asString()).isEqualTo("Xã Đồng Đăng");
    assertThat(file.path("chain")).hasSize(3);
    assertThat(file.path("chain").get(0).path("pem").asString())
        .startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(file.path("chain").get(0).path("issuer").asString())
        .isEqualTo(file.path("chain").get(1).path("subject").asString());
    assertThat(file.path("history").get(0).path("event").asString()).isEqualTo("issued");
    assertThat(
            service
                .get("/certificates/" + id, steps.administrator(CHAIRMAN, OTHER_COMMUNE))
                .status())
        .isEqualTo(404);
    assertThat(service.get("/certificates/" + UUID.randomUUID(), token).status()).isEqualTo(404);
  }

  @Test
  void whatItsKeyCanDoIsShownWithACertificate() {
    var token = steps.administrator(CHAIRMAN, PROVINCE);
    var file = service.get("/certificates/" + steps.credential(VILLAGER, "official"), token).json();
    var own = service.get("/credentials", steps.official(VILLAGER)).json().path("items").get(0);

    for (var key : List.of(file.path("key"), own.path("key"))) {
      assertThat(key.path("basis").asString("")).isEqualTo("probed");
      assertThat(key.path("bits").asInt(0)).isEqualTo(2048);
      assertThat(key.path("curve").isMissingNode()).isTrue();
      assertThat(words(key.path("algorithms")))
          .contains("RSA_PKCS1_SHA256", "RSA_PSS_SHA256", "RSA_PSS_SHA512")
          .doesNotContain("ECDSA_SHA256");
      assertThat(words(key.path("hashes"))).contains("SHA-256", "SHA-384", "SHA-512");
      assertThat(key.path("pss").asBoolean(false)).isTrue();
    }
  }

  private static List<String> words(JsonNode list) {
    var words = new ArrayList<String>();
    list.forEach(each -> words.add(each.asString("")));
    return words;
  }

  @Test
  void aStaleReadCopyIsSaidAndUsesNoSeal() {
    var token = steps.official(CLERK);
    var seal = steps.credential(CLERK, "seal");
    var document = steps.upload(token, TestPdfs.saying("stale"));
    service.authServer.stop();
    try {
      service.clock.advance(Duration.ofMinutes(6));
      var list = service.get("/certificates", steps.administrator(CHAIRMAN, PROVINCE));
      assertThat(list.json().path("stale").asBoolean()).isTrue();
      var request =
          service.postJson(
              "/signature-requests",
              steps.official(CLERK),
              java.util.Map.of(
                  "credentialID",
                  seal,
                  "documents",
                  List.of(document),
                  "level",
                  "PAdES-BASELINE-B"));
      assertThat(request.problem()).isEqualTo("people-stale");
    } finally {
      service.authServer.start();
    }
    TestSigning.eventually(() ->
        !service
            .get("/certificates", steps.administrator(CHAIRMAN, PROVINCE))
            .json()
            .path("stale")
            .asBoolean());
  }

  @Test
  void credentialsAreOwnOnesAndSealsInCustody() {
    assertThat(kinds(CLERK)).containsExactlyInAnyOrder("official", "seal");
    assertThat(kinds(CHAIRMAN)).containsExactly("official");
    var item = service.get("/credentials", steps.official(VILLAGER)).json().path("items").get(0);
    assertThat(item.path("unit").asString()).isEqualTo("Xã Đồng Đăng");
    assertThat(item.path("status").asString()).isEqualTo("valid");
    assertThat(item.path("keyAlgorithm").asString()).isEqualTo("RSA");
    assertThat(item.path("subject").asString())
        .contains("CN=Lê Văn Cường")
        .contains("UID=CCCD:000")
        .contains("C=VN");
  }

  @Test
  void anOfficialWithoutOneGetsOneOnDemandAndOneOnly() throws Exception {
    var late = UUID.randomUUID();
    service.authServer.add(TestProvince.official(late, "official9999", "Phạm Thị Muộn", "active"));
    TestSigning.eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM official WHERE username = 'official9999'")
                .query(Long.class)
                .single()
            == 1);
    assertThat(kinds(late)).as("no post yet").isEmpty();
    var elsewhere = UUID.randomUUID();
    service.authServer.add(TestProvince.unit(elsewhere, null, "agency", "X99", "Cơ quan khác"));
    service.authServer.add(TestProvince.assignment(9999, late, elsewhere, "Công chức"));
    TestSigning.eventually(() ->
        service
                .database
                .superuser()
                .sql(
                    """
                    SELECT count(*) FROM assignment JOIN unit ON unit.id = assignment.unit_id
                    WHERE official_id = :id
                    """)
                .param("id", late)
                .query(Long.class)
                .single()
            == 1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> call = () -> service.get("/credentials", steps.official(late));
      for (var answer : threads.invokeAll(java.util.Collections.nCopies(4, call))) {
        assertThat(answer.resultNow().json().path("items")).hasSize(1);
      }
    }
    assertThat(
            service
                .database
                .superuser()
                .sql(
                    """
                    SELECT type FROM audit.entry WHERE type LIKE 'certificate.%'
                      AND facts ->> 'holder' = :holder ORDER BY id
                    """)
                .param("holder", late.toString())
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly("certificate.requested", "certificate.issued");
  }

  @Test
  void strangersGetNoCertificate() {
    var answer = service.get("/credentials", steps.official(UUID.randomUUID()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("items")).isEmpty();
  }

  private static List<String> kinds(UUID official) {
    var kinds = new ArrayList<String>();
    service
        .get("/credentials", steps.official(official))
        .json()
        .path("items")
        .forEach(item -> kinds.add(item.path("kind").asString("")));
    return kinds;
  }
}
