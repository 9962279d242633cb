package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.authority.est.TestServer.basic;
import static vn.antin.signing.authority.est.TestServer.certificate;
import static vn.antin.signing.authority.est.TestServer.enrol;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** Codes that were stolen, guessed at, or outlived what they rest on. */
final class EnrolmentCodeTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static RunningService service;
  private static TestSigning steps;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            "antin.est.enabled=true",
            "antin.est.plain-http=true",
            "antin.est.per-minute=100000",
            "antin.est.domains=langson.gov.vn");
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String administrator() {
    return steps.administrator(CHAIRMAN, PROVINCE);
  }

  /** And waits until people are known to be as they are then. */
  private static void advance(Duration step) {
    service.clock.advance(step);
    TestSigning.eventually(
        () -> !service.get("/authority/servers", administrator()).json().path("stale").asBoolean());
  }

  private static String host() {
    return "code" + NUMBER.incrementAndGet() + ".langson.gov.vn";
  }

  private static JsonNode allowed(String... hostNames) {
    return TestServer.allowed(service, administrator(), COMMUNE, hostNames);
  }

  private static String path(JsonNode server) {
    return "/authority/servers/" + server.path("id").asString("");
  }

  private static JsonNode newCode(JsonNode server, boolean revoke) {
    var answer =
        service.postJson(path(server) + "/code", administrator(), Map.of("revoke", revoke));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static long issued(JsonNode server) {
    return service
        .database
        .superuser()
        .sql(
            """
            SELECT count(*) FROM issued_certificate JOIN server_enrolment AS enrolment
              ON enrolment.id = credential_id WHERE enrolment.server_id = :id
            """)
        .param("id", UUID.fromString(server.path("id").asString("")))
        .query(Long.class)
        .single();
  }

  private static List<String> audited(JsonNode server) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
        .param("id", server.path("id").asString(""))
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static int reason(String serial) {
    return service
        .database
        .superuser()
        .sql("SELECT reason FROM certificate_revocation WHERE serial_number = :serial")
        .param("serial", serial)
        .query(Integer.class)
        .optional()
        .orElse(-1);
  }

  /** Whether the code is good; looking does not spend it. */
  private static boolean knows(JsonNode server) {
    return service
        .bean(Enrolling.class)
        .knows(
            new Proof.ByCode(
                UUID.fromString(server.path("id").asString("")),
                EnrolmentCode.of(server.path("code").asString(""))));
  }

  @Test
  void whatAStolenCodeBroughtIsRevokedWithTheNewCode() {
    var allowed = allowed(host());
    var stolen = certificate(enrol(service, basic(allowed), new TestServer().request("CN=")));
    assertThat(enrol(service, basic(allowed), new TestServer().request("CN=")).status())
        .isEqualTo(401);

    var asked = service.post(path(allowed) + "/code", administrator());
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.problem()).isEqualTo("server-code-used");
    assertThat(asked.json().path("usedAt").asString(""))
        .isEqualTo(
            service
                .get(path(allowed), administrator())
                .json()
                .path("server")
                .path("codeUsedAt")
                .asString("-"));
    assertThat(reason(stolen.getSerialNumber().toString(16))).isEqualTo(-1);
    var fresh = newCode(allowed, true);

    assertThat(reason(stolen.getSerialNumber().toString(16))).isEqualTo(1);
    assertThat(service.bean(Enrolling.class).knows(new Proof.ByCertificate(stolen))).isFalse();
    assertThat(certificate(enrol(service, basic(fresh), new TestServer().request("CN="))))
        .isNotEqualTo(stolen);
  }

  @Test
  void aCodeOfWhoSecuresTheUnitNoMoreIsNone() {
    var allowed = allowed(host());
    var role = TestProvince.role(2, CHAIRMAN, PROVINCE, "security-administrator", null);
    var ended = new HashMap<>(role);
    ended.put("validTo", "2025-08-01T00:00:00Z");
    service.authServer.add(ended);
    try {
      TestSigning.eventually(() -> !knows(allowed));
      assertThat(enrol(service, basic(allowed), new TestServer().request("CN=")).status())
          .isEqualTo(401);
    } finally {
      service.authServer.add(role);
    }
    TestSigning.eventually(() -> knows(allowed));
    assertThat(certificate(enrol(service, basic(allowed), new TestServer().request("CN="))))
        .isNotNull();
  }

  @Test
  void wrongCodesDoNotEndTheRightOneAndTheAuditIsBounded() {
    var allowed = allowed(host());
    var id = allowed.path("id").asString("");
    var request = new TestServer().request("CN=");
    for (var i = 0; i < 12; i++) {
      assertThat(enrol(service, basic(id, "AAAA"), request).status()).isEqualTo(401);
    }
    assertThat(audited(allowed).stream().filter(each -> each.endsWith("code-wrong"))).hasSize(10);
    assertThat(certificate(enrol(service, basic(allowed), request))).isNotNull();

    var again = newCode(allowed, false);
    assertThat(enrol(service, basic(allowed), request).status()).isEqualTo(401);
    assertThat(certificate(enrol(service, basic(again), new TestServer().request("CN="))))
        .isNotNull();
  }

  @Test
  void onAStaleCopyCodesWaitAndRenewalsGoOnForADay() {
    var first = allowed(host());
    var leaf = certificate(enrol(service, basic(first), new TestServer().request("CN=")));
    var allowed = allowed(host());
    var renewal = new Proof.ByCertificate(leaf);
    var enrolling = service.bean(Enrolling.class);
    service.authServer.stop();
    try {
      service.clock.advance(Duration.ofMinutes(10));
      assertThat(enrol(service, basic(allowed), new TestServer().request("CN=")).status())
          .isEqualTo(503);
      assertThat(enrolling.knows(renewal)).isTrue();
      service.clock.advance(Duration.ofHours(24));
      assertThatThrownBy(() -> enrolling.knows(renewal))
          .isInstanceOfSatisfying(
              SigningException.class, e -> assertThat(e.problem()).isEqualTo(Problem.PEOPLE_STALE));
    } finally {
      service.authServer.start();
    }
    advance(Duration.ZERO);
    assertThat(enrolling.knows(renewal)).isTrue();
    assertThat(certificate(enrol(service, basic(allowed), new TestServer().request("CN="))))
        .isNotNull();
  }

  @Test
  void namesOutsideTodaysDomainsAreNotEnrolledAgain() {
    var allowed = allowed(host());
    service
        .database
        .superuser()
        .sql("UPDATE allowed_server SET host_names = ARRAY['www.elsewhere.vn'] WHERE id = :id")
        .param("id", UUID.fromString(allowed.path("id").asString("")))
        .update();

    var answer = enrol(service, basic(allowed), new TestServer().request("CN="));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("www.elsewhere.vn");
    assertThat(issued(allowed)).isZero();
  }
}
