package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.authority.est.TestEnrolment.host;
import static vn.antin.signing.authority.est.TestServer.basic;
import static vn.antin.signing.authority.est.TestServer.certificate;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.ForkedService;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.Certificates;

/** Two nodes on one database: whichever is asked, one request has one certificate. */
final class EnrolmentNodesTest {
  private static final int TRIES = 100;

  private static TestEnrolment est;
  private static RunningService one;
  private static RunningService two;

  @BeforeAll
  static void start() {
    est =
        TestEnrolment.start(
            "antin.est.trusted-proxies=127.0.0.1,::1",
            "antin.est.proxy-client-certificates=true",
            "antin.token.patience=30s"); // a busy machine is not what this is about
    one = est.service;
    var authority =
        one.request(TestServer.BASE + "cacerts", null).header("X-Forwarded-Proto", "https");
    assertThat(one.send(authority).status()).as("founded before there are two").isEqualTo(200);
    two = one.node();
    two.up();
  }

  @AfterAll
  static void stop() {
    two.down();
    est.close();
  }

  private static HttpRequest.Builder call(
      HttpRequest.Builder to, String authorization, PKCS10CertificationRequest request) {
    return TestServer.call(to, authorization, TestServer.base64(TestServer.der(request)))
        .header("X-Forwarded-Proto", "https");
  }

  private static Answer enrol(
      RunningService node, JsonNode allowed, PKCS10CertificationRequest request) {
    var to = node.request(TestServer.BASE + "simpleenroll", null);
    return node.send(call(to, basic(allowed), request));
  }

  private static Answer renew(RunningService node, X509Certificate shown) {
    var to = node.request(TestServer.BASE + "simplereenroll", null);
    var header = ":" + Base64.getEncoder().encodeToString(Certificates.encode(shown)) + ":";
    return node.send(call(to, "", new TestServer().request("CN=")).header("Client-Cert", header));
  }

