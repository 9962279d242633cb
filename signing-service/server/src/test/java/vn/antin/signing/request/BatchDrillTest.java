package vn.antin.signing.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestSigning.APP;
import static vn.antin.signing.TestSigning.eventually;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.ForkedService;
import vn.antin.signing.PdfSig;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/**
 * A batch whose service is killed by SIGKILL at every step. PostgreSQL holds the service there: by
 * a trigger that waits for a lock, or by the lock itself. The service knows nothing of it.
 */
final class BatchDrillTest {
  private static final int DOCUMENTS = Boolean.getBoolean("antin.long") ? 1_000 : 150;
  private static final int LOCK = 4711;

  /**
   * Where the service is held and killed.
   *
   * @param when what waits for the lock
   * @param next a table that it may not read then, when it is held after that and not before
   */
  private record Step(String name, String when, @Nullable String next) {
    static Step update(String name, String condition) {
      return new Step(name, "UPDATE ON grant_hash FOR EACH ROW WHEN (" + condition + ")", null);
    }

    Step then(String name, String table) {
      return new Step(name, when, table);
    }
  }

  private static final Step RESERVING =
      Step.update("reserving", "OLD.state = 'approved' AND NEW.state = 'reserved'");
  private static final Step RESERVED = Step.update("reserved", "NEW.state = 'signing'");

  private static final List<Step> STEPS =
      List.of(
          Step.update("being taken over", "OLD.attempt <> NEW.attempt"),
          RESERVED.then("the intent is written, the key is not used", "private_key"),
          Step.update("being given up", "NEW.state = 'unknown'"),
          new Step("the document is being stored", "INSERT ON document_chunk FOR EACH ROW", null),
          Step.update("the key is used, the ledger is not written", "NEW.state = 'signed'"));

  @TempDir private Path folder;
  private final TestDatabase database = TestDatabase.create();
  private final JdbcClient sql = database.superuser();
  private final Set<String> cutOff = new HashSet<>();

  @Test
  void eachDocumentIsSignedOnceOrUnknownHoweverOftenTheServiceIsKilled() throws Exception {
    try (var prepared =
            RunningService.prepare(
                database, "antin.token.patience=30s"); // a busy machine is not what this is about
        var service = new ForkedService(prepared, Map.of())) {
      var steps = new TestSigning(prepared);
      var request = request(prepared, steps);
      var path = "/signature-requests/" + request.path("id").asString("");
      var approval = approval(prepared, steps, request);
      sql.sql(
              """
              CREATE FUNCTION drill() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN PERFORM pg_advisory_xact_lock_shared(%d); RETURN NEW; END $$
              """
                  .formatted(LOCK))
          .update();
      service.start();
      try (var caller = Executors.newVirtualThreadPerTaskExecutor()) {
        killedAt(
            RESERVING,
            service,
            () ->
                caller.execute(() -> {
                  try {
                    sign(prepared, service, path, approval);
                  } catch (UncheckedIOException e) {
                    // It is killed before it answers.
                  }
                }));
      }
      assertThat(count("state <> 'approved'")).as("all are reserved, or none").isZero();
      service.start();
      killedAt(
          RESERVED,
          service,
          () -> assertThat(sign(prepared, service, path, approval).status()).isEqualTo(202));
      assertThat(count("state = 'reserved'")).isEqualTo(DOCUMENTS);
      for (var step : STEPS) {
        killedAt(step, service, service::start);
      }
      killedBetweenDocuments(service);

      service.start();
      eventually(() -> count("state IN ('approved', 'reserved', 'signing')") == 0);

      everythingIsSignedOnceOrUnknown(service.get(path + "?count=500", steps.official(CHAIRMAN)));
      filesAreWhole(service, steps.official(CHAIRMAN), path);
      assertThat(sign(prepared, service, path, approval).problem()).isEqualTo("approval-spent");
      assertThat(sign(prepared, service, path, approval(prepared, steps, request)).problem())
          .isEqualTo("approval-spent");
      assertThat(audited("signature.started")).hasSize(DOCUMENTS);
    }
  }

  /** The setting up is not what is tried, so a service in this process does it. */
  private JsonNode request(RunningService prepared, TestSigning steps) {
    prepared.authServer.replacePeople(TestProvince.items());
    prepared.up();
    try {
      steps.awaitPeople();
      var token = steps.official(CHAIRMAN);
      var documents =
          IntStream.range(0, DOCUMENTS)
              .mapToObj(number -> steps.upload(token, TestPdfs.saying("drill " + number)))
              .toArray(String[]::new);
      return steps.request(token, steps.credential(CHAIRMAN, "official"), documents);
    } finally {
      prepared.down();
    }
  }

  /** One that outlives the drill. */
  private static String approval(RunningService prepared, TestSigning steps, JsonNode request) {
    var answer = new HashMap<>(steps.approved(CHAIRMAN, APP, request.path("authorizationDetails")));
    answer.put("exp", prepared.clock.instant().plusSeconds(3600).getEpochSecond());
    return prepared.authServer.approval(answer);
  }

