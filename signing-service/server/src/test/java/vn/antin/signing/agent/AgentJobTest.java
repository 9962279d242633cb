package vn.antin.signing.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.PdfSig;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** Signing with keys that this service does not have. */
final class AgentJobTest {
  @TempDir static Path anchors;
  private static TestAgent agent;

  @BeforeAll
  static void start() throws Exception {
    agent = TestAgent.start(anchors);
  }

  @AfterAll
  static void stop() {
    agent.close();
  }

  @Test
  void valueOfTheTokenMakesTheSignedDocument() throws Exception {
    var person = agent.person();
    var request = agent.request(person, 1);
    assertThat(
            agent
                .service
                .get("/credentials?key=usb-token", agent.steps.official(person.id()))
                .text())
        .contains(person.credential());

    var made = agent.make(person, request);
    assertThat(made.json().path("link").asString(""))
        .matches("antin-sign://localhost:9100/[A-Za-z0-9_-]{43}");
    var job = agent.pull(made);
    assertThat(job.claims().path("official").path("name").asString("")).isEqualTo(person.name());
    assertThat(job.claims().path("iss").asString("")).isEqualTo("http://localhost:9100");
    assertThat(job.bytes(0))
        .as("what is signed names the content's digest")
        .containsSubsequence(
            Base64.getDecoder().decode(job.document(0).path("contentDigest").asString("")));
    assertThat(agent.brought(job, 0, person.sign(job.bytes(0)))).startsWith("signed");

    var stands = agent.stands(person, request);
    assertThat(stands.path("state").asString("")).isEqualTo("ended");
    assertThat(stands.path("because").asString("")).isEqualTo("done");
    assertThat(stands.path("signed").asInt(0)).isEqualTo(1);
    var token = agent.steps.official(person.id());
    var shown = agent.service.get("/signature-requests/" + request, token).json();
    assertThat(shown.path("status").asString("")).isEqualTo("signed");
    var id = shown.path("documents").get(0).path("signedDocumentId").asString("");
    var file = Files.createTempFile(anchors, "signed", ".pdf");
    Files.write(file, agent.service.get("/documents/" + id + "/content", token).body());
    PdfSig.check(file).isValidOverTheWholeDocument().isBy(person.name());
    assertThat(agent.trail(request))
        .containsExactly(
            "signature-request.created",
            "agent-job.made",
            "agent-job.pulled",
            "signature.started",
            "signature.completed",
            "agent-job.ended");
    assertThat(agent.make(person, request).problem()).isEqualTo("approval-spent");
  }

  @Test
  void fiftyDocumentsAreOneJob() {
    var person = agent.person();
    var request = agent.request(person, 50);
    var job = agent.pull(agent.make(person, request));
    assertThat(job.documents()).isEqualTo(50);
    var values = new HashMap<Integer, String>();
    for (var number = 0; number < 50; number++) {
      values.put(number, person.sign(job.bytes(number)));
    }

    var answer = agent.bring(job, values);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(agent.stands(person, request).path("signed").asInt(0)).isEqualTo(50);
  }

  @Test
  void jobIsHandedOutOnceAndItsIdAloneBringsNothing() {
    var person = agent.person();
    var request = agent.request(person, 1);
    var made = agent.make(person, request);
    var job = agent.pull(made);

    for (var handle : List.of(job.handle(), job.secret(), "x")) {
      assertThat(agent.service.get("/agent/jobs/" + handle, null).status())
          .as(handle)
          .isEqualTo(404);
    }
    var stranger = new TestAgent.Pulled(job.handle(), job.handle(), job.claims(), job.jws());
    assertThat(agent.bring(stranger, Map.of(0, person.sign(job.bytes(0)))).status()).isEqualTo(404);
    assertThat(
            agent
                .service
                .postJson(
                    "/agent/jobs/" + job.handle() + "/end",
                    null,
                    Map.of("secret", job.handle(), "because", "declined"))
                .status())
        .isEqualTo(404);
    assertThat(agent.brought(job, 0, person.sign(job.bytes(0)))).startsWith("signed");
    assertThat(
            agent
                .service
                .database
                .superuser()
                .sql("SELECT count(*) FROM agent_job AS job WHERE job::text LIKE :text")
                .param("text", "%" + job.handle() + "%")
                .query(Long.class)
                .single())
        .as("the id is stored as a hash")
        .isZero();
  }

