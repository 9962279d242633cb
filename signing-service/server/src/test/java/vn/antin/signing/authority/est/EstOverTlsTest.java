package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.signing.TestProvince.COMMUNE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.est.ESTAuth;
import org.bouncycastle.est.ESTException;
import org.bouncycastle.est.ESTService;
import org.bouncycastle.est.jcajce.JcaHttpAuthBuilder;
import org.bouncycastle.est.jcajce.JsseESTServiceBuilder;
import org.bouncycastle.util.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Peer;
import vn.antin.signing.RunningService;
import vn.antin.signing.authority.server.TestServers;

/** Clients of other people over real TLS: BouncyCastle's, and curl with openssl. */
final class EstOverTlsTest {
  @TempDir private static Path folder;
  private static TestTls tls;
  private static TestEnrolment est;
  private static RunningService service;
  private static HttpClient http;

  @BeforeAll
  static void start() throws Exception {
    tls = new TestTls(folder);
    var settings = new ArrayList<>(List.of(tls.settings()));
    settings.add("antin.est.port=0");
    est = TestEnrolment.start(settings.toArray(String[]::new));
    service = est.service;
    http = HttpClient.newBuilder().sslContext(tls.context()).build();
  }

  @AfterAll
  static void stop() {
    http.close();
    est.close();
  }

  private static int renewal() {
    return service.bean(RenewalListener.class).port();
  }

  private static JsonNode post(String path, Object body) throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create("https://localhost:" + service.port() + path))
                .header("Authorization", "Bearer " + est.administrator())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer.body().isEmpty()
        ? JsonMapper.shared().createObjectNode()
        : JsonMapper.shared().readTree(answer.body());
  }

  private static JsonNode allowed(String host) throws Exception {
    return post("/authority/servers", TestServers.wanted(COMMUNE, host));
  }

  private static ESTService client(int port, KeyManager... shown) throws Exception {
    var builder =
        new JsseESTServiceBuilder(
            "localhost:" + port,
            tls.trust()[0] instanceof javax.net.ssl.X509TrustManager trust ? trust : null);
    if (shown.length > 0) {
      builder.withKeyManagers(shown);
    }
    return builder.withTimeout(30_000).build();
  }

  private static ESTAuth code(JsonNode server) throws Exception {
    return new JcaHttpAuthBuilder(
            server.path("id").asString(""), server.path("code").asString("").toCharArray())
        .build();
  }

  private static X509Certificate only(Store<X509CertificateHolder> store) throws Exception {
    var all = ESTService.storeToArray(store);
    assertThat(all).hasSize(1);
    return new JcaX509CertificateConverter().getCertificate(all[0]);
  }

  @Test
  void bouncyCastlesClientEnrolsAndRenewsWithItsCertificate() throws Exception {
    var allowed = allowed("bc.langson.gov.vn");
    var server = new TestServer();
    var est = client(service.port());

    assertThat(ESTService.storeToArray(est.getCACerts().getCertificateStore())).hasSize(2);
    assertThat(
            est.getCSRAttributes()
                .getAttributesResponse()
                .hasRequirement(X9ObjectIdentifiers.id_ecPublicKey))
        .isTrue();
    var request = server.request("CN=bc.langson.gov.vn", "bc.langson.gov.vn");
    var first = only(est.simpleEnroll(false, request, code(allowed)).getStore());
    assertThat(first.getPublicKey()).isEqualTo(server.key.getPublic());

    var next = new TestServer();
    var renewed =
        only(
            client(renewal(), TestTls.shows(server.key.getPrivate(), first))
                .simpleEnroll(true, next.request(first.getSubjectX500Principal().getName()), null)
                .getStore());
    assertThat(renewed.getPublicKey()).isEqualTo(next.key.getPublic());
    assertThat(renewed.getSubjectX500Principal()).isEqualTo(first.getSubjectX500Principal());

    post("/authority/servers/" + allowed.path("id").asString("") + "/withdrawal", Map.of());
    assertThatThrownBy(() ->
            client(renewal(), TestTls.shows(next.key.getPrivate(), renewed))
                .simpleEnroll(true, new TestServer().request("CN="), null))
        .isInstanceOf(ESTException.class)
        .hasMessageContaining("401");
  }

  @Test
  void aCertificateThatIsNotOursRenewsNothing() throws Exception {
    var stranger = TestServer.key();
    var shown =
        TestTls.shows(
            stranger.getPrivate(), TestTls.selfSigned("CN=stranger", stranger, "bc.example"));

    assertThatThrownBy(() ->
            client(renewal(), shown).simpleEnroll(true, new TestServer().request("CN="), null))
        .isInstanceOf(ESTException.class)
        .hasMessageContaining("401");
    assertThatThrownBy(
            () -> client(renewal()).simpleEnroll(true, new TestServer().request("CN="), null))
        .isInstanceOf(ESTException.class)
        .hasMessageContaining("401");
  }

  @Test
  void theSecondListenerAnswersEnrolmentAlone() throws Exception {
    assertThat(get(renewal(), "/authority/root.pem").statusCode()).isEqualTo(404);
    assertThat(get(service.port(), "/authority/root.pem").statusCode()).isEqualTo(200);
    assertThat(get(renewal(), TestServer.BASE + "cacerts").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + path)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void theCommandsOfTheManualWork() throws Exception {
    Peer.need("openssl", "openssl");
    Peer.need("curl", "curl");
    var allowed = allowed("curl.langson.gov.vn");
    var script =
        """
        set -e
        cd '%s'
        curl -sSf --cacert tls.crt $EST/cacerts | openssl base64 -d | openssl pkcs7 -inform DER -print_certs -out ca.pem
        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key \
          -subj /CN=curl.langson.gov.vn -addext subjectAltName=DNS:curl.langson.gov.vn -outform DER -out server.csr
        openssl base64 -in server.csr -out server.b64
        curl -sSf --cacert tls.crt --user "$ID:$CODE" -H 'Content-Type: application/pkcs10' \
          --data-binary @server.b64 $EST/simpleenroll | openssl base64 -d | openssl pkcs7 -inform DER -print_certs -out server.crt
        openssl verify -x509_strict -purpose sslserver -verify_hostname curl.langson.gov.vn -CAfile ca.pem server.crt
        openssl req -new -key server.key -subj / -outform DER | openssl base64 -out next.b64
        curl -sSf --cacert tls.crt --cert server.crt --key server.key -H 'Content-Type: application/pkcs10' \
          --data-binary @next.b64 $RENEW/simplereenroll | openssl base64 -d | openssl pkcs7 -inform DER -print_certs -out next.crt
        openssl verify -x509_strict -purpose sslserver -verify_hostname curl.langson.gov.vn -CAfile ca.pem next.crt
        ! cmp -s server.crt next.crt
        """
            .formatted(folder);
    var said =
        Peer.run(
            "env",
            "EST=https://localhost:" + service.port() + "/.well-known/est",
            "RENEW=https://localhost:" + renewal() + "/.well-known/est",
            "ID=" + allowed.path("id").asString(""),
            "CODE=" + allowed.path("code").asString(""),
            "bash",
            "-c",
            script);

    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(said.text()).contains("server.crt: OK", "next.crt: OK");
    assertThat(Files.readString(folder.resolve("next.crt"))).contains("BEGIN CERTIFICATE");
  }
}
