package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./antin up --tls}: every part by HTTPS, each trusting the others. */
final class TlsEndToEndTest {
  private static final Duration START = Duration.ofMinutes(6);

  @TempDir Path folder;

  @Test
  void houseServesHttpsAndItsPartsTrustEachOther() throws Exception {
    Ports ports = Ports.anyFree(true);
    Path data = folder.resolve("data");
    try (Antin house =
        Antin.start(
            folder.resolve("up.out"),
            Map.of(),
            List.of(
                "up",
                "--tls",
                "--data",
                data.toString(),
                "--port-base",
                Integer.toString(ports.base())))) {
      house.await(text -> text.contains("\nready in "), START);
      Path authority = data.resolve("tls/ca.pem");
      assertThat(house.text())
          .contains("https://localhost:" + ports.auth(), authority.toString())
          .doesNotContain("http://");
      try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(authority)).build()) {
        assertThat(get(client, ports.auth(), "/.well-known/openid-configuration"))
            .contains(
                "\"issuer\":\"https://localhost:" + ports.auth() + "\"",
                "https://localhost:" + ports.mutual() + "/oauth2/token");
        assertThat(get(client, ports.mutual(), "/oauth2/jwks")).contains("\"keys\"");
        // It is ready only after it has read people from the auth-server.
        assertThat(get(client, ports.signing(), "/authority/root.pem")).contains("BEGIN");
        // It sends the browser where the auth-server's metadata says.
        HttpResponse<String> login =
            client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + ports.admin() + "/login"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(login.headers().firstValue("Location").orElseThrow())
            .startsWith("https://localhost:" + ports.auth() + "/oauth2/authorize");
      }
    }
  }

  private static String get(HttpClient client, int port, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create("https://localhost:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      trusted.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
