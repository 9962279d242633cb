package vn.antin.signing.vgca;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.PdfSig;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.agent.TestAgent;
import vn.antin.signing.agent.TestAgent.Person;

/** Signing by a program of which nothing is believed. */
final class VgcaJobTest {
  @TempDir static Path anchors;
  private static TestAgent agent;

  @BeforeAll
  static void start() throws Exception {
    agent =
        TestAgent.start(
            anchors, "antin.vgca.per-minute=100000", "antin.signing-requests.interval=100ms");
  }

  @AfterAll
  static void stop() {
    agent.close();
  }

  private static StandInProgram program() {
    return new StandInProgram(
        "http://localhost:9100", agent.service.port(), Date.from(agent.service.clock.instant()));
  }

  private static String jobOf(String request) {
    return "/signature-requests/" + request + "/vgca-job";
  }

  private static Answer make(Person person, String request) {
    return agent.service.post(jobOf(request), agent.steps.official(person.id()));
  }

  private static JsonNode offered(Person person, String request) {
    var made = make(person, request);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
    return made.json().path("documents");
  }

  private static JsonNode stands(Person person, String request) {
    return agent.service.get(jobOf(request), agent.steps.official(person.id())).json();
  }

  private static byte[] fetched(JsonNode document) {
    var answer = program().download(document.path("downloadUrl").asString(""));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static String up(JsonNode document) {
    return document.path("uploadUrl").asString("");
  }

  private static byte[] signed(Person person, byte[] pdf) {
    return program().signed(pdf, person.key().getPrivate(), person.certificate());
  }

  private static byte[] download(Person person, String request, int number) {
    var token = agent.steps.official(person.id());
    var shown = agent.service.get("/signature-requests/" + request, token).json();
    var id = shown.path("documents").get(number).path("signedDocumentId").asString("");
    return agent.service.get("/documents/" + id + "/content", token).body();
  }

  @Test
  void signedFileOfTheProgramIsTakenAndSpent() throws Exception {
    var person = agent.person();
    var request = agent.request(person, 2);
    var documents = offered(person, request);
    assertThat(documents.get(0).path("kind").asString("")).isEqualTo("leader");

    for (var document : documents) {
      assertThat(program().refusal(up(document), signed(person, fetched(document)))).isEmpty();
    }

    var stands = stands(person, request);
    assertThat(stands.path("because").asString("")).isEqualTo("done");
    assertThat(stands.path("signed").asInt(0)).isEqualTo(2);
    var file = Files.createTempFile(anchors, "signed", ".pdf");
    Files.write(file, download(person, request, 0));
    PdfSig.check(file).isValidOverTheWholeDocument().isBy(person.name());
    assertThat(agent.trail(request))
        .containsExactly(
            "signature-request.created",
            "vgca-job.made",
            "vgca-job.fetched",
            "signature.started",
            "signature.completed",
            "vgca-job.fetched",
            "signature.started",
            "signature.completed",
            "vgca-job.ended");
    assertThat(make(person, request).problem()).isEqualTo("approval-spent");
  }

  @Test
  void addressesServeOnceAndTheirHashesAloneAreStored() {
    var person = agent.person();
    var request = agent.request(person, 1);
    var document = offered(person, request).get(0);
    var down = document.path("downloadUrl").asString("");
    assertThat(program().look(down).statusCode()).as("looking uses nothing up").isEqualTo(405);
    assertThat(program().upload(up(document), new byte[] {1}).statusCode())
        .as("nothing was handed out yet")
        .isEqualTo(404);
    var pdf = fetched(document);
    assertThat(program().download(down).statusCode()).isEqualTo(404);
    assertThat(program().refusal(up(document), signed(person, pdf))).isEmpty();
    assertThat(program().upload(up(document), signed(person, pdf)).statusCode()).isEqualTo(404);
    for (var address : List.of(down.replace(".pdf", ""), up(document))) {
      assertThat(
              agent
                  .service
                  .database
                  .superuser()
                  .sql("SELECT count(*) FROM vgca_document AS row WHERE row::text LIKE :text")
                  .param("text", "%" + address.replaceAll(".*/", "") + "%")
                  .query(Long.class)
                  .single())
          .isZero();
    }

    var late = agent.request(person, 1);
    var waiting = offered(person, late).get(0);
    agent.forward(Duration.ofMinutes(11));
    assertThat(program().download(waiting.path("downloadUrl").asString("")).statusCode())
        .isEqualTo(404);
    assertThat(stands(person, late).path("because").asString("")).isEqualTo("expired");
    var again = offered(person, late).get(0);
    var bytes = fetched(again);
    offered(person, late);
    assertThat(program().upload(up(again), signed(person, bytes)).statusCode())
        .as("a newer job ends the older")
        .isEqualTo(404);
  }

  @Test
  void jobsThatCameToNothingAreForgottenAfterAWeekAndSignedOnesAreKept() {
    var person = agent.person();
    var done = agent.request(person, 1);
    var document = offered(person, done).get(0);
    assertThat(program().refusal(up(document), signed(person, fetched(document)))).isEmpty();
    var left = agent.request(person, 1);
    offered(person, left);

    agent.service.bean(VgcaKeeper.class).forgetOld();
    assertThat(List.of(jobs(done), jobs(left))).containsExactly(1L, 1L);

    agent.forward(Duration.ofDays(8));
    agent.service.bean(VgcaKeeper.class).forgetOld();
    assertThat(List.of(jobs(done), jobs(left))).containsExactly(1L, 0L);
  }

  private static long jobs(String request) {
    return agent
        .service
        .database
        .superuser()
        .sql("SELECT count(*) FROM vgca_job WHERE request_id = :id::uuid")
        .param("id", request)
        .query(Long.class)
        .single();
  }

  @Test
  void whatIsNotTheDocumentWithOneMoreSignatureIsRefused() {
    var person = agent.person();
    var other = agent.person();
    var request = agent.request(person, 9);
    var documents = offered(person, request);
    var elsewhere = TestPdfs.saying("Van ban khac");
    var cases =
        List.of(
            new Case(pdf -> pdf, "return-unsigned"),
            new Case(pdf -> signed(person, elsewhere), "return-other-document"),
            new Case(pdf -> signed(other, pdf), "return-other-certificate"),
            new Case(pdf -> signed(person, signed(person, pdf)), "return-several-signatures"),
            new Case(
                pdf -> program().signed(pdf, person.key().getPrivate(), person.certificate(), true),
                "return-changed"),
            new Case(pdf -> StandInProgram.annotated(signed(person, pdf)), "return-not-valid"),
            new Case(pdf -> signed(person, StandInProgram.annotated(pdf)), "return-changed"),
            new Case(
                pdf -> java.util.Arrays.copyOf(signed(person, pdf), 5 << 20), "document-too-large"),
            new Case(pdf -> flipped(signed(person, pdf), pdf.length), "return-not-valid"));

    for (var number = 0; number < cases.size(); number++) {
      var pdf = fetched(documents.get(number));
      assertThat(program().refusal(up(documents.get(number)), cases.get(number).change().of(pdf)))
          .as(cases.get(number).problem())
          .matches("\\p{Lu}.*\\.");
    }

    var stands = stands(person, request).path("documents");
    for (var number = 0; number < cases.size(); number++) {
      assertThat(stands.get(number).path("problem").asString(""))
          .as("document " + number)
          .isEqualTo(cases.get(number).problem());
    }
    assertThat(agent.trail(request)).doesNotContain("signature.started", "signature.completed");
    assertThat(offered(person, request)).as("all can be signed still").hasSize(9);
  }

  private record Case(Change change, String problem) {}

  private interface Change {
    byte[] of(byte[] pdf);
  }

  /** One digit of the value in the middle of its room. */
  private static byte[] flipped(byte[] file, int from) {
    var at = from;
    while (!(file[at] == '<' && file[at + 1] == '3' && file[at + 2] == '0')) {
      at++;
    }
    at += 1200;
    file[at] = (byte) (file[at] == '0' ? '1' : '0');
    return file;
  }

  @Test
  void endedCertificateAndPowerlessOfficialSignNothing() {
    var suspended = agent.person();
    var request = agent.request(suspended, 1);
    var document = offered(suspended, request).get(0);
    var pdf = fetched(document);
    agent.service.postJson(
        "/certificates/" + suspended.credential() + "/suspend",
        agent.administrator(),
        Map.of("reason", "device-lost"));
    assertThat(program().refusal(up(document), signed(suspended, pdf))).contains("Chứng thư số");

    var left = agent.person();
    var second = agent.request(left, 1);
    var theirs = offered(left, second).get(0);
    var bytes = fetched(theirs);
    agent.service.authServer.add(
        TestProvince.official(left.id(), "gone" + left.name().hashCode(), left.name(), "disabled"));
    TestSigning.eventually(() ->
        agent
                .service
                .database
                .superuser()
                .sql("SELECT count(*) FROM official WHERE id = :id AND status <> 'active'")
                .param("id", left.id())
                .query(Long.class)
                .single()
            == 1);
    assertThat(program().refusal(up(theirs), signed(left, bytes))).isNotEmpty();
    assertThat(agent.trail(second)).doesNotContain("signature.started");
  }

  @Test
  void onlyTheHolderMakesAndSeesTheJob() {
    var person = agent.person();
    var other = agent.person();
    var request = agent.request(person, 1);
    assertThat(make(other, request).status()).isEqualTo(404);
    assertThat(agent.service.post(jobOf(request), agent.service.machine(TestSigning.APP)).status())
        .isEqualTo(403);
    var document = offered(person, request).get(0);
    assertThat(agent.service.get(jobOf(request), agent.steps.official(other.id())).status())
        .isEqualTo(404);
    var pdf = fetched(document);
    var ended = agent.service.delete(jobOf(request), agent.steps.official(person.id()));
    assertThat(ended.json().path("because").asString("")).isEqualTo("cancelled");
    assertThat(program().upload(up(document), signed(person, pdf)).statusCode()).isEqualTo(404);
  }
}
