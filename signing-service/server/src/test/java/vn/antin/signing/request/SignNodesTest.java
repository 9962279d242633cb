package vn.antin.signing.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.util.List;
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

/** Two nodes on one database: one approval is spent once, whichever is asked. */
final class SignNodesTest {
  private static final int TRIES = Boolean.getBoolean("antin.long") ? 1_000 : 25;

  private static RunningService one;
  private static RunningService two;
  private static TestSigning steps;

  @BeforeAll
  static void start() {
    one = RunningService.start("antin.token.patience=30s"); // a busy machine is not the subject
    one.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(one);
    steps.awaitPeople();
    two = one.node();
    two.up();
  }

  @AfterAll
  static void stop() {
    two.down();
    one.close();
  }

  @Test
  void oneApprovalAtBothNodesAtOnceMakesOneSetOfSignatures() throws Exception {
    var credential = steps.credential(CHAIRMAN, "official");
    try (var both = Executors.newFixedThreadPool(2)) {
      for (var i = 0; i < TRIES; i++) {
        var token = steps.official(CHAIRMAN);
        var request =
            steps.request(
                token,
                credential,
                steps.upload(token, TestPdfs.saying("first " + i)),
                steps.upload(token, TestPdfs.saying("second " + i)));
        var approval = steps.approve(CHAIRMAN, request);

        var answers =
            both
                .invokeAll(
                    List.<Callable<Answer>>of(
                        () -> sign(one, request, approval), () -> sign(two, request, approval)))
                .stream()
                .map(answer -> answer.resultNow())
                .toList();

        var signed = answers.get(answers.getFirst().status() == 200 ? 0 : 1);
        var refused = answers.get(answers.getFirst().status() == 200 ? 1 : 0);
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
        assertThat(signed.json().path("documents")).hasSize(2);
        assertThat(refused.problem()).as(refused.text()).isEqualTo("approval-spent");
        assertThat(audited(request, "signature.started")).isEqualTo(2);
        assertThat(audited(request, "signature.completed")).isEqualTo(2);
      }
    }
    assertThat(
            one.database
                .superuser()
                .sql("SELECT count(*) FROM document WHERE state = 'ready'")
                .query(Long.class)
                .single())
        .as("two sent and two signed a try")
        .isEqualTo(4L * TRIES);
  }

  private static Answer sign(RunningService node, JsonNode request, String approval) {
    return node.post("/signature-requests/" + request.path("id").asString("") + "/sign", approval);
  }

  private static long audited(JsonNode request, String type) {
    return one.database
        .superuser()
        .sql("SELECT count(*) FROM audit.entry WHERE object = :request AND type = :type")
        .param("request", request.path("id").asString(""))
        .param("type", type)
        .query(Long.class)
        .single();
  }
}
