package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.authority.est.TestEnrolment.host;
import static vn.antin.signing.authority.est.TestEnrolment.path;
import static vn.antin.signing.authority.est.TestServer.basic;
import static vn.antin.signing.authority.est.TestServer.certificate;
import static vn.antin.signing.authority.est.TestServer.enrol;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestSigning;

/** Nodes and tokens that go away in the middle: one request never has two certificates. */
final class EnrolmentRecoveryTest {
  private static TestEnrolment est;
  private static RunningService service;

  @BeforeAll
  static void start() {
    est = TestEnrolment.start("antin.est.plain-http=true");
    service = est.service;
    assertThat(service.get(TestServer.BASE + "cacerts", null).status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  /** As a node leaves it that went away before it wrote the outcome down. */
  private static void forget(JsonNode allowed) {
    var forgotten =
        service
            .database
            .superuser()
            .sql(
                """
                UPDATE server_enrolment SET state = 'waiting', serial_number = NULL,
                  authority = NULL, finished_at = NULL, taken_until = created_at
                WHERE server_id = :id
                """)
            .param("id", TestEnrolment.id(allowed))
            .update();
    assertThat(forgotten).isEqualTo(1);
  }

  private static void ledger(JsonNode allowed, String state) {
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE issued_certificate SET state = :state, certificate = NULL
            WHERE credential_id IN (SELECT id FROM server_enrolment WHERE server_id = :id)
            """)
        .param("state", state)
        .param("id", TestEnrolment.id(allowed))
        .update();
  }

  @Test
  void whatWasIssuedBeforeTheNodeWentAwayIsTheAnswer() {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    var first = certificate(enrol(service, basic(allowed), request));
    forget(allowed);

    assertThat(certificate(enrol(service, basic(allowed), request))).isEqualTo(first);
    assertThat(est.issued(allowed)).isEqualTo(1);
  }

  @Test
  void anIntentIsWaitedForAndOneOfUnknownFateIsNotRepeated() {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    certificate(enrol(service, basic(allowed), request));
    forget(allowed);
    ledger(allowed, "intended");

    var wait = enrol(service, basic(allowed), request);
    assertThat(wait.status()).isEqualTo(202);
    assertThat(wait.headers().firstValue("Retry-After")).isPresent();
    ledger(allowed, "unknown");
    assertThat(enrol(service, basic(allowed), request).status()).isEqualTo(500);
    assertThat(enrol(service, basic(allowed), request).status()).isEqualTo(500);
    assertThat(est.issued(allowed)).isEqualTo(1);

    var fresh = est.newCode(allowed, false);
    assertThat(certificate(enrol(service, basic(fresh), request))).isNotNull();
  }

  @Test
  void whatIsSignedAfterItWasDoubtedIsShown() {
    var allowed = est.allowed(host());
    certificate(enrol(service, basic(allowed), new TestServer().request("CN=")));
    forget(allowed);
    service
        .database
        .superuser()
        .sql("UPDATE server_enrolment SET state = 'unknown' WHERE server_id = :id")
        .param("id", TestEnrolment.id(allowed))
        .update();

    var seen = service.get(path(allowed), est.administrator()).json();
    assertThat(seen.path("certificates")).hasSize(1);
    assertThat(seen.path("server").path("status").asString("")).isEqualTo("enrolled");
  }

  @Test
  void whatFailedIsBegunAnew() {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    certificate(enrol(service, basic(allowed), request));
    forget(allowed);
    ledger(allowed, "failed");

    assertThat(certificate(enrol(service, basic(allowed), request))).isNotNull();
    assertThat(est.issued(allowed)).isEqualTo(2);
  }

  @Test
  void whileTheAuthorityCannotSignTheServerWaitsAndThenHasOneCertificate() {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    label("'away-' || key_label");
    try {
      var answer = enrol(service, basic(allowed), request);
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(enrol(service, basic(allowed), new TestServer().request("CN=")).status())
          .isEqualTo(401);
    } finally {
      label("substr(key_label, 6)");
    }

    var first = certificate(enrol(service, basic(allowed), request));
    assertThat(certificate(enrol(service, basic(allowed), request))).isEqualTo(first);
  }

  /** The key of the authority is not to be found while its label is another. */
  private static void label(String expression) {
    var renamed =
        service
            .database
            .superuser()
            .sql(
                "UPDATE certification_authority SET key_label = "
                    + expression
                    + " WHERE name = 'issuing'")
            .update();
    assertThat(renamed).isEqualTo(1);
  }

  @Test
  void whatIsSignedWhileItsServerIsWithdrawnIsRevoked() {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    var leaf = certificate(enrol(service, basic(allowed), request));
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE allowed_server SET state = 'withdrawn', reason = 4, withdrawn_by = 'test',
              withdrawn_at = now() WHERE id = :id
            """)
        .param("id", TestEnrolment.id(allowed))
        .update();

    TestSigning.eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM certificate_revocation WHERE serial_number = :serial")
                .param("serial", leaf.getSerialNumber().toString(16))
                .query(Long.class)
                .single()
            == 1);
  }

  @Test
  void whoeverIsFasterNothingOfAWithdrawnServerStaysInForce() throws Exception {
    for (var i = 0; i < 10; i++) {
      var allowed = est.allowed(host());
      var request = new TestServer().request("CN=");
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var enrolled = threads.submit(() -> enrol(service, basic(allowed), request));
        var withdrawn =
            threads.submit(() -> service.post(path(allowed) + "/withdrawal", est.administrator()));
        assertThat(withdrawn.get().status()).isEqualTo(204);
        assertThat(enrolled.get().status()).isIn(200, 400, 401);
      }
      assertThat(est.inForce(allowed)).isZero();
    }
  }
}
