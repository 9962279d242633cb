package vn.antin.signing.certificate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.TestAuthority;

/** Many certificates in one job: all or nearly all get one, whatever happens on the way. */
final class JobEndpointTest {
  private static final int OFFICIALS = 40;
  private static final int MANY = Boolean.getBoolean("antin.long") ? 10_000 : 200;

  private RunningService service;
  private TestAuthority authority;
  private TestSigning steps;
  private String administrator;

  @BeforeEach
  void start() {
    service =
        RunningService.prepare(
            TestDatabase.create(),
            "antin.development-authority.enabled=false",
            "antin.certificates.authority=" + TestAuthority.NAME,
            "antin.certificates.key=ec-p256");
    authority = new TestAuthority(service.clock);
    service.with(CertificateAuthority.class, authority).up();
    var people = TestProvince.items();
    people.addAll(officials(0, OFFICIALS));
    service.authServer.replacePeople(people);
    steps = new TestSigning(service);
    TestSigning.eventually(() -> count("SELECT count(*) FROM assignment") == OFFICIALS + 3);
    administrator = steps.administrator(CHAIRMAN, PROVINCE);
  }

  private static List<Map<String, Object>> officials(int from, int until) {
    var items = new ArrayList<Map<String, Object>>();
    for (var i = from; i < until; i++) {
      var id = UUID.randomUUID();
      items.add(TestProvince.official(id, "bulk" + i, "Cán bộ " + i, "active"));
      items.add(TestProvince.assignment(1000 + i, id, COMMUNE, "Công chức"));
    }
    return items;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private long count(String statement) {
    return service.database.superuser().sql(statement).query(Long.class).single();
  }

  private JsonNode order(String token, Map<String, Object> wish) {
    var answer = service.postJson("/certificate-jobs", token, wish);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json();
  }

  private JsonNode progress(JsonNode job) {
    return service
        .get(
            "/certificate-jobs/" + job.path("id").asString(""),
            steps.administrator(CHAIRMAN, PROVINCE))
        .json();
  }

  /** However many rows there are, some must end within each minute. */
  private void awaitEnd(JsonNode job) {
    while (!progress(job).has("finishedAt")) {
      var before = open(job);
      TestSigning.eventually(() -> open(job) < before || progress(job).has("finishedAt"));
    }
  }

  private long open(JsonNode job) {
    var progress = progress(job);
    return progress.path("waiting").asLong() + progress.path("working").asLong();
  }

  @Test
  void thousandsAreIssuedInOneJobThatIsStoppedOnTheWay() {
    officials(OFFICIALS, MANY).forEach(service.authServer::add);
    TestSigning.eventually(() -> count("SELECT count(*) FROM assignment") == MANY + 3);
    var job = order(administrator, Map.of("kind", "issue", "unit", COMMUNE));
    TestSigning.eventually(() -> authority.issued.get() >= 20);
    service.down();
    service.up();

    awaitEnd(job);

    assertThat(progress(job).path("done").asInt()).isEqualTo(MANY + 1);
    assertThat(count("SELECT count(DISTINCT official_id) FROM credential WHERE state = 'valid'"))
        .isEqualTo(MANY + 1L);
  }

  @Test
  void everyOfficialOfTheUnitWithoutACertificateGetsOneAndOneOnly() {
    var job = order(administrator, Map.of("kind", "issue", "unit", COMMUNE));

    assertThat(job.path("total").asInt()).isEqualTo(OFFICIALS + 1);
    awaitEnd(job);
    assertThat(progress(job).path("done").asInt()).isEqualTo(OFFICIALS + 1);
    var again = order(administrator, Map.of("kind", "issue", "unit", COMMUNE));
    assertThat(again.path("total").asInt()).isZero();
    assertThat(progress(again).has("finishedAt")).isTrue();
    assertThat(count("SELECT count(*) FROM audit.entry WHERE type = 'certificate.requested'"))
        .isEqualTo(OFFICIALS + 1L)
        .isEqualTo(count("SELECT count(*) FROM audit.entry WHERE type = 'certificate.issued'"));
    var renewal =
        order(
            administrator,
            Map.of("kind", "renew", "expiresBefore", "2090-01-01T00:00:00Z", "unit", COMMUNE));
    awaitEnd(renewal);
    assertThat(progress(renewal).path("done").asInt()).isEqualTo(OFFICIALS + 1);
    assertThat(count("SELECT count(*) FROM credential WHERE state = 'valid'"))
        .isEqualTo(2 * (OFFICIALS + 1L));
  }

  @Test
  void aJobGoesOnAfterItsServiceWasEndedAndStartedAgain() {
    var job = order(administrator, Map.of("kind", "issue"));
    TestSigning.eventually(() -> authority.issued.get() >= 3);
    service.down();
    service.up();

    awaitEnd(job);
    assertThat(progress(job).path("done").asInt()).isEqualTo(job.path("total").asInt());
    assertThat(
            count(
                "SELECT count(*) FROM (SELECT official_id FROM credential WHERE state = 'valid'"
                    + " GROUP BY official_id HAVING count(*) > 1) AS twice"))
        .isZero();
  }

  @Test
  void aRowWhoseNodeWasKilledIsReportedAndBegunAgainWithAnotherKey() {
    var official =
        service
            .database
            .superuser()
            .sql("SELECT id FROM official WHERE username = 'bulk0'")
            .query(UUID.class)
            .single();
    authority.before = _ -> java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    service.down();
    var job = UUID.randomUUID();
    var credential = UUID.randomUUID();
    service
        .database
        .superuser()
        .sql(
            """
            INSERT INTO certificate_job (id, kind, created_by, client_id, administers, total,
              created_at) VALUES (:job, 'issue', :by, 'admin-ui', ARRAY[:unit]::uuid[], 1, now());
            INSERT INTO credential (id, kind, official_id, key_label, state, created_at)
            VALUES (:credential, 'official', :official, 'credential-' || :credential::text,
              'issuing', now());
            INSERT INTO certificate_job_row (job_id, number, official_id, credential_id, state,
              attempts, not_before, changed_at)
            VALUES (:job, 1, :official, :credential, 'working', 1, now() - interval '1 minute',
              now())
            """)
        .param("job", job)
        .param("by", CHAIRMAN)
        .param("unit", PROVINCE)
        .param("credential", credential)
        .param("official", official)
        .update();
    service.up();

    TestSigning.eventually(() ->
        count(
                "SELECT count(*) FROM certificate_job_row WHERE state = 'done' AND detail = 'repeated'")
            == 1);
    assertThat(
            service
                .database
                .superuser()
                .sql("SELECT state FROM credential WHERE official_id = :id ORDER BY state")
                .param("id", official)
                .query(String.class)
                .list())
        .containsExactly("failed", "valid");
    assertThat(count("SELECT count(*) FROM audit.entry WHERE type = 'certificate.interrupted'"))
        .isEqualTo(1);
  }

  @Test
  void anAuthorityThatIsAwayPostponesAndALostRoleFails() {
    authority.away = true;
    var job = order(administrator, Map.of("kind", "issue", "unit", COMMUNE));
    TestSigning.eventually(() ->
        count("SELECT count(*) FROM certificate_job_row WHERE detail = 'token-unreachable'") > 0);
    assertThat(progress(job).path("failed").asInt()).isZero();
    service.authServer.add(
        TestProvince.role(
            2,
            CHAIRMAN,
            PROVINCE,
            "security-administrator",
            service.clock.instant().minusSeconds(60).toString()));
    TestSigning.eventually(
        () -> count("SELECT count(*) FROM role_held WHERE valid_to IS NOT NULL") == 1);
    service.clock.advance(java.time.Duration.ofMinutes(1));

    TestSigning.eventually(() -> progress(job).path("failed").asInt() > 0);
    authority.away = false;
    assertThat(outcome(job, "failed")).contains("not-found");
  }

  @Test
  void aJobIsItsCreatorsAndTheUnitsAdministratorsOwn() {
    var job = order(administrator, Map.of("kind", "issue", "unit", COMMUNE));
    var path = "/certificate-jobs/" + job.path("id").asString("");
    var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);

    assertThat(service.get(path, elsewhere).status()).isEqualTo(404);
    assertThat(service.get(path + "/rows", elsewhere).status()).isEqualTo(404);
    assertThat(service.post(path + "/cancel", elsewhere).status()).isEqualTo(404);
    assertThat(service.get("/certificate-jobs", elsewhere).json().path("items")).isEmpty();
    assertThat(service.get("/certificate-jobs", administrator).json().path("items")).hasSize(1);
    var roleless = steps.administrator(CLERK, PROVINCE);
    assertThat(service.get(path, roleless).status()).isEqualTo(200);
    assertThat(service.post(path + "/cancel", roleless).status()).isEqualTo(404);
    var all =
        "/certificate-jobs/" + order(administrator, Map.of("kind", "issue")).path("id").asString();
    assertThat(service.get(all, steps.administrator(CHAIRMAN, OTHER_COMMUNE)).status())
        .as("the creator, who administers something else now")
        .isEqualTo(404);
    assertThat(service.post(all + "/cancel", administrator).status()).isEqualTo(204);
    assertThat(order(elsewhere, Map.of("kind", "issue", "unit", COMMUNE)).path("total").asInt())
        .isZero();
    assertThat(service.postJson("/certificate-jobs", administrator, Map.of()).status())
        .isEqualTo(400);
    assertThat(
            service.postJson("/certificate-jobs", administrator, Map.of("kind", "renew")).status())
        .isEqualTo(400);
    assertThat(service.post(path + "/cancel", administrator).status()).isEqualTo(204);
    awaitEnd(job);
    var end = progress(job);
    assertThat(end.path("done").asInt() + end.path("cancelled").asInt())
        .isEqualTo(end.path("total").asInt());
  }

