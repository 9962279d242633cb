package vn.antin.auth.login.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.FreePort;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.certificate.TestAuthority.Holder;

/**
 * A server with a second listener for certificates, and the authority whose certificates it takes.
 */
record CertificateSite(
    TestServer server, URI main, URI mutual, TestAuthority root, TestAuthority issuing)
    implements AutoCloseable {
  private static final char[] PASSWORD = "test".toCharArray();

  static CertificateSite start(Path folder, String... settings) {
    TestAuthority root = TestAuthority.root("State Root");
    TestAuthority issuing = root.subordinate("State Issuing");
    Holder listener = new TestAuthority.Order("CN=localhost").server("localhost").by(root);
    int port = FreePort.find();
    int mutualPort = FreePort.find();
    String[] own = {
      "server.port=" + port,
      "antin.issuer=http://localhost:" + port,
      "antin.mtls.port=" + mutualPort,
      "antin.mtls.bundle=second",
      "antin.mtls.url=https://localhost:" + mutualPort,
      "spring.ssl.bundle.pem.second.keystore.certificate="
          + write(folder, "listener.crt", TestAuthority.pem(listener.certificate())),
      "spring.ssl.bundle.pem.second.keystore.private-key="
          + write(folder, "listener.key", pem(listener)),
      "antin.outbound.allowed-networks=127.0.0.0/8",
      "antin.certificate-login.domains.state.anchors=" + root.write(folder),
      "antin.certificate-login.domains.state.intermediates=" + issuing.write(folder)
    };
    TestServer server =
        TestServer.start(
            TestDatabase.create(),
            Stream.concat(Arrays.stream(own), Arrays.stream(settings)).toArray(String[]::new));
    return new CertificateSite(
        server,
        URI.create("http://localhost:" + port),
        URI.create("https://localhost:" + mutualPort),
        root,
        issuing);
  }

  TestAccounts accounts() {
    return new TestAccounts(
        jdbc(), server.bean(Credentials.class), server.bean(SecretHashes.class));
  }

  JdbcClient jdbc() {
    return server.bean(JdbcClient.class);
  }

  Browser browser() {
    return new Browser(main.toString()).with("Sec-Fetch-Site", "same-origin");
  }

  /** What a browser with this card gets from the other origin. */
  HttpResponse<String> show(String address, @Nullable Holder card) {
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls(card)).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext tls(@Nullable Holder card) {
    try {
      KeyStore trusted = empty();
      trusted.setCertificateEntry("root", root.certificate());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      KeyStore own = empty();
      if (card != null) {
        // As many cards do: the official's own certificate alone.
        own.setKeyEntry(
            "card", card.keys().getPrivate(), PASSWORD, new Certificate[] {card.certificate()});
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The card as a file that browsers can take in. */
  static Path pkcs12(Path folder, Holder card, X509Certificate... chain) {
    try {
      KeyStore store = empty();
      store.setKeyEntry(
          "card",
          card.keys().getPrivate(),
          PASSWORD,
          Stream.concat(Stream.of(card.certificate()), Arrays.stream(chain))
              .toArray(Certificate[]::new));
      Path file = folder.resolve("card.p12");
      try (var out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD);
      }
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(Holder holder) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(holder.keys().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    issuing.close();
    root.close();
  }
}
