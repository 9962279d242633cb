package vn.antin.signing.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestSigning;

/** What an application asked for is signed with a key that this service does not have. */
final class InboxTokenTest {
  @TempDir static Path anchors;
  private static TestAgent agent;

  @BeforeAll
  static void start() throws Exception {
    agent = TestAgent.start(anchors, "antin.signing-requests.interval=100ms");
  }

  @AfterAll
  static void stop() {
    agent.close();
  }

  private static String application() {
    return agent.service.authServer.token(
        Map.of("sub", "qlvb", "client_id", "qlvb", "scope", "signing-request"));
  }

  private static String inbox(TestAgent.Person person) {
    return agent.steps.official(person.id(), "admin-ui");
  }

  private static JsonNode request(TestAgent.Person person, String title) {
    var answer =
        agent.service.postJson(
            "/v1/signing-requests",
            application(),
            Map.of(
                "title", title,
                "documents",
                    List.of(
                        Map.of(
                            "documentId",
                            agent.steps.upload(application(), TestPdfs.saying(title)))),
                "signers", List.of(Map.of("official", person.id().toString()))));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static JsonNode chosen(TestAgent.Person person) {
    var step = agent.service.get("/v1/inbox", inbox(person)).json().path("steps").get(0);
    assertThat(step.path("credential").path("custody").asString("")).isEqualTo("usb-token");
    var batch =
        agent.service.postJson(
            "/v1/inbox/approvals",
            inbox(person),
            Map.of("steps", List.of(step.path("id").asString(""))));
    assertThat(batch.status()).as(batch.text()).isEqualTo(200);
    assertThat(batch.json().path("custody").asString("")).isEqualTo("usb-token");
    return batch.json();
  }

  private static String job(JsonNode batch) {
    return TestAgent.jobOf(batch.path("signatureRequest").asString(""));
  }

  @Test
  void theStepMovesOnWhenTheTokenHasSigned() {
    var person = agent.person();
    var request = request(person, "ky bang token");
    var batch = chosen(person);

    assertThat(agent.service.post(job(batch), agent.steps.official(person.id(), "qlvb")).status())
        .as("only through the inbox")
        .isEqualTo(404);
    assertThat(
            agent
                .service
                .post(job(batch), agent.steps.official(agent.person().id(), "admin-ui"))
                .status())
        .as("only by the one who chose")
        .isEqualTo(404);
    var job = agent.pull(agent.service.post(job(batch), inbox(person)));
    assertThat(agent.brought(job, 0, person.sign(job.bytes(0)))).startsWith("signed");

    TestSigning.eventually(() ->
        agent
            .service
            .get("/v1/signing-requests/" + request.path("id").asString(""), application())
            .json()
            .path("state")
            .asString("")
            .equals("completed"));
  }

  @Test
  void aCancelledRequestIsNotSignedByAJobThatWasPulledBefore() {
    var person = agent.person();
    var request = request(person, "huy truoc khi ky");
    var batch = chosen(person);
    var job = agent.pull(agent.service.post(job(batch), inbox(person)));

    var cancelled =
        agent.service.postJson(
            "/v1/signing-requests/" + request.path("id").asString("") + "/cancel",
            application(),
            Map.of("reason", "Gửi nhầm"));

    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
    assertThat(agent.brought(job, 0, person.sign(job.bytes(0)))).startsWith("refused");
    assertThat(agent.service.post(job(batch), inbox(person)).status()).isEqualTo(404);
  }
}
