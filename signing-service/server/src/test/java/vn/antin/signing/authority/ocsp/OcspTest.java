package vn.antin.signing.authority.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestSigning.eventually;

import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.Answer;
import vn.antin.signing.Peer;
import vn.antin.signing.RunningService;
import vn.antin.signing.authority.Revocations;
import vn.antin.signing.authority.TestIssuing;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.certificate.Issued;

final class OcspTest {
  private static RunningService service;
  private static TestIssuing issuing;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    issuing = new TestIssuing(service);
    issuing.found();
    eventually(() -> count("ocsp_responder") == 1);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static long count(String table) {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM " + table)
        .query(Long.class)
        .single();
  }

  private static boolean ready(Issued issued) {
    return service
            .database
            .superuser()
            .sql("SELECT count(*) FROM ocsp_answer WHERE serial_number = :serial")
            .param("serial", TestIssuing.serial(issued))
            .query(Long.class)
            .single()
        == 1;
  }

  private static Peer.Said openssl(Issued issued, String... more) {
    Peer.need("openssl", "openssl");
    var command =
        new java.util.ArrayList<>(
            java.util.List.of(
                "openssl",
                "ocsp",
                "-issuer",
                Peer.pem(issued.issuers().get(0)),
                "-url",
                "http://localhost:" + service.port() + "/ocsp",
                "-CAfile",
                Peer.pem(issued.issuers().get(0), issued.issuers().get(1))));
    command.addAll(java.util.List.of(more));
    return Peer.run(command.toArray(String[]::new));
  }

  @Test
  void opensslIsTold() {
    var issued = issuing.client("openssl");
    var leaf = Peer.pem(issued.certificate());

    assertThat(openssl(issued, "-cert", leaf).text())
        .contains("Response verify OK", ": good")
        .doesNotContain("WARNING");
    eventually(() -> ready(issued));
    assertThat(openssl(issued, "-no_nonce", "-cert", leaf).text())
        .contains("Response verify OK", ": good");
    assertThat(openssl(issued, "-sha256", "-cert", leaf).text())
        .contains("Response verify OK", ": good");
    assertThat(openssl(issued, "-serial", "0x1234567890abcdef1234").text())
        .contains("unauthorized");

    issuing.revoke(issued, 1);

    assertThat(openssl(issued, "-no_nonce", "-cert", leaf).text())
        .as("from the commit on")
        .contains("Response verify OK", ": revoked", "keyCompromise");
    eventually(() -> ready(issued));
    assertThat(openssl(issued, "-no_nonce", "-cert", leaf).text()).contains(": revoked");
  }

  @Test
  void gnutlsIsTold() {
    Peer.need("ocsptool", "gnutls-bin");
    var issued = issuing.client("gnutls");
    var said =
        Peer.run(
            "ocsptool",
            "--ask=http://localhost:" + service.port() + "/ocsp",
            "--load-cert",
            Peer.pem(issued.certificate()),
            "--load-issuer",
            Peer.pem(issued.issuers().get(0)));
    assertThat(said.text()).contains("Certificate Status: good");
  }

  @Test
  void aHoldEndsInTheAnswersToo() throws Exception {
    var issued = issuing.client("held");
    issuing.revoke(issued, 6);
    assertThat(status(post(question(id(issued)))))
        .isInstanceOf(org.bouncycastle.cert.ocsp.RevokedStatus.class);
    issuing.release(issued);
    assertThat(status(post(question(id(issued))))).isNull();
  }

  @Test
  void aHoldSetWhileAnAnswerIsStoredIsNotLost() throws Exception {
    var issued = issuing.client("held-again");
    issuing.revoke(issued, 6);
    issuing.release(issued);
    eventually(() -> ready(issued));
    var stored = post(question(id(issued))).body();
    var serial = List.of(TestIssuing.serial(issued));
    var repository = service.bean(OcspRepository.class);
    var now = service.clock.instant();
    try (var threads = Executors.newSingleThreadExecutor()) {
      var held = new AtomicReference<Future<Boolean>>();
      service
          .bean(TransactionOperations.class)
          .executeWithoutResult(_ -> {
            assertThat(repository.lock("issuing", serial)).isEqualTo(serial);
            repository.forget("issuing", serial.getFirst());
            repository.store("issuing", serial, List.of(stored), now, now.plusSeconds(86_400));
            var hold = threads.submit(() -> issuing.revoke(issued, 6));
            held.set(hold);
            eventually(() -> hold.isDone() || waiting());
          });
      assertThat(held.get().get()).isTrue();
    }
    eventually(() -> ready(issued));
    assertThat(status(post(question(id(issued)))))
        .isInstanceOf(org.bouncycastle.cert.ocsp.RevokedStatus.class);
  }