  @Test
  void wrongValuesAreRefusedAndSpendNothing() throws Exception {
    var person = agent.person();
    var other = agent.person();
    var request = agent.request(person, 2);
    var job = agent.pull(agent.make(person, request));
    var altered = job.bytes(0);
    altered[altered.length - 1] ^= 1;
    var hash = MessageDigest.getInstance("SHA-256").digest(job.bytes(0));

    for (var value :
        Map.of(
                "other bytes", person.sign(altered),
                "another document", person.sign(job.bytes(1)),
                "another's key", other.sign(job.bytes(0)),
                "a hash of it", person.sign(hash),
                "nothing", "",
                "rubbish", Base64.getEncoder().encodeToString(new byte[256]))
            .entrySet()) {
      assertThat(agent.brought(job, 0, value.getValue()))
          .as(value.getKey())
          .isEqualTo("refused possession-unproved");
    }
    assertThat(agent.bring(job, Map.of(2, person.sign(job.bytes(0)))).status()).isEqualTo(400);
    assertThat(agent.bring(job, Map.of(-1, person.sign(job.bytes(0)))).status()).isEqualTo(400);
    assertThat(agent.trail(request)).doesNotContain("signature.started");
    assertThat(agent.stands(person, request).path("pending").asInt(0)).isEqualTo(2);
    assertThat(agent.brought(job, 0, person.sign(job.bytes(0)))).startsWith("signed");
  }

  @Test
  void replayedValueSignsNothingAgain() throws Exception {
    var person = agent.person();
    var request = agent.request(person, 2);
    var job = agent.pull(agent.make(person, request));
    var value = person.sign(job.bytes(0));

    List<String> states;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> call = () -> agent.brought(job, 0, value);
      states =
          threads.invokeAll(java.util.Collections.nCopies(4, call)).stream()
              .map(each -> each.resultNow().strip())
              .toList();
    }

