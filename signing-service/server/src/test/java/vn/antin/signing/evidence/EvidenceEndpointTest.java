package vn.antin.signing.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.TestSigning.APP;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.audit.json.Json;
import vn.antin.audit.proof.InclusionProof;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** Evidence files, for those whose signature it is and once the logs are sealed over it. */
final class EvidenceEndpointTest {
  private static RunningService service;
  private static TestSigning steps;

  @BeforeAll
  static void start(@TempDir Path folder) {
    service = RunningService.start("antin.audit.roots-file=" + folder.resolve("roots"));
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void fileHoldsTheAgreementTheSignatureAndAProofOfTheLog() {
    service.authServer.agreement = Map.of("method", "pin", "audit", List.of());
    var signed = signed("evidence");

    assertThat(evidence(signed.source(), steps.official(CHAIRMAN)).problem())
        .as("auth-server's log is not sealed")
        .isEqualTo("evidence-not-sealed");
    service.authServer.agreement = Map.of("method", "pin", "audit", List.of(Map.of("index", 0)));
    TestSigning.eventually(
        () -> evidence(signed.source(), steps.official(CHAIRMAN)).status() == 200);
    var json = Json.parseMembers(evidence(signed.source(), steps.official(CHAIRMAN)).text());
    assertThat(json.text("format")).isEqualTo("antin-evidence-v1");
    assertThat(json.members("agreement").text("method")).isEqualTo("pin");
    assertThat(json.members("signature").text("hash")).isEqualTo(signed.source());
    assertThat(json.members("signature").text("signedHash")).isEqualTo(signed.result());
    assertThat(json.members("certificate").textItems("chain")).isNotEmpty();
    var proof = InclusionProof.fromJson(json.memberItems("audit").getFirst());
    assertThat(proof.holds()).isTrue();
    assertThat(proof.entry().type()).isEqualTo("signature.completed");
    assertThat(proof.entry().facts()).containsEntry("hash", signed.source());
    assertThat(evidence(signed.result(), service.machine(APP)).status()).isEqualTo(200);
    assertThat(evidence(signed.source(), steps.official(VILLAGER)).status()).isEqualTo(404);
    assertThat(evidence(signed.source(), service.machine("another-app")).status()).isEqualTo(404);
  }

  @Test
  void whatTheResponderSaidIsKeptOnce() {
    signed("status");
    var repository = service.bean(EvidenceRepository.class);
    var since = service.clock.instant().minus(Duration.ofHours(1));
    repository.keepStatuses(since);

    assertThat(repository.keepStatuses(since)).isZero();
  }

  @Test
  void whatIsNoHashIsSaidToBeNone() {
    assertThat(service.get("/signatures/abc/evidence", steps.official(CHAIRMAN)).status())
        .isEqualTo(400);
    assertThat(service.get("/signatures/" + "A".repeat(43) + "/evidence", null).status())
        .isEqualTo(401);
  }

  private record Signed(String source, String result) {}

  private static Signed signed(String text) {
    var token = steps.official(CHAIRMAN);
    var request =
        steps.request(
            token,
            steps.credential(CHAIRMAN, "official"),
            steps.upload(token, TestPdfs.saying(text)));
    var answer = steps.sign(request, steps.approve(CHAIRMAN, request));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var details = request.path("authorizationDetails").get(0);
    return new Signed(
        details.path("documentDigests").get(0).path("hash").asString(""),
        answer.json().path("documents").get(0).path("sha256").asString(""));
  }

  private static Answer evidence(String base64, String token) {
    var hash =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Base64.getDecoder().decode(base64));
    return service.get("/signatures/" + hash + "/evidence", token);
  }
}
