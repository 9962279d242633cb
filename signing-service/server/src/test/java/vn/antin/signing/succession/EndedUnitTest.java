package vn.antin.signing.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.grant.ApprovedGrant;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.grant.Reservation;

/** A province ends and another takes over; what its seal could do before, it cannot after. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EndedUnitTest {
  private static final UUID SUCCESSOR = UUID.fromString("00000000-0000-7000-8000-000000000009");

  private static RunningService service;
  private static TestSigning steps;
  private static String seal;
  private static JsonNode request;
  private static String approval;
  private static JsonNode sealed;

  @BeforeAll
  static void endTheProvince() {
    service = RunningService.start("antin.development-authority.officials=3");
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    TestSigning.eventually(
        () -> service.get("/credentials", steps.official(CLERK)).text().contains("\"seal\""));
    var token = steps.official(CLERK);
    seal = steps.credential(CLERK, "seal");
    sealed = steps.request(token, seal, steps.upload(token, TestPdfs.saying("sealed before")));
    assertThat(steps.sign(sealed, steps.approve(CLERK, sealed)).status()).isEqualTo(200);
    request = steps.request(token, seal, steps.upload(token, TestPdfs.saying("in flight")));
    approval = steps.approve(CLERK, request);

    var today =
        LocalDate.ofInstant(service.clock.instant(), ZoneId.of("Asia/Ho_Chi_Minh")).toString();
    var ended =
        new HashMap<>(TestProvince.unit(PROVINCE, SUCCESSOR, "province", "H37", "Tỉnh Lạng Sơn"));
    ended.put("validTo", today);
    var successor =
        new HashMap<>(TestProvince.unit(SUCCESSOR, null, "province", "H40", "Tỉnh Hợp Nhất"));
    successor.put("validFrom", today);
    service.authServer.add(successor);
    service.authServer.add(
        Map.of(
            "type", "succession",
            "id", UUID.randomUUID().toString(),
            "unitId", PROVINCE.toString(),
            "successorId", SUCCESSOR.toString(),
            "validFrom", today));
    service.authServer.add(ended);
    service.authServer.add(
        TestProvince.role(40, CHAIRMAN, SUCCESSOR, "security-administrator", null));
    TestSigning.eventually(() -> status().equals("stopped"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String status() {
    for (var item : service.get("/credentials", steps.official(CLERK)).json().path("items")) {
      if ("seal".equals(item.path("kind").asString(""))) {
        return item.path("status").asString("");
      }
    }
    return "";
  }

  @Test
  @Order(1)
  void theSealIsRefusedToTheClerkAndToASystemAlsoForWhatWasApproved() {
    var token = steps.official(CLERK);
    var wish =
        Map.of(
            "credentialID",
            seal,
            "documents",
            List.of(steps.upload(token, TestPdfs.saying("too late"))),
            "level",
            "PAdES-BASELINE-B");
    assertThat(service.postJson("/signature-requests", token, wish).problem())
        .isEqualTo("credential-not-usable");
    var machine = service.machine(TestSigning.APP);
    var own =
        Map.of(
            "credentialID",
            seal,
            "documents",
            List.of(steps.upload(machine, TestPdfs.saying("from a system"))),
            "level",
            "PAdES-BASELINE-B");
    assertThat(service.postJson("/signature-requests", machine, own).problem())
        .isEqualTo("credential-not-usable");
    assertThat(steps.sign(request, approval).problem()).isEqualTo("credential-not-usable");
  }

  @Test
  @Order(2)
  void theStatementThatAcceptsTheUseRefusesByItself() {
    var grant =
        (ApprovedGrant)
            service.bean(Introspection.class).introspect(approval, _ -> {}).orElseThrow();

    assertThat(service.bean(Grants.class).reserve(grant, grant.hashes(), () -> {}))
        .isInstanceOf(Reservation.CredentialStopped.class);
  }

  @Test
  @Order(3)
  void custodyAndWhatWasSealedStayReadableForClerkAndAdministrators() {
    assertThat(status()).isEqualTo("stopped");
    assertThat(
            service
                .get("/signature-requests/" + id(sealed), steps.official(CLERK))
                .json()
                .path("status")
                .asString())
        .isEqualTo("signed");
    var seals =
        service
            .get("/certificates", steps.administrator(CHAIRMAN, SUCCESSOR))
            .json()
            .path("items")
            .valueStream()
            .filter(item -> item.path("kind").asString("").equals("seal"))
            .map(item -> item.path("status").asString(""))
            .toList();
    assertThat(seals).containsExactly("stopped");
  }

  @Test
  @Order(4)
  void theSuccessorsSealIsAskedForAndNotJustMade() {
    var token = steps.administrator(CHAIRMAN, SUCCESSOR);
    TestSigning.eventually(() -> service.get("/seal-requests", token).text().contains("draft"));

    var item = service.get("/seal-requests", token).json().path("items").get(0);
    assertThat(item.path("unit").asString()).isEqualTo("Tỉnh Hợp Nhất");
    assertThat(item.path("insteadOf").get(0).asString()).isEqualTo("Tỉnh Lạng Sơn");
    assertThat(
            service
                .database
                .superuser()
                .sql("SELECT count(*) FROM credential WHERE unit_id = :unit")
                .param("unit", SUCCESSOR)
                .query(Long.class)
                .single())
        .isZero();
    var outside = steps.administrator(CHAIRMAN, COMMUNE);
    assertThat(service.get("/seal-requests", outside).json().path("items")).isEmpty();
    assertThat(service.post("/seal-requests/" + SUCCESSOR + "/dismiss", outside).status())
        .isEqualTo(404);
    var former = steps.administrator(CLERK, SUCCESSOR);
    assertThat(service.get("/seal-requests", former).text()).contains("draft");
    assertThat(service.post("/seal-requests/" + SUCCESSOR + "/dismiss", former).status())
        .as("the token still says so, the copy of roles does not")
        .isEqualTo(404);
    assertThat(service.post("/seal-requests/" + SUCCESSOR + "/dismiss", token).status())
        .isEqualTo(204);
    assertThat(service.get("/seal-requests", token).text()).contains("dismissed");
  }

  @Test
  @Order(5)
  void documentsInFlightAreListedAndDecidedOnce() {
    var token = steps.administrator(CHAIRMAN, SUCCESSOR);
    var items = service.get("/documents-in-flight", token).json().path("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).path("id").asString()).isEqualTo(id(request));
    assertThat(items.get(0).path("documents").get(0).asString()).endsWith(".pdf");
    var path = "/documents-in-flight/" + id(request);
    var again = Map.of("decision", "again");
    assertThat(service.postJson(path, steps.administrator(CHAIRMAN, COMMUNE), again).status())
        .isEqualTo(404);
    assertThat(service.postJson(path, steps.administrator(CLERK, SUCCESSOR), again).status())
        .isEqualTo(404);
    assertThat(service.postJson(path, token, Map.of("decision", "burn")).status()).isEqualTo(400);
    assertThat(service.postJson(path, token, again).status()).isEqualTo(204);
    assertThat(service.postJson(path, token, again).status()).isEqualTo(404);

    assertThat(
            service
                .get("/documents-in-flight?unit=" + PROVINCE, token)
                .json()
                .path("items")
                .get(0)
                .path("decision")
                .asString())
        .isEqualTo("again");
    assertThat(service.get("/documents-in-flight", steps.official(CLERK)).status()).isEqualTo(403);
    var seen = service.get("/signature-requests/" + id(request), steps.official(CLERK)).json();
    assertThat(seen.path("status").asString()).isEqualTo("stopped");
    assertThat(seen.path("decision").asString()).isEqualTo("again");
  }

  private static String id(JsonNode request) {
    return request.path("id").asString("");
  }
}
