package vn.antin.signing.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.TestSigning.APP;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import vn.antin.signing.agent.TestAgent;
import vn.antin.signing.document.Sha256;

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
  void fileAboutAUsbTokensValueIsJudgedWithoutUs(@TempDir Path anchors, @TempDir Path folder)
      throws Exception {
    var roots = folder.resolve("roots");
    try (var agent = TestAgent.start(anchors, "antin.audit.roots-file=" + roots)) {
      var person = agent.person();
      var token = agent.steps.official(person.id());
      var request = agent.request(person, 1);
      var job = agent.pull(agent.make(person, request));
      assertThat(agent.brought(job, 0, person.sign(job.bytes(0)))).startsWith("signed");
      var signed =
          agent
              .service
              .get("/signature-requests/" + request, token)
              .json()
              .path("documents")
              .get(0)
              .path("signedDocumentId")
              .asString("");
      var document =
          Files.write(
              folder.resolve("signed.pdf"),
              agent.service.get("/documents/" + signed + "/content", token).body());
      var path =
          "/signatures/"
              + Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(Sha256.digest().digest(Files.readAllBytes(document)))
              + "/evidence";
      TestSigning.eventually(() -> agent.service.get(path, token).status() == 200);
      var file = Files.write(folder.resolve("e.json"), agent.service.get(path, token).body());
      var other = agent.person();
      assertThat(agent.service.get(path, agent.steps.official(other.id())).status()).isEqualTo(404);

      var judged =
          judge(
              file.toString(),
              "--document",
              document.toString(),
              "--anchor",
              anchors.resolve("outside.pem").toString(),
              "--signing-roots",
              roots.toString());
      assertThat(judged)
          .contains(
              "OK as far as it goes",
              "The job named this hash",
              "The token signed the content",
              "says signature.completed",
              "is in the file of roots")
          .doesNotContain("BROKEN");
      var text = Files.readString(file);
      var value = Json.parseMembers(text).members("signature").text("value");
      Files.writeString(
          file, text.replace(value, (value.startsWith("A") ? "B" : "A") + value.substring(1)));
      assertThat(judge(file.toString())).contains("BROKEN", "did not sign these attributes");
    }
  }

  /** What {@code ./antin evidence verify} says. */
  private static String judge(String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "vn.antin.evidence.Main",
                "verify"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return words;
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