    assertThat(states).contains("signed").containsAnyOf("signed", "pending");
    assertThat(agent.brought(job, 0, value)).startsWith("signed");
    assertThat(agent.trail(request)).containsOnlyOnce("signature.started", "signature.completed");
    var next = agent.pull(agent.make(person, request));
    assertThat(next.documents()).as("only what is not signed yet").isEqualTo(1);
    assertThat(agent.brought(next, 0, value)).isEqualTo("refused possession-unproved");
    assertThat(agent.brought(job, 1, person.sign(job.bytes(1))))
        .as("the older job has ended")
        .isEqualTo("refused agent-job-ended");
    assertThat(agent.brought(next, 0, person.sign(next.bytes(0)))).startsWith("signed");
  }

  @Test
  void suspendedCertificateAndInactiveOfficialSignNothingAfterThePreparation() {
    var suspended = agent.person();
    var first = agent.request(suspended, 1);
    var job = agent.pull(agent.make(suspended, first));
    var ended =
        agent.service.postJson(
            "/certificates/" + suspended.credential() + "/suspend",
            agent.administrator(),
            Map.of("reason", "device-lost"));
    assertThat(ended.status()).as(ended.text()).isBetween(200, 299);
    assertThat(agent.brought(job, 0, suspended.sign(job.bytes(0))))
        .isEqualTo("refused credential-not-usable");
    assertThat(agent.stands(suspended, first).path("because").asString(""))
        .isEqualTo("credential-not-usable");

    var left = agent.person();
    var second = agent.request(left, 1);
    var theirs = agent.pull(agent.make(left, second));
    agent.service.authServer.add(
        TestProvince.official(left.id(), "left" + left.name().hashCode(), left.name(), "disabled"));
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
    assertThat(agent.brought(theirs, 0, left.sign(theirs.bytes(0))))
        .isEqualTo("refused credential-not-usable");
    assertThat(agent.trail(second)).doesNotContain("signature.started");
  }

  @Test
  void nothingIsBegunOrTakenWhileTheCopyOfPeopleHangs() {
    var person = agent.person();
    var request = agent.request(person, 2);
    var job = agent.pull(agent.make(person, request));
    agent.service.authServer.stop();
    try {
      agent.service.clock.advance(Duration.ofMinutes(6));
      assertThat(agent.brought(job, 0, person.sign(job.bytes(0))))
          .isEqualTo("refused people-stale");
      assertThat(agent.make(person, request).problem()).isEqualTo("people-stale");
    } finally {
      agent.service.authServer.start();
    }
    agent.forward(Duration.ofSeconds(90));
    assertThat(agent.trail(request)).doesNotContain("signature.started");
    assertThat(agent.brought(job, 0, person.sign(job.bytes(0)))).startsWith("signed");
  }

  @Test
  void onlyTheHolderMakesAndSeesTheJob() {
    var person = agent.person();
    var other = agent.person();
    var request = agent.request(person, 1);

    assertThat(agent.make(other, request).status()).isEqualTo(404);
    assertThat(
            agent
                .service
                .post(TestAgent.jobOf(request), agent.service.machine(TestSigning.APP))
                .status())
        .isEqualTo(403);
    agent.make(person, request);
    assertThat(
            agent.service.get(TestAgent.jobOf(request), agent.steps.official(other.id())).status())
        .isEqualTo(404);
    var machine = agent.service.machine(TestSigning.APP);
    var foreign =
        agent.steps.request(
            machine,
            person.credential(),
            agent.steps.upload(machine, vn.antin.signing.TestPdfs.saying("by a system")));
    var id = foreign.path("id").asString("");
    assertThat(agent.make(other, id).problem()).isEqualTo("credential-not-usable");
    assertThat(agent.steps.sign(foreign, agent.steps.approve(person.id(), foreign)).status())
        .as("this service has no such key")
        .isEqualTo(403);
    var job = agent.pull(agent.make(person, id));
    assertThat(agent.brought(job, 0, person.sign(job.bytes(0)))).startsWith("signed");
  }

  @Test
  void jobEndsByTimeByThePageAndByTheAgent() {
    var person = agent.person();
    var request = agent.request(person, 1);
    var late = agent.pull(agent.make(person, request));
    agent.forward(Duration.ofMinutes(16));
    assertThat(agent.brought(late, 0, person.sign(late.bytes(0))))
        .isEqualTo("refused agent-job-ended");
    TestSigning.eventually(
        () -> agent.stands(person, request).path("because").asString("").equals("expired"));

    var cancelled = agent.pull(agent.make(person, request));
    var page = agent.service.delete(TestAgent.jobOf(request), agent.steps.official(person.id()));
    assertThat(page.json().path("because").asString("")).isEqualTo("cancelled");
    assertThat(agent.brought(cancelled, 0, person.sign(cancelled.bytes(0))))
        .isEqualTo("refused agent-job-ended");

    var declined = agent.pull(agent.make(person, request));
    var said = Map.of("secret", declined.secret(), "because", "declined");
    assertThat(
            agent
                .service
                .postJson("/agent/jobs/" + declined.handle() + "/end", null, said)
                .status())
        .isEqualTo(204);
    assertThat(agent.stands(person, request).path("because").asString("")).isEqualTo("declined");
    assertThat(
            agent
                .service
                .database
                .superuser()
                .sql(
                    """
                    SELECT count(*) FROM agent_job_document JOIN agent_job ON job_id = agent_job.id
                    WHERE agent_job.state = 'ended' AND prepared IS NOT NULL
                      AND agent_job_document.state <> 'completing'
                    """)
                .query(Long.class)
                .single())
        .as("what was prepared is forgotten")
        .isZero();
  }
}
