package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.certificate.Certificates;

/** Whose word about TLS is taken. */
final class EstBehindProxyTest {
  private static TestEnrolment est;
  private static RunningService service;

  @BeforeAll
  static void start() {
    est =
        TestEnrolment.start(
            "antin.est.trusted-proxies=127.0.0.1,::1", "antin.est.proxy-client-certificates=true");
    service = est.service;
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static Answer certificates(RunningService asked, String... headers) {
    var call = asked.request(TestServer.BASE + "cacerts", null);
    return asked.send(headers.length == 0 ? call : call.headers(headers));
  }

  @Test
  void whatTheProxySaysLastCounts() {
    assertThat(certificates(service).status()).isEqualTo(403);
    assertThat(certificates(service, "X-Forwarded-Proto", "http").status()).isEqualTo(403);
    assertThat(certificates(service, "X-Forwarded-Proto", "https, http").status()).isEqualTo(403);
    assertThat(certificates(service, "X-Forwarded-Proto", "https").status()).isEqualTo(200);
  }

  @Test
  void theProxysCertificateRenewsAndNothingElseDoes() {
    var allowed = est.allowed(TestEnrolment.host());
    var server = new TestServer();
    var body = TestServer.base64(TestServer.der(server.request("CN=")));
    var first =
        TestServer.certificate(
            service.send(
                TestServer.call(service, "simpleenroll", TestServer.basic(allowed), body)
                    .header("X-Forwarded-Proto", "https")));

    assertThat(renew(header(first)).status()).isEqualTo(200);
    assertThat(renew(null).status()).isEqualTo(401);
    assertThat(renew("nonsense").status()).isEqualTo(400);
    assertThat(renew(":AAAA:").status()).isEqualTo(400);
    var chain =
        TestServer.certificates(certificates(service, "X-Forwarded-Proto", "https")).getFirst();
    assertThat(renew(header(chain)).status()).isEqualTo(401);
  }

  private static String header(X509Certificate certificate) {
    return ":" + Base64.getEncoder().encodeToString(Certificates.encode(certificate)) + ":";
  }

  private static Answer renew(@org.jspecify.annotations.Nullable String clientCertificate) {
    var body = TestServer.base64(TestServer.der(new TestServer().request("CN=")));
    var call =
        TestServer.call(service, "simplereenroll", "", body).header("X-Forwarded-Proto", "https");
    return service.send(
        clientCertificate == null ? call : call.header("Client-Cert", clientCertificate));
  }

  @Test
  void whoIsNoListedProxyIsNotBelieved() {
    var allowed = est.allowed(TestEnrolment.host());
    var request = new TestServer().request("CN=");
    var first =
        TestServer.certificate(
            service.send(
                TestServer.call(
                        service,
                        "simpleenroll",
                        TestServer.basic(allowed),
                        TestServer.base64(TestServer.der(request)))
                    .header("X-Forwarded-Proto", "https")));
    try (var other =
        RunningService.prepare(
            service.database,
            "antin.est.enabled=true",
            "antin.est.trusted-proxies=192.0.2.1",
            "antin.est.proxy-client-certificates=true")) {
      other.up();
      assertThat(certificates(other, "X-Forwarded-Proto", "https").status()).isEqualTo(403);
    }
    try (var other =
        RunningService.prepare(
            service.database,
            "antin.est.enabled=true",
            "antin.est.plain-http=true",
            "antin.est.per-minute=2",
            "antin.est.proxy-client-certificates=true")) {
      other.up();
      var body = TestServer.base64(TestServer.der(new TestServer().request("CN=")));
      assertThat(
              other
                  .send(
                      TestServer.call(other, "simplereenroll", "", body)
                          .header("Client-Cert", header(first)))
                  .status())
          .isEqualTo(401);
      other.clock.advance(Duration.ofMinutes(1));
      var statuses = new ArrayList<Integer>();
      for (var i = 0; i < 6; i++) {
        statuses.add(certificates(other).status());
      }
      assertThat(statuses).startsWith(200).contains(429);
    }
  }
}