  private static Answer sign(
      RunningService prepared, ForkedService service, String path, String approval) {
    return prepared.send(
        service
            .request(path + "/sign")
            .header("Authorization", "Bearer " + approval)
            .header("Prefer", "respond-async")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** Holds the service at the step when it comes there, and kills it. */
  private void killedAt(Step step, ForkedService service, Runnable begin) throws Exception {
    try (var first = connection();
        var second = connection()) {
      execute(
          first,
          "CREATE TRIGGER drill BEFORE " + step.when() + " EXECUTE FUNCTION drill()",
          "SELECT pg_advisory_lock(" + LOCK + ")");
      begin.run();
      awaitWaiting(step, "wait_event = 'advisory'");
      if (step.next() != null) {
        second.setAutoCommit(false);
        execute(second, "LOCK TABLE " + step.next() + " IN ACCESS EXCLUSIVE MODE");
        execute(first, "SELECT pg_advisory_unlock(" + LOCK + ")");
        eventually(() -> count("state = 'signing'") > 0);
        awaitWaiting(step, "wait_event = 'relation' AND query LIKE '%" + step.next() + "%'");
      }
      service.kill();
    }
    gone();
    sql.sql("DROP TRIGGER IF EXISTS drill ON grant_hash").update();
    sql.sql("DROP TRIGGER IF EXISTS drill ON document_chunk").update();
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(database.url(), "postgres", "");
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var each : statements) {
        statement.execute(each);
      }
    }
  }

  private void awaitWaiting(Step step, String how) {
    try {
      eventually(() ->
          sql.sql("SELECT count(*) FROM pg_stat_activity WHERE usename = :app AND " + how)
                  .param("app", database.appRole())
                  .query(Long.class)
                  .single()
              > 0);
    } catch (AssertionError e) {
      throw new AssertionError("was not seen at: " + step.name(), e);
    }
  }

  private void killedBetweenDocuments(ForkedService service) {
    sql.sql(
            """
            CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END $$
            """)
        .update();
    sql.sql(
            """
            CREATE TRIGGER drill BEFORE UPDATE ON grant_hash FOR EACH ROW
            WHEN (NEW.state = 'signed') EXECUTE FUNCTION slowly()
            """)
        .update();
    service.start();
    eventually(() -> count("state = 'signed'") >= 5);
    service.kill();
    gone();
    sql.sql("DROP TRIGGER drill ON grant_hash").update();
    assertThat(count("state = 'reserved'")).as("killed half way").isPositive();
  }

  /** The dead one's transactions end; then its leases have run out. */
  private void gone() {
    eventually(() ->
        sql.sql("SELECT count(*) FROM pg_stat_activity WHERE usename = :app")
                .param("app", database.appRole())
                .query(Long.class)
                .single()
            == 0);
    cutOff.addAll(
        sql.sql("SELECT encode(hash, 'base64') FROM grant_hash WHERE state = 'signing'")
            .query((row, _) -> row.getString(1))
            .list());
    sql.sql(
            """
            UPDATE grant_hash SET lease_until = now() - interval '1 second'
            WHERE lease_until IS NOT NULL
            """)
        .update();
  }

  private void everythingIsSignedOnceOrUnknown(Answer shown) {
    assertThat(cutOff).as("cut off in the middle of signing").isNotEmpty();
    assertThat(
            sql.sql("SELECT encode(hash, 'base64') FROM grant_hash WHERE state = 'unknown'")
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactlyInAnyOrderElementsOf(cutOff);
    var signed = DOCUMENTS - cutOff.size();
    var progress = shown.json().path("progress");
    assertThat(progress.path("signed").asInt()).as(shown.text()).isEqualTo(signed);
    assertThat(progress.path("unknown").asInt()).isEqualTo(cutOff.size());
    assertThat(progress.path("pending").asInt()).isZero();
    assertThat(audited("signature.started")).hasSize(DOCUMENTS).doesNotHaveDuplicates();
    assertThat(audited("signature.completed")).hasSize(signed).doesNotHaveDuplicates();
    assertThat(audited("signature.unknown")).containsExactlyInAnyOrderElementsOf(cutOff);
    assertThat(
            sql.sql("SELECT count(*) FROM document WHERE state = 'ready'")
                .query(Long.class)
                .single())
        .as("documents that anybody can see")
        .isEqualTo(DOCUMENTS + signed);
  }

  private List<String> audited(String type) {
    return sql.sql("SELECT facts ->> 'hash' FROM audit.entry WHERE type = :type")
        .param("type", type)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private void filesAreWhole(ForkedService service, String token, String path) throws Exception {
    var files = new HashSet<String>();
    var file = folder.resolve("signed.pdf");
    for (var from = 0; from < DOCUMENTS; from += 500) {
      var shown = service.get(path + "?from=" + from, token).json().path("documents");
      for (var document : shown) {
        if (document.path("status").asString("").equals("signed")) {
          var id = document.path("signedDocumentId").asString("");
          var content = service.get("/documents/" + id + "/content", token);
          assertThat(files.add(id)).isTrue();
          assertThat(
                  Base64.getEncoder()
                      .encodeToString(MessageDigest.getInstance("SHA-256").digest(content.body())))
              .isEqualTo(document.path("sha256").asString(""));
          Files.write(file, content.body());
          PdfSig.check(file).holds(1).isValidOverTheWholeDocument();
        }
      }
    }
    assertThat(files).hasSize(DOCUMENTS - cutOff.size());
  }

  private long count(String condition) {
    return sql.sql("SELECT count(*) FROM grant_hash WHERE " + condition).query(Long.class).single();
  }
}
