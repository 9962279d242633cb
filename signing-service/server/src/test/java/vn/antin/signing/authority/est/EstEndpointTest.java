package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.authority.est.TestEnrolment.host;
import static vn.antin.signing.authority.est.TestEnrolment.path;
import static vn.antin.signing.authority.est.TestServer.basic;
import static vn.antin.signing.authority.est.TestServer.certificate;
import static vn.antin.signing.authority.est.TestServer.enrol;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.authority.server.TestServers;

/** Servers with codes, good ones and others. */
final class EstEndpointTest {
  private static TestEnrolment est;
  private static RunningService service;

  @BeforeAll
  static void start() {
    est = TestEnrolment.start("antin.est.plain-http=true", "antin.est.per-day=4");
    service = est.service;
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  @Test
  void aServerGetsWhatWasAllowedAndNothingElse() throws Exception {
    var host = host();
    var other = host();
    var allowed = est.allowed(host, other);
    var server = new TestServer();

    var answer = enrol(service, basic(allowed), server.request("CN=" + host + ",O=Evil", host));

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/pkcs7-mime; smime-type=certs-only");
    var leaf = certificate(answer);
    assertThat(leaf.getPublicKey()).isEqualTo(server.key.getPublic());
    assertThat(leaf.getSubjectX500Principal().getName())
        .contains("CN=" + host, "O=Xã Đồng Đăng")
        .doesNotContain("Evil");
    assertThat(leaf.getSubjectAlternativeNames().stream().map(each -> each.get(1)).toList())
        .isEqualTo(List.of(host, other));
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    var chain = TestServer.certificates(service.get(TestServer.BASE + "cacerts", null));
    assertThat(chain).hasSize(2);
    leaf.verify(chain.get(0).getPublicKey());
    chain.get(0).verify(chain.get(1).getPublicKey());
    assertThat(est.audited(allowed))
        .containsExactly(
            "authority.server-allowed",
            "authority.server-enrolment-intended",
            "authority.server-enrolled");
    var seen = service.get(path(allowed), est.administrator()).json();
    assertThat(seen.path("server").path("status").asString("")).isEqualTo("enrolled");
    assertThat(seen.path("certificates")).hasSize(1);
  }

  @Test
  void aSpentCodeBringsTheSameCertificateForTheSameRequestAndNothingForAnother() {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    var first = certificate(enrol(service, basic(allowed), request));

    assertThat(certificate(enrol(service, basic(allowed), request))).isEqualTo(first);
    var other = enrol(service, basic(allowed), new TestServer().request("CN="));
    assertThat(other.status()).isEqualTo(401);
    assertThat(other.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
    assertThat(est.issued(allowed)).isEqualTo(1);

    est.advance(Duration.ofHours(25));
    assertThat(enrol(service, basic(allowed), request).status()).isEqualTo(401);
  }

  @Test
  void twoAtOnceWithOneCodeGetOneCertificate() throws Exception {
    var allowed = est.allowed(host());
    var calls =
        java.util.stream.IntStream.range(0, 8)
            .<Callable<Answer>>mapToObj(
                _ -> () -> enrol(service, basic(allowed), new TestServer().request("CN=")))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses =
          threads.invokeAll(calls).stream().map(each -> each.resultNow().status()).toList();

      assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
    }
    assertThat(est.issued(allowed)).isEqualTo(1);
  }

  @Test
  void theSameRequestManyTimesAtOnceBringsOneCertificate() throws Exception {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    Callable<Answer> call = () -> enrol(service, basic(allowed), request);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(java.util.Collections.nCopies(8, call))) {
        var answer = each.resultNow();
        assertThat(answer.status()).isIn(200, 202);
        if (answer.status() == 202) {
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
      }
    }
    certificate(enrol(service, basic(allowed), request));
    assertThat(est.issued(allowed)).isEqualTo(1);
  }