  @Test
  void jobsTakeTurnsAndOneAdministratorMayHaveAFewOnly() {
    var begun = new CopyOnWriteArrayList<String>();
    var go = new CompletableFuture<Void>();
    authority.before =
        wish -> {
          begun.add(wish.credential().toString());
          go.join();
        };
    var longer = order(administrator, Map.of("kind", "issue", "unit", COMMUNE));
    TestSigning.eventually(() -> begun.size() == 2);
    var shorter =
        order(administrator, Map.of("kind", "issue", "officials", List.of(CLERK.toString())));
    var third = order(administrator, Map.of("kind", "issue"));

    var refused = service.postJson("/certificate-jobs", administrator, Map.of("kind", "issue"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("jobs-unfinished");
    order(steps.administrator(CLERK, OTHER_COMMUNE), Map.of("kind", "issue"));

    go.complete(null);
    awaitEnd(longer);
    awaitEnd(shorter);
    awaitEnd(third);
    var credential =
        service
            .database
            .superuser()
            .sql("SELECT credential_id::text FROM certificate_job_row WHERE job_id = :job::uuid")
            .param("job", shorter.path("id").asString(""))
            .query(String.class)
            .single();
    assertThat(begun.indexOf(credential))
        .as("a short job among the rows of a long one")
        .isBetween(0, 5);
    order(administrator, Map.of("kind", "issue"));
  }

  private List<String> outcome(JsonNode job, String state) {
    return service
        .get(
            "/certificate-jobs/" + job.path("id").asString("") + "/rows?state=" + state,
            steps.administrator(CHAIRMAN, PROVINCE))
        .json()
        .path("items")
        .valueStream()
        .map(item -> item.path("detail").asString(""))
        .distinct()
        .toList();
  }
}
