package vn.antin.signing.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.FreePort;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** A one-stop shop and the officials who sign its results, over HTTP. */
final class TestResults {
  static final String SHOP = "mot-cua";
  static final String PAGE = "https://ky.tinh.example/kt/";

  final RunningService service;
  final TestSigning steps;

  private TestResults(RunningService service) {
    this.service = service;
    this.steps = new TestSigning(service);
  }

  /** With the installation's own authorities: certificates, revocation lists and time-stamps. */
  static TestResults start(String... settings) {
    var port = FreePort.find();
    var all = new ArrayList<>(List.of(settings));
    all.add("antin.authority.base-url=http://localhost:" + port);
    all.add("antin.time-stamping.enabled=true");
    all.add("antin.signing-requests.interval=100ms");
    all.add("antin.dossiers.check-url=" + PAGE);
    var started =
        new TestResults(RunningService.start(TestDatabase.create(), all.toArray(String[]::new)));
    var people = TestProvince.items();
    people.add(TestProvince.role(4, VILLAGER, PROVINCE, "unit-administrator", null));
    started.service.authServer.replacePeople(people);
    started.steps.awaitPeople();
    started.steps.credential(CHAIRMAN, "official");
    TestSigning.eventually(started::stampsAreMade);
    return started;
  }

  private boolean stampsAreMade() {
    return service
        .get("/time-stamping", steps.administrator(CHAIRMAN, PROVINCE))
        .json()
        .path("ready")
        .asBoolean();
  }

  String shop() {
    return shop(SHOP);
  }

  String shop(String client) {
    return service.authServer.token(
        Map.of("sub", client, "client_id", client, "scope", "signing-request"));
  }

  String upload(byte[] pdf) {
    return steps.upload(shop(), pdf);
  }

  static Map<String, Object> document(String dossier, String document, String number) {
    return Map.of("dossier", dossier, "documentId", document, "number", number);
  }

  /** Results that the chairman signs. */
  static Map<String, Object> wish(List<Map<String, Object>> documents) {
    var wish = new HashMap<String, Object>();
    wish.put("type", "Giấy phép xây dựng");
    wish.put("unit", PROVINCE.toString());
    wish.put("title", "Kết quả của Nguyễn Thị Dân");
    wish.put("documents", documents);
    wish.put("signers", List.of(Map.of("official", CHAIRMAN.toString(), "reason", "Phê duyệt")));
    return wish;
  }

  Answer create(Map<String, Object> wish) {
    return service.postJson("/v1/dossier-results", shop(), wish);
  }

  JsonNode created(Map<String, Object> wish) {
    var answer = create(wish);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("results");
  }

  JsonNode list(String dossier) {
    return service.get("/v1/dossiers/" + dossier + "/results", shop()).json().path("results");
  }

  Answer check(String code) {
    return service.get("/v1/check/" + code, null);
  }

  /** The steps of these requests that wait for the official, chosen and approved together. */
  void sign(UUID official, int wanted) {
    var chosen = new ArrayList<String>();
    TestSigning.eventually(() -> {
      chosen.clear();
      var inbox = service.get("/v1/inbox?limit=100", inbox(official)).json().path("steps");
      for (var step : inbox) {
        if (step.path("state").asString("").equals("waiting")) {
          chosen.add(step.path("id").asString(""));
        }
      }
      return chosen.size() == wanted;
    });
    var batch = service.postJson("/v1/inbox/approvals", inbox(official), Map.of("steps", chosen));
    assertThat(batch.status()).as(batch.text()).isEqualTo(200);
    var approval =
        service.authServer.approval(
            steps.approved(official, "admin-ui", batch.json().path("authorizationDetails")));
    var signed =
        service.post(
            "/signature-requests/" + batch.json().path("signatureRequest").asString("") + "/sign",
            approval);
    assertThat(signed.status()).as(signed.text()).isBetween(200, 202);
  }

  private String inbox(UUID official) {
    return steps.official(official, "admin-ui");
  }

  void awaitSigned(String dossier) {
    TestSigning.eventually(() -> {
      var results = list(dossier);
      for (var result : results) {
        if (!result.path("state").asString("").equals("completed")) {
          return false;
        }
      }
      return !results.isEmpty();
    });
  }

  byte[] content(JsonNode result) {
    var answer =
        service.get("/documents/" + result.path("document").asString("") + "/content", shop());
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }
}