  @Test
  void strangersAndOtherPeoplesCodesAreRefused() {
    var mine = est.allowed(host());
    var theirs = est.allowed(host());
    var request = new TestServer().request("CN=");
    var id = mine.path("id").asString("");

    for (var authorization :
        List.of(
            "",
            "Basic",
            "Basic ?",
            basic("nobody", "nothing"),
            basic(UUID.randomUUID().toString(), mine.path("code").asString("")),
            basic(id, theirs.path("code").asString("")))) {
      var answer = enrol(service, authorization, request);
      assertThat(answer.status()).as(authorization).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
    }
    assertThat(certificate(enrol(service, basic(mine), request))).isNotNull();
  }

  @Test
  void anExpiredCodeIsNone() {
    var allowed = est.allowed(host());
    est.advance(Duration.ofDays(8));

    var answer = enrol(service, basic(allowed), new TestServer().request("CN="));

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void namesThatWereNotAllowedAreRefusedAndTheCodeStaysGood() {
    var host = host();
    var theirs = host();
    var allowed = est.allowed(host);
    est.allowed(theirs);
    var server = new TestServer();
    for (var request :
        List.of(
            server.request("CN=" + host, host, theirs),
            server.request("CN=" + theirs, host),
            server.asking("CN=x", new GeneralName(GeneralName.iPAddress, "10.0.0.1")),
            server.asking("CN=" + host, new GeneralName(GeneralName.rfc822Name, "a@b.vn")),
            server.request("CN=" + host, "*.langson.gov.vn"))) {
      var answer = enrol(service, basic(allowed), request);
      assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    }
    assertThat(certificate(enrol(service, basic(allowed), server.request("CN=" + host, host))))
        .isNotNull();
  }

  @Test
  void whatIsNoRequestIsRefusedWithAReason() throws Exception {
    var allowed = est.allowed(host());
    var good = TestServer.der(new TestServer().request("CN="));
    var forged = good.clone();
    forged[forged.length - 1] ^= 1;
    var deep = new byte[8000];
    for (var i = 0; i < deep.length; i += 4) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x82;
      deep[i + 2] = (byte) ((deep.length - i - 4) >> 8);
      deep[i + 3] = (byte) (deep.length - i - 4);
    }
    for (var body :
        List.of(
            "",
            "not base64!",
            "AAAA",
            "-----BEGIN CERTIFICATE REQUEST-----",
            TestServer.base64(forged),
            TestServer.base64(deep),
            TestServer.base64(Arrays.copyOf(good, good.length - 5)),
            TestServer.base64(Arrays.copyOf(good, good.length + 5)))) {
      var answer = service.send(TestServer.call(service, "simpleenroll", basic(allowed), body));
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.text()).hasSizeLessThan(200).doesNotContain("xception");
    }
    var huge = "A".repeat(20_000);
    assertThat(
            service.send(TestServer.call(service, "simpleenroll", basic(allowed), huge)).status())
        .isEqualTo(413);
    assertThat(
            service
                .send(
                    service
                        .request(TestServer.BASE + "simpleenroll", null)
                        .header("Authorization", basic(allowed))
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
                .status())
        .isEqualTo(415);
    assertThat(est.issued(allowed)).isZero();
  }

  @Test
  void aWeakKeyIsRefusedByTheLintAndTheCodeStaysGood() throws Exception {
    var allowed = est.allowed(host());
    var generator = java.security.KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    var pair = generator.generateKeyPair();
    var weak =
        new org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder(
                new org.bouncycastle.asn1.x500.X500Name("CN="), pair.getPublic())
            .build(
                new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withRSA")
                    .build(pair.getPrivate()));

    var answer = enrol(service, basic(allowed), weak);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("key-kind");
    assertThat(certificate(enrol(service, basic(allowed), new TestServer().request("CN="))))
        .isNotNull();
  }

  @Test
  void aWithdrawnServerIsAStrangerAndItsCertificateRevoked() {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    var leaf = certificate(enrol(service, basic(allowed), request));

    assertThat(service.post(path(allowed) + "/withdrawal", est.administrator()).status())
        .isEqualTo(204);

    assertThat(est.reason(leaf.getSerialNumber().toString(16))).isEqualTo(5);
    assertThat(enrol(service, basic(allowed), request).status()).isEqualTo(401);
    assertThat(est.audited(allowed)).contains("authority.server-withdrawn");
    assertThat(service.post(path(allowed) + "/withdrawal", est.administrator()).problem())
        .isEqualTo("server-withdrawn");
  }

