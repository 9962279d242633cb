package vn.antin.signing.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

final class BatchSigningTest {
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

  private record Batch(JsonNode request, List<String> documents) {
    String path() {
      return "/signature-requests/" + request.path("id").asString("");
    }
  }

  private static Batch batch(String text, int documents) {
    var token = steps.official(CHAIRMAN);
    var uploaded = new ArrayList<String>();
    for (var number = 0; number < documents; number++) {
      uploaded.add(steps.upload(token, TestPdfs.saying(text + " " + number)));
    }
    return new Batch(
        steps.request(
            token, steps.credential(CHAIRMAN, "official"), uploaded.toArray(String[]::new)),
        uploaded);
  }

  private static JsonNode shown(Batch batch, String query) {
    return service.get(batch.path() + query, steps.official(CHAIRMAN)).json();
  }

  private static Answer signLater(Batch batch, String approval) {
    return service.send(
        service
            .request(batch.path() + "/sign", approval)
            .header("Prefer", "wait=1, respond-async")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static long keyUses(Batch batch) {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM audit.entry WHERE object = :id AND type = 'signature.started'")
        .param("id", batch.request().path("id").asString(""))
        .query(Long.class)
        .single();
  }

  @Test
  void aBatchIsSignedWhileItsCallerGoesOnAndEachDocumentOnce() {
    var batch = batch("later", 9);
    var asked = service.authServer.introspections.get();
    var approval = steps.approve(CHAIRMAN, batch.request());

    var answer = signLater(batch, approval);

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Preference-Applied")).contains("respond-async");
    assertThat(answer.headers().firstValue("Location")).contains(batch.path());
    assertThat(signLater(batch, approval).problem()).isEqualTo("approval-spent");
    TestSigning.eventually(() -> shown(batch, "").path("progress").path("signed").asInt(0) == 9);
    assertThat(keyUses(batch)).isEqualTo(9);
    assertThat(service.authServer.introspections.get()).isEqualTo(asked + 2);
    assertThat(shown(batch, "?from=7&count=5").path("documents")).hasSize(2);
    assertThat(service.get(batch.path() + "?count=501", steps.official(CHAIRMAN)).status())
        .isEqualTo(400);
  }

  @Test
  void aDocumentThatCannotBePreparedIsNamedAndTheOthersAreSigned() {
    var batch = batch("damaged", 5);
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE document_chunk SET sealed = set_byte(sealed, 5, get_byte(sealed, 5) # 1)
            WHERE document_id = :id::uuid
            """)
        .param("id", batch.documents().get(2))
        .update();

    var answer = steps.sign(batch.request(), steps.approve(CHAIRMAN, batch.request()));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("status").asString()).isEqualTo("partly-signed");
    assertThat(answer.json().path("documents")).hasSize(4);
    var left = answer.json().path("left");
    assertThat(left).hasSize(1);
    assertThat(left.get(0).path("documentId").asString()).isEqualTo(batch.documents().get(2));
    assertThat(left.get(0).path("problem").asString()).isEqualTo("document-damaged");
    assertThat(keyUses(batch)).isEqualTo(4);
    var progress = shown(batch, "").path("progress");
    assertThat(progress.path("signed").asInt()).isEqualTo(4);
    assertThat(progress.path("pending").asInt()).as("approved as before").isEqualTo(1);
  }
}