  private static boolean waiting() {
    return service
            .database
            .superuser()
            .sql(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """)
            .query(Long.class)
            .single()
        > 0;
  }

  @Test
  void aResponderThatWasTakenBackSignsNothingMore() throws Exception {
    var issued = issuing.client("responder");
    eventually(() -> ready(issued));
    var before = responder();
    service
        .bean(TransactionOperations.class)
        .executeWithoutResult(_ ->
            assertThat(
                    service
                        .bean(Revocations.class)
                        .revokeUnowned(
                            "issuing", before.toString(16), CrlReason.KEY_COMPROMISE, "test"))
                .isTrue());

    eventually(() -> count("ocsp_responder") == 1 && !responder().equals(before));

    var question = question(id(issued));
    eventually(() -> !signer(post(question)).equals(before));
    assertThat(signer(post(question(id(issued), id(issuing.client("other"))))))
        .isEqualTo(responder());
  }

  private static BigInteger responder() {
    return service
        .database
        .superuser()
        .sql("SELECT serial_number FROM ocsp_responder ORDER BY valid_to DESC LIMIT 1")
        .query((row, _) -> new BigInteger(row.getString(1), 16))
        .single();
  }

  private static BigInteger signer(Answer answer) {
    try {
      return ((BasicOCSPResp) response(answer).getResponseObject()).getCerts()[0].getSerialNumber();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void numbersThatNobodyGaveAreWorthNoSignature() throws Exception {
    var issued = issuing.client("known");
    eventually(() -> ready(issued));
    var digest = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
    var issuer = new JcaX509CertificateHolder(issued.issuers().get(0));
    var before = signed();
    for (int i = 1; i < 300; i++) {
      var made = question(new CertificateID(digest, issuer, BigInteger.valueOf(i)));
      assertThat(response(post(made)).getStatus()).isEqualTo(OCSPResp.UNAUTHORIZED);
    }
    assertThat(status(post(question(id(issued))))).isNull();
    assertThat(status(post(question(sha256(issued))))).isNull();
    assertThat(signed()).as("both names are in the stored answer").isEqualTo(before);
  }

  @Test
  void answersSignedAtTheQuestionAreWrittenDownBeforeAndCountedAfter() throws Exception {
    var atOnce = service.bean(AtOnce.class);
    var one = issuing.client("first");
    atOnce.tell();
    var intended = told("authority.ocsp-at-once-intended");
    assertThat(told("authority.ocsp-answered-at-once")).isEqualTo(intended);

    post(question(id(one), id(issuing.client("second"))));
    post(question(id(one), id(issuing.client("third"))));

    assertThat(told("authority.ocsp-at-once-intended")).isGreaterThan(intended);
    atOnce.tell();
    atOnce.tell();
    assertThat(told("authority.ocsp-answered-at-once"))
        .isEqualTo(told("authority.ocsp-at-once-intended"));
  }

  private static long told(String type) {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM audit.entry WHERE type = :type")
        .param("type", type)
        .query(Long.class)
        .single();
  }

  @Test
  void theAddressMayHoldTheQuestionWithAllItsSlashes() throws Exception {
    var issued = issuing.client("address");
    eventually(() -> ready(issued));
    var text = Base64.getEncoder().encodeToString(question(id(issued)));

    for (var path : java.util.List.of(text, URLEncoder.encode(text, StandardCharsets.US_ASCII))) {
      var answer = service.get("/ocsp/" + path, null);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(status(answer)).isNull();
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/ocsp-response");
      assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
          .contains("max-age=60", "public", "no-transform", "must-revalidate");
      assertThat(answer.headers().firstValue("Expires")).isPresent();
      assertThat(answer.headers().firstValue("Last-Modified")).isPresent();
      var tag = answer.headers().firstValue("ETag").orElseThrow();
      assertThat(
              service
                  .send(service.request("/ocsp/" + path, null).header("If-None-Match", tag).GET())
                  .status())
          .isEqualTo(304);
    }
  }

  @Test
  void severalQuestionsAreAnsweredUpToABound() throws Exception {
    var one = issuing.client("one");
    var two = issuing.client("two");
    var both = (BasicOCSPResp) response(post(question(id(one), id(two)))).getResponseObject();
    assertThat(both.getResponses()).hasSize(2);
    assertThat(both.getCerts()).hasSize(1);

    var many = new CertificateID[11];
    java.util.Arrays.fill(many, id(one));
    assertThat(response(post(question(many))).getStatus()).isEqualTo(OCSPResp.MALFORMED_REQUEST);
  }

  @Test
  void otherAuthoritiesAreNotAnsweredFor() throws Exception {
    var issued = issuing.client("root-asked");
    var foreign =
        new CertificateID(
            new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
            new JcaX509CertificateHolder(issued.certificate()),
            BigInteger.TEN);
    assertThat(response(post(question(foreign))).getStatus()).isEqualTo(OCSPResp.UNAUTHORIZED);
  }

  @Test
  void garbageIsRefusedInTheProtocolsOwnWords() throws Exception {
    var random = new Random(11);
    for (int i = 0; i < 200; i++) {
      var bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThat(response(post(bytes)).getStatus()).isEqualTo(OCSPResp.MALFORMED_REQUEST);
    }
    assertThat(response(service.get("/ocsp/%20", null)).getStatus())
        .isEqualTo(OCSPResp.MALFORMED_REQUEST);
    assertThat(response(service.get("/ocsp", null)).getStatus())
        .isEqualTo(OCSPResp.MALFORMED_REQUEST);
    assertThat(post(new byte[5_000]).status()).isEqualTo(413);
    assertThat(service.post("/ocsp", null).status()).isEqualTo(415);
    assertThat(service.get("/documents%2Fx", null).status()).as("elsewhere").isIn(400, 401);
  }

  @Test
  void storedAnswersAreGivenWithoutTouchingAKey(TestReporter report) throws Exception {
    var issued = issuing.client("rate");
    eventually(() -> ready(issued));
    var question = question(id(issued));
    var before = signed();
    var begin = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Integer> ask = () -> post(question).status();
      for (var answer : threads.invokeAll(Collections.nCopies(2_000, ask))) {
        assertThat(answer.resultNow()).isEqualTo(200);
      }
    }
    var seconds = (System.nanoTime() - begin) / 1e9;

    assertThat(signed()).isEqualTo(before);
    report.publishEntry("stored answers per second", Long.toString(Math.round(2_000 / seconds)));
  }

  private static double signed() {
    return service
        .bean(MeterRegistry.class)
        .counter("antin.authority.ocsp", "outcome", "signed")
        .count();
  }

  @Test
  void theResponderIsReplacedAtHalfOfItsLife() {
    try (var other = RunningService.start()) {
      var there = new TestIssuing(other);
      there.found();
      eventually(() -> responders(other) == 1);
      other.clock.advance(java.time.Duration.ofDays(8));
      eventually(() -> responders(other) == 2);
      other.clock.advance(java.time.Duration.ofDays(8));
      eventually(() -> responders(other) == 2);
    }
  }

  private static long responders(RunningService service) {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM ocsp_responder")
        .query(Long.class)
        .single();
  }

  private static CertificateID id(Issued issued) throws Exception {
    return id(issued, CertificateID.HASH_SHA1);
  }

  private static CertificateID sha256(Issued issued) throws Exception {
    return id(issued, new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
  }

  private static CertificateID id(Issued issued, AlgorithmIdentifier hash) throws Exception {
    return new CertificateID(
        new JcaDigestCalculatorProviderBuilder().build().get(hash),
        new JcaX509CertificateHolder(issued.issuers().get(0)),
        issued.certificate().getSerialNumber());
  }

  private static byte[] question(CertificateID... ids) throws Exception {
    var builder = new OCSPReqBuilder();
    for (var id : ids) {
      builder.addRequest(id);
    }
    return builder.build().getEncoded();
  }

  private static Answer post(byte[] question) {
    return service.send(
        service
            .request("/ocsp", null)
            .header("Content-Type", "application/ocsp-request")
            .POST(BodyPublishers.ofByteArray(question)));
  }

  private static OCSPResp response(Answer answer) throws Exception {
    return new OCSPResp(answer.body());
  }

  private static org.bouncycastle.cert.ocsp.@org.jspecify.annotations.Nullable CertificateStatus
      status(Answer answer) throws Exception {
    return ((BasicOCSPResp) response(answer).getResponseObject()).getResponses()[0].getCertStatus();
  }
}
