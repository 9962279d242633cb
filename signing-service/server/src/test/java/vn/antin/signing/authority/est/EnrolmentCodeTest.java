package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.authority.est.TestEnrolment.host;
import static vn.antin.signing.authority.est.TestEnrolment.path;
import static vn.antin.signing.authority.est.TestServer.basic;
import static vn.antin.signing.authority.est.TestServer.certificate;
import static vn.antin.signing.authority.est.TestServer.enrol;

import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.OneTimeCode;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** Codes that were stolen, guessed at, or outlived what they rest on. */
final class EnrolmentCodeTest {
  private static TestEnrolment est;
  private static RunningService service;

  @BeforeAll
  static void start() {
    est = TestEnrolment.start("antin.est.plain-http=true");
    service = est.service;
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  /** Whether the code is good; looking does not spend it. */
  private static boolean knows(JsonNode server) {
    return service
        .bean(Enrolments.class)
        .knows(
            new Proof.ByCode(
                TestEnrolment.id(server),
                OneTimeCode.parse(server.path("code").asString("")).orElseThrow()));
  }

  @Test
  void whatAStolenCodeBroughtIsRevokedWithTheNewCode() {
    var allowed = est.allowed(host());
    var stolen = certificate(enrol(service, basic(allowed), new TestServer().request("CN=")));
    assertThat(enrol(service, basic(allowed), new TestServer().request("CN=")).status())
        .isEqualTo(401);

    var asked = service.post(path(allowed) + "/code", est.administrator());
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.problem()).isEqualTo("server-code-used");
    assertThat(asked.json().path("usedAt").asString(""))
        .isEqualTo(
            service
                .get(path(allowed), est.administrator())
                .json()
                .path("server")
                .path("codeUsedAt")
                .asString("-"));
    assertThat(est.reason(stolen.getSerialNumber().toString(16))).isEqualTo(-1);
    var fresh = est.newCode(allowed, true);

    assertThat(est.reason(stolen.getSerialNumber().toString(16))).isEqualTo(1);
    assertThat(service.bean(Enrolments.class).knows(new Proof.ByCertificate(stolen))).isFalse();
    assertThat(certificate(enrol(service, basic(fresh), new TestServer().request("CN="))))
        .isNotEqualTo(stolen);
  }

  @Test
  void aCodeOfWhoSecuresTheUnitNoMoreIsNone() {
    var allowed = est.allowed(host());
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
  void aCodeOfWhoHasLostThePowerOverTheHouseAndKeptTheUnitIsNone() {
    var allowed = est.allowed(host());
    var role = TestProvince.role(2, CHAIRMAN, PROVINCE, "security-administrator", null);
    var unitAlone = TestProvince.role(2, CHAIRMAN, COMMUNE, "security-administrator", null);
    service.authServer.add(unitAlone);
    try {
      TestSigning.eventually(() -> !knows(allowed));
      assertThat(enrol(service, basic(allowed), new TestServer().request("CN=")).status())
          .isEqualTo(401);
    } finally {
      service.authServer.add(role);
    }
    TestSigning.eventually(() -> knows(allowed));
  }

  @Test
  void wrongCodesDoNotEndTheRightOneAndTheAuditIsBounded() {
    var allowed = est.allowed(host());
    var id = allowed.path("id").asString("");
    var request = new TestServer().request("CN=");
    for (var i = 0; i < 12; i++) {
      assertThat(enrol(service, basic(id, "AAAA"), request).status()).isEqualTo(401);
    }
    assertThat(est.audited(allowed).stream().filter(each -> each.endsWith("code-wrong")))
        .hasSize(10);
    assertThat(certificate(enrol(service, basic(allowed), request))).isNotNull();

    var again = est.newCode(allowed, false);
    assertThat(enrol(service, basic(allowed), request).status()).isEqualTo(401);
    assertThat(certificate(enrol(service, basic(again), new TestServer().request("CN="))))
        .isNotNull();
  }

  @Test
  void onAStaleCopyCodesWaitAndRenewalsGoOnForADay() {
    var first = est.allowed(host());
    var leaf = certificate(enrol(service, basic(first), new TestServer().request("CN=")));
    var allowed = est.allowed(host());
    var renewal = new Proof.ByCertificate(leaf);
    var enrolments = service.bean(Enrolments.class);
    service.authServer.stop();
    try {
      service.clock.advance(Duration.ofMinutes(10));
      assertThat(enrol(service, basic(allowed), new TestServer().request("CN=")).status())
          .isEqualTo(503);
      assertThat(enrolments.knows(renewal)).isTrue();
      service.clock.advance(Duration.ofHours(24));
      assertThatThrownBy(() -> enrolments.knows(renewal))
          .isInstanceOfSatisfying(
              SigningException.class, e -> assertThat(e.problem()).isEqualTo(Problem.PEOPLE_STALE));
    } finally {
      service.authServer.start();
    }
    est.advance(Duration.ZERO);
    assertThat(enrolments.knows(renewal)).isTrue();
    assertThat(certificate(enrol(service, basic(allowed), new TestServer().request("CN="))))
        .isNotNull();
  }

  @Test
  void namesOutsideTodaysDomainsAreNotEnrolledAgain() {
    var allowed = est.allowed(host());
    service
        .database
        .superuser()
        .sql("UPDATE allowed_server SET host_names = ARRAY['www.elsewhere.vn'] WHERE id = :id")
        .param("id", TestEnrolment.id(allowed))
        .update();

    var answer = enrol(service, basic(allowed), new TestServer().request("CN="));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("www.elsewhere.vn");
    assertThat(est.issued(allowed)).isZero();
  }
}
