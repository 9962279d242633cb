package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.authority.server.TestServers;

/** A service at which servers enrol, and its administrator. */
final class TestEnrolment implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final RunningService service;
  final TestSigning steps;

  private TestEnrolment(RunningService service) {
    this.service = service;
    this.steps = new TestSigning(service);
  }

  /** Knows the people of the test province when this returns. */
  static TestEnrolment start(String... more) {
    var settings =
        new ArrayList<>(
            List.of(
                "antin.est.enabled=true",
                "antin.est.per-minute=100000",
                "antin.est.domains=langson.gov.vn"));
    settings.addAll(List.of(more));
    var enrolment = new TestEnrolment(RunningService.start(settings.toArray(String[]::new)));
    enrolment.service.authServer.replacePeople(TestProvince.items());
    enrolment.steps.awaitPeople();
    return enrolment;
  }

  @Override
  public void close() {
    service.close();
  }

  String administrator() {
    return steps.administrator(CHAIRMAN, PROVINCE);
  }

  /** And waits until people are known to be as they are then. */
  void advance(Duration step) {
    service.clock.advance(step);
    TestSigning.eventually(
        () -> !service.get("/authority/servers", administrator()).json().path("stale").asBoolean());
  }

  /** A name that no other server has. */
  static String host() {
    return "server" + NUMBER.incrementAndGet() + ".langson.gov.vn";
  }

  /** A server of the commune. */
  JsonNode allowed(String... hostNames) {
    return TestServers.allowed(service, administrator(), COMMUNE, hostNames);
  }

  static UUID id(JsonNode server) {
    return UUID.fromString(server.path("id").asString(""));
  }

  static String path(JsonNode server) {
    return "/authority/servers/" + id(server);
  }

  JsonNode newCode(JsonNode server, boolean revoke) {
    var answer =
        service.postJson(path(server) + "/code", administrator(), Map.of("revoke", revoke));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** How many serial numbers were given for the server. */
  long issued(JsonNode server) {
    return service
        .database
        .superuser()
        .sql(
            """
            SELECT count(*) FROM issued_certificate JOIN server_enrolment AS enrolment
              ON enrolment.id = credential_id WHERE enrolment.server_id = :id
            """)
        .param("id", id(server))
        .query(Long.class)
        .single();
  }

  /** How many certificates of the server are in force, or may be. */
  long inForce(JsonNode server) {
    return service
        .database
        .superuser()
        .sql(
            """
            SELECT count(*) FROM issued_certificate AS issued
            WHERE state <> 'failed' AND credential_id IN (
              SELECT id FROM server_enrolment WHERE server_id = :id)
              AND NOT EXISTS (SELECT FROM certificate_revocation AS revocation
                WHERE revocation.authority = issued.authority
                  AND revocation.serial_number = issued.serial_number)
            """)
        .param("id", id(server))
        .query(Long.class)
        .single();
  }

  List<String> audited(JsonNode server) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
        .param("id", server.path("id").asString(""))
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** Why it was revoked; -1 when it was not. */
  int reason(String serial) {
    return service
        .database
        .superuser()
        .sql("SELECT reason FROM certificate_revocation WHERE serial_number = :serial")
        .param("serial", serial)
        .query(Integer.class)
        .optional()
        .orElse(-1);
  }
}