  @Test
  void serversOfAUnitThatEndedAreWithdrawn() {
    var unit = UUID.randomUUID();
    var item = new HashMap<>(TestProvince.unit(unit, PROVINCE, "commune", "H37.77", "Xã Sắp Nhập"));
    service.authServer.add(item);
    TestSigning.eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM unit WHERE id = :id")
                .param("id", unit)
                .query(Long.class)
                .single()
            > 0);
    var allowed = TestServers.allowed(service, est.administrator(), unit, host());
    var leaf = certificate(enrol(service, basic(allowed), new TestServer().request("CN=")));
    var ended = new HashMap<>(item);
    ended.put(
        "validTo",
        LocalDate.ofInstant(service.clock.instant(), ZoneId.of("Asia/Ho_Chi_Minh")).toString());
    service.authServer.add(ended);

    TestSigning.eventually(() -> est.reason(leaf.getSerialNumber().toString(16)) == 5);
    assertThat(est.audited(allowed)).contains("authority.server-withdrawn");
  }

  @Test
  void aClientIsNamedByItsAllowance() throws Exception {
    var wish = TestServers.wanted(OTHER_COMMUNE);
    wish.put("profile", "tls-client");
    wish.put("name", "lgsp-01.langson");
    var made = service.postJson("/authority/servers", est.administrator(), wish).json();

    var leaf = certificate(enrol(service, basic(made), new TestServer().request("CN=")));

    assertThat(leaf.getSubjectX500Principal().getName("RFC1779", Map.of()))
        .contains("CN=lgsp-01.langson", made.path("id").asString(""));
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
  }

  @Test
  void aFreshCodeEnrolsAgainAndTheOlderCertificateStays() {
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    var first = certificate(enrol(service, basic(allowed), request));
    var fresh = est.newCode(allowed, false);

    var second =
        certificate(
            service.send(
                TestServer.call(
                    service,
                    "simplereenroll",
                    basic(fresh),
                    TestServer.base64(TestServer.der(request)))));

    assertThat(second).isNotEqualTo(first);
    assertThat(est.reason(first.getSerialNumber().toString(16))).isEqualTo(-1);
    var seen = service.get(path(allowed), est.administrator()).json();
    assertThat(seen.path("certificates")).hasSize(2);
  }

  @Test
  void oneServerGetsSoManyCertificatesInADay() {
    var allowed = est.allowed(host());
    var statuses = new java.util.ArrayList<Integer>();
    var code = allowed;
    for (var i = 0; i < 5; i++) {
      statuses.add(enrol(service, basic(code), new TestServer().request("CN=")).status());
      code = est.newCode(allowed, false);
    }
    assertThat(statuses).containsExactly(200, 200, 200, 200, 429);
  }

  @Test
  void attributesAndLabelsAreServed() {
    var attributes = service.get(TestServer.BASE + "csrattrs", null);
    assertThat(attributes.headers().firstValue("Content-Type")).hasValue("application/csrattrs");
    assertThat(service.get(TestServer.BASE + "issuing/cacerts", null).status()).isEqualTo(200);
    for (var path : List.of("root/cacerts", "nobody/cacerts", "nobody/csrattrs")) {
      assertThat(service.get(TestServer.BASE + path, null).status()).as(path).isEqualTo(404);
    }
    var allowed = est.allowed(host());
    var request = new TestServer().request("CN=");
    var body = TestServer.base64(TestServer.der(request));
    assertThat(
            service
                .send(TestServer.call(service, "nobody/simpleenroll", basic(allowed), body))
                .status())
        .isEqualTo(404);
    assertThat(
            service
                .send(TestServer.call(service, "issuing/simpleenroll", basic(allowed), body))
                .status())
        .isEqualTo(200);
    assertThat(
            service
                .bean(MeterRegistry.class)
                .get("antin.est")
                .tags("operation", "csrattrs", "status", "200")
                .counter()
                .count())
        .isPositive();
    assertThat(new String(attributes.body(), StandardCharsets.US_ASCII)).startsWith("MC");
  }
}
