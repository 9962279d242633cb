package vn.antin.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.auth.Patience.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;

/** Both listeners over real TLS. */
final class TlsTest {
  private static final TestCertificates AUTHORITY = TestCertificates.authority("Test CA");
  private static final TestCertificates CLIENT = TestCertificates.selfSigned("CN=client");

  @TempDir private static Path folder;
  private static @Nullable TestServer server;
  private static int port;
  private static int mutualPort;

  @BeforeAll
  static void start() {
    localhost().write(folder, "server");
    server =
        TestServer.start(
            TestDatabase.create(),
            new Class<?>[] {ConnectionEcho.class},
            "server.ssl.bundle=server",
            "spring.ssl.bundle.pem.server.keystore.certificate=" + folder.resolve("server.crt"),
            "spring.ssl.bundle.pem.server.keystore.private-key=" + folder.resolve("server.key"),
            "spring.ssl.bundle.pem.server.reload-on-update=true",
            "spring.ssl.bundle.watch.file.quiet-period=200ms",
            "antin.mtls.port=0",
            "antin.mtls.url=https://mtls.example:9444");
    port = server.context().getEnvironment().getRequiredProperty("local.server.port", int.class);
    mutualPort = server.bean(TlsListeners.class).port();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void onlyModernTlsIsSpoken() throws Exception {
    for (int listener : new int[] {port, mutualPort}) {
      assertThat(handshake(listener, "TLSv1.3", "TLS_AES_128_GCM_SHA256")).isEqualTo("TLSv1.3");
      assertThat(handshake(listener, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
          .isEqualTo("TLSv1.2");
      assertThatThrownBy(
              () -> handshake(listener, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"))
          .isInstanceOf(SSLHandshakeException.class);
      assertThatThrownBy(
              () -> handshake(listener, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void certificateIsSeenOnTheSecondListenerAndNowhereElse() {
    assertThat(get(mutualPort, "/oauth2/echo", CLIENT).body()).contains("certificate=CN=client");
    assertThat(get(mutualPort, "/oauth2/echo", null).body()).contains("certificate=none");
    assertThat(get(port, "/oauth2/echo", CLIENT).body())
        .contains("certificate=none")
        .contains("secure=true");
  }

  @Test
  void secondListenerServesProgramsOnlyAndReadsNoCookies() {
    for (String page :
        new String[] {
          "/",
          "/login",
          "/account",
          "/oauth2/authorize",
          "/oauth2/%2e%2e/login",
          "/oauth2/../login",
          "/oauth2/token;x=/../../login",
          "/connect/logout",
          "/.well-known/openid-configuration"
        }) {
      HttpResponse<String> answer = get(mutualPort, page, null);
      assertThat(answer.statusCode()).as(page).isIn(404, 400);
      assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }
    assertThat(get(mutualPort, "/oauth2/echo", null).body()).contains("cookies=null");
    assertThat(get(port, "/oauth2/echo", null).body()).contains("cookies=__Host-antin=x");
    assertThat(get(mutualPort, "/oauth2/jwks", null).statusCode()).isEqualTo(200);
    assertThat(get(mutualPort, "/userinfo", null).statusCode()).isEqualTo(401);
  }

  @Test
  void metadataNamesTheEndpointsOfTheSecondListener() {
    assertThat(get(port, "/.well-known/openid-configuration", null).body())
        .containsPattern(
            "\"mtls_endpoint_aliases\":\\{[^}]*\"token_endpoint\":"
                + "\"https://mtls.example:9444/oauth2/token\"")
        .contains("https://mtls.example:9444/userinfo")
        .doesNotContain("https://mtls.example:9444/oauth2/authorize");
  }

  @Test
  void listenersTakeANewCertificateWithoutRestart() throws Exception {
    X509Certificate before = serverCertificate(port);
    localhost().write(folder, "server");
    for (int listener : new int[] {port, mutualPort}) {
      await().until(() -> !serverCertificate(listener).equals(before));
    }
    assertThat(get(mutualPort, "/oauth2/echo", CLIENT).body()).contains("certificate=CN=client");
  }

  @Test
  void secondListenerWithoutACertificateStopsTheStart() {
    assertThatThrownBy(() -> TestServer.start(TestDatabase.create(), "antin.mtls.port=0").close())
        .hasStackTraceContaining("neither antin.mtls.bundle nor server.ssl.bundle");
  }

  private static TestCertificates localhost() {
    return AUTHORITY.issue("CN=localhost", TestCertificates.dns("localhost"));
  }

  private static HttpResponse<String> get(
      int listener, String path, @Nullable TestCertificates shown) {
    try (HttpClient client = HttpClient.newBuilder().sslContext(AUTHORITY.client(shown)).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("https://localhost:" + listener + path))
              .header("Cookie", "__Host-antin=x")
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String handshake(int listener, String protocol, String cipher) throws IOException {
    SSLContext context = AUTHORITY.client(null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", listener)) {
      SSLParameters only = socket.getSSLParameters();
      only.setProtocols(new String[] {protocol});
      only.setCipherSuites(new String[] {cipher});
      socket.setSSLParameters(only);
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  private static X509Certificate serverCertificate(int listener) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) AUTHORITY.client(null).getSocketFactory().createSocket("localhost", listener)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }
}