  private static List<Answer> together(Callable<Answer> first, Callable<Answer> second)
      throws Exception {
    try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = both.invokeAll(List.of(first, second));
      return List.of(answers.getFirst().get(), answers.getLast().get());
    }
  }

  @Test
  void aCodeUsedAtBothNodesAtOnceBringsOneCertificate() throws Exception {
    for (var i = 0; i < TRIES; i++) {
      var allowed = est.allowed(host());
      var mine = new TestServer().request("CN=");
      var theirs = new TestServer().request("CN=");

      var answers = together(() -> enrol(one, allowed, mine), () -> enrol(two, allowed, theirs));

      assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 401);
      var first = answers.getFirst().status() == 200;
      var leaf = certificate(answers.get(first ? 0 : 1));
      assertThat(certificate(enrol(first ? two : one, allowed, first ? mine : theirs)))
          .as("the same request at the other node")
          .isEqualTo(leaf);
      assertThat(enrol(first ? one : two, allowed, first ? theirs : mine).status()).isEqualTo(401);
      assertThat(est.issued(allowed)).isEqualTo(1);
    }
  }

  @Test
  void theSameRequestAtBothNodesAtOnceBringsOneCertificate() throws Exception {
    for (var i = 0; i < TRIES / 4; i++) {
      var allowed = est.allowed(host());
      var request = new TestServer().request("CN=");

      var answers =
          together(() -> enrol(one, allowed, request), () -> enrol(two, allowed, request));

      assertThat(answers.stream().map(Answer::status)).contains(200).isSubsetOf(200, 202);
      assertThat(certificate(enrol(one, allowed, request)))
          .isEqualTo(certificate(enrol(two, allowed, request)));
      assertThat(est.issued(allowed)).isEqualTo(1);
    }
  }

  @Test
  void whatANodeLeftThatWasKilledIsFinishedOrTakenBackByTheOther() throws Exception {
    var begun = est.allowed(host());
    var intended = est.allowed(host());
    var signed = est.allowed(host());
    var request = new TestServer().request("CN=");
    certificate(enrol(two, est.allowed(host()), request)); // the profile was used before
    try (var killed = new ForkedService(one, Map.of());
        var gate = new Gate(one.database)) {
      killed.start();
      gate.shut(begun, Gate.At.INTENT);
      gate.shut(intended, Gate.At.SIGNED);
      gate.shut(signed, Gate.At.FINISHED);
      try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
        var cut = new ArrayList<Future<?>>();
        for (var each : List.of(begun, intended, signed)) {
          var to = killed.request(TestServer.BASE + "simpleenroll");
          cut.add(calls.submit(() -> cutOff(call(to, basic(each), request))));
        }
        gate.awaitAll();
        killed.kill();
        for (var each : cut) {
          each.get();
        }
      }
    }
    for (var each : List.of(begun, intended, signed)) {
      assertThat(enrol(two, each, request).status()).as("it may be at work").isEqualTo(202);
    }

    List.of(begun, intended, signed).forEach(EnrolmentNodesTest::turnIsOver);

    var made = certificate(enrol(two, begun, request));
    assertThat(certificate(enrol(one, begun, request))).isEqualTo(made);
    assertThat(est.issued(begun)).isEqualTo(1);
    var found = certificate(enrol(two, signed, request));
    assertThat(certificate(enrol(one, signed, request))).isEqualTo(found);
    assertThat(est.issued(signed)).isEqualTo(1);
    assertThat(est.audited(signed)).containsOnlyOnce("authority.server-enrolled");

    TestSigning.eventually(() -> enrol(two, intended, request).status() != 202);
    for (var node : List.of(one, two)) {
      assertThat(enrol(node, intended, request).status()).as("nobody knows").isEqualTo(500);
    }
    assertThat(est.issued(intended)).isEqualTo(1);
    var fresh = new TestServer(); // the key of what may be about is believed to be stolen
    certificate(enrol(one, est.newCode(intended, true), fresh.request("CN=")));
    assertThat(est.issued(intended)).isEqualTo(2);
    for (var each : List.of(begun, intended, signed)) {
      assertThat(est.inForce(each)).isEqualTo(1);
    }
  }

  @Test
  void aNodeThatStoodStillUntilAnotherHadItsTurnIssuesNothing() throws Exception {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> slow;
      try (var gate = new Gate(one.database)) {
        gate.shut(Gate.At.PROFILE);
        slow = calls.submit(() -> enrol(one, allowed, request));
        TestSigning.eventually(() -> takenOver(allowed));
      }
      assertThat(slow.get().status()).isEqualTo(202);
    }
    assertThat(est.issued(allowed)).isZero();

    turnIsOver(allowed);

    assertThat(certificate(enrol(two, allowed, request)))
        .isEqualTo(certificate(enrol(one, allowed, request)));
    assertThat(est.issued(allowed)).isEqualTo(1);
  }

  /** As another node does when the turn of the first is over; false while there is none. */
  private static boolean takenOver(JsonNode allowed) {
    return one.database
            .superuser()
            .sql(
                """
                UPDATE server_enrolment SET taken_until = taken_until + interval '1 second'
                WHERE server_id = :id AND state = 'waiting'
                """)
            .param("id", TestEnrolment.id(allowed))
            .update()
        == 1;
  }

  /** As if all that was begun for the server were older than any node works on it. */
  private static void turnIsOver(JsonNode allowed) {
    for (var statement :
        List.of(
            """
            UPDATE issued_certificate SET intended_at = intended_at - interval '3 minutes'
            WHERE credential_id IN (SELECT id FROM server_enrolment WHERE server_id = :id)
            """,
            """
            UPDATE server_enrolment SET taken_until = taken_until - interval '3 minutes'
            WHERE server_id = :id
            """)) {
      one.database.superuser().sql(statement).param("id", TestEnrolment.id(allowed)).update();
    }
  }

  private static void cutOff(HttpRequest.Builder call) {
    try {
      var answer = one.send(call);
      throw new AssertionError("answered " + answer.status() + " though it was stopped");
    } catch (UncheckedIOException e) {
      // the node was killed
    }
  }

  @Test
  void aServerRenewsAtTheOtherNodeAndIsAStrangerToBothOnceItIsWithdrawn() {
    var allowed = est.allowed(host());
    var first = certificate(enrol(one, allowed, new TestServer().request("CN=")));

    var second = certificate(renew(two, first));
    var third = certificate(renew(one, second));

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(est.issued(allowed)).isEqualTo(3);
    assertThat(one.post(TestEnrolment.path(allowed) + "/withdrawal", est.administrator()).status())
        .isEqualTo(204);
    for (var node : List.of(one, two)) {
      for (var shown : List.of(first, second, third)) {
        assertThat(renew(node, shown).status()).isEqualTo(401);
      }
    }
  }
}
