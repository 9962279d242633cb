package vn.antin.signing.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.grant.ApprovedGrant;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.grant.Reservation;

/** A signing request whose outcome is unknown goes on when an administrator has decided. */
final class UnknownStepTest {
  private static TestSubmissions world;

  @BeforeAll
  static void start() {
    world = TestSubmissions.start();
    world.steps.credential(VILLAGER, "official");
  }

  @AfterAll
  static void stop() {
    world.service.close();
  }

  /** Tokens live five minutes, and the clock is moved. */
  private static String administrator() {
    return world.service.authServer.token(
        Map.of(
            "sub",
            CHAIRMAN.toString(),
            "client_id",
            "admin-ui",
            "scope",
            "openid service admin",
            "administers",
            List.of(PROVINCE.toString())));
  }

  private record Lost(JsonNode request, String path) {}

  /** Approved in the inbox; the node dies while it uses the key. */
  private static Lost lost(String title, byte[] pdf) {
    var document = world.steps.upload(world.application(), pdf);
    var wish =
        TestSubmissions.wish(
            title, List.of(document), List.of(TestSubmissions.signer(1, VILLAGER)));
    wish.put("callback", Map.of("url", "https://qlvb.example.vn/hook"));
    var request = world.create(wish);
    var chosen = world.choose(VILLAGER, world.waiting(VILLAGER, request));
    assertThat(chosen.status()).as(chosen.text()).isEqualTo(200);
    var batch = chosen.json();
    var approval =
        world.service.authServer.approval(
            world.steps.approved(
                VILLAGER, TestSubmissions.INBOX, batch.path("authorizationDetails")));
    var grant =
        (ApprovedGrant)
            world.service.bean(Introspection.class).introspect(approval, _ -> {}).orElseThrow();
    var grants = world.service.bean(Grants.class);
    var reserved = (Reservation.Reserved) grants.reserve(grant, grant.hashes(), () -> {});
    var hash = grant.hashes().getFirst();
    assertThat(grants.signing(reserved.attempt(), hash)).isTrue();
    world.forward(Grants.LEASE.plusSeconds(1));
    world.awaitState(request, "unknown");
    return new Lost(
        request, "/unknown-outcomes/" + grant.id() + "/" + HexFormat.of().formatHex(hash.bytes()));
  }

  private static List<String> told(JsonNode request) {
    return world
        .service
        .database
        .superuser()
        .sql("SELECT event FROM webhook_delivery WHERE submission_id = :id::uuid")
        .param("id", TestSubmissions.id(request))
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void aStepThatWasNotSignedWaitsForANewApproval() {
    var lost = lost("Tờ trình chưa rõ", TestPdfs.saying("step not signed"));
    assertThat(
            world
                .service
                .get(lost.path(), administrator())
                .json()
                .path("line")
                .path("application")
                .asString())
        .isEqualTo(TestSubmissions.APP);

    var answer =
        world.service.postJson(
            lost.path() + "/resolve",
            administrator(),
            Map.of("outcome", "not-signed", "reason", "Thiết bị không ghi nhận"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);

    world.awaitState(lost.request(), "waiting");
    assertThat(told(lost.request())).contains("request.unknown", "request.resolved");
    world.sign(VILLAGER, world.waiting(VILLAGER, lost.request()));
    world.awaitState(lost.request(), "completed");
  }

  @Test
  void aStepThatIsProvenToBeSignedIsDone() {
    var pdf = TestPdfs.saying("step signed");
    var lost = lost("Tờ trình đã ký", pdf);
    var twin =
        world.create(
            TestSubmissions.wish(
                "Bản khác",
                List.of(world.steps.upload(world.application(), pdf)),
                List.of(TestSubmissions.signer(1, VILLAGER))));
    world.sign(VILLAGER, world.waiting(VILLAGER, twin));
    world.awaitState(twin, "completed");
    var file =
        world
            .service
            .get(
                "/v1/signing-requests/"
                    + TestSubmissions.id(twin)
                    + "/documents/"
                    + world.view(twin).path("documents").get(0).path("documentId").asString("")
                    + "/content",
                world.application())
            .body();
    world.steps.forgetSigned(file);

    var answer =
        world.service.postJson(
            lost.path() + "/resolve",
            administrator(),
            Map.of(
                "outcome", "signed",
                "reason", "Tệp còn ở đơn vị",
                "documentId", world.steps.upload(administrator(), file)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);

    world.awaitState(lost.request(), "completed");
    assertThat(told(lost.request())).contains("step.signed", "request.completed");
  }
}
