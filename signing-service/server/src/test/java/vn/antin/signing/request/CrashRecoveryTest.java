package vn.antin.signing.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestSigning.APP;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.ApprovedGrant;
import vn.antin.signing.grant.Attempt;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.grant.Reservation;

/** A node dies at each step: what it did up to there is done through its own ledger. */
final class CrashRecoveryTest {
  private static RunningService service;
  private static TestSigning steps;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** A request that was approved and reserved by a node that then died. */
  private record Reserved(JsonNode request, String approval, Attempt attempt, Sha256 hash) {}

  private static Reserved reserved(String text) {
    var token = steps.official(CHAIRMAN);
    var request =
        steps.request(
            token,
            steps.credential(CHAIRMAN, "official"),
            steps.upload(token, TestPdfs.saying(text)));
    var approval = steps.approve(CHAIRMAN, request);
    var grant =
        (ApprovedGrant)
            service.bean(Introspection.class).introspect(approval, _ -> {}).orElseThrow();
    var reservation = service.bean(Grants.class).reserve(grant, grant.hashes(), () -> {});
    return new Reserved(
        request,
        approval,
        ((Reservation.Reserved) reservation).attempt(),
        grant.hashes().getFirst());
  }

  private static String status(JsonNode request) {
    return service
        .get("/signature-requests/" + request.path("id").asString(""), steps.official(CHAIRMAN))
        .json()
        .path("status")
        .asString("");
  }

  private static List<String> trail(JsonNode request) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
        .param("id", request.path("id").asString(""))
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** The service looks by itself as well: whoever is first, the request comes to this. */
  private static void leaseRunsOut(Reserved dead, String status) {
    service.clock.advance(Grants.LEASE.plusSeconds(1));
    service.bean(CrashRecovery.class).recover();
    TestSigning.eventually(() -> status(dead.request()).equals(status));
  }

  @Test
  void whatWasReservedIsFinishedWithoutAskingAgain() {
    var dead = reserved("reserved");
    service.authServer.withdraw(dead.approval());
    var asked = service.authServer.introspections.get();

    service.bean(CrashRecovery.class).recover();
    assertThat(status(dead.request())).as("its node may be alive").isEqualTo("signing");
    leaseRunsOut(dead, "signed");

    assertThat(status(dead.request())).isEqualTo("signed");
    assertThat(service.authServer.introspections.get()).isEqualTo(asked);
    assertThat(trail(dead.request())).contains("signature.started", "signature.completed");
  }

  @Test
  void whatWasBeingSignedBecomesUnknownAndIsNeverRepeated() {
    var dead = reserved("signing");
    assertThat(service.bean(Grants.class).signing(dead.attempt(), dead.hash())).isTrue();

    leaseRunsOut(dead, "unknown");
    leaseRunsOut(dead, "unknown");

    assertThat(status(dead.request())).isEqualTo("unknown");
    assertThat(trail(dead.request()))
        .contains("signature.unknown")
        .doesNotContain("signature.completed");
    var again = steps.sign(dead.request(), steps.approve(CHAIRMAN, dead.request()));
    assertThat(again.problem()).isEqualTo("approval-spent");
    assertThat(again.json().path("documents").get(0).path("status").asString())
        .isEqualTo("unknown");
    assertThat(
            service
                .send(
                    java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(
                            "http://localhost:"
                                + service.managementPort()
                                + "/actuator/prometheus")))
                .text())
        .contains("antin_signatures_unknown");
  }

  @Test
  void aNodeThatWasOnlySlowCannotWriteAfterOthersTookOver() {
    var slow = reserved("slow");
    leaseRunsOut(slow, "signed");

    var grants = service.bean(Grants.class);

    assertThat(grants.signing(slow.attempt(), slow.hash())).isFalse();
    assertThat(grants.notSigned(slow.attempt(), slow.hash())).isFalse();
    assertThat(status(slow.request())).isEqualTo("signed");
  }

  @Test
  void whatIsNotSignedWithinTheRequestsLifeIsLeft() {
    var dead = reserved("too late");
    service.clock.advance(Duration.ofDays(1).plusMinutes(5));

    service.bean(CrashRecovery.class).recover();

    assertThat(trail(dead.request())).doesNotContain("signature.started");
  }

  @Test
  void aRequestOfOneSystemIsNotShownToAnother() {
    var dead = reserved("whose");

    assertThat(
            service
                .get(
                    "/signature-requests/" + dead.request().path("id").asString(""),
                    service.machine(APP))
                .status())
        .isEqualTo(404);
  }
}
