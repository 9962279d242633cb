package vn.antin.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Sends a registration, once. */
final class RegistrationClient {

  private static final Duration CONNECTING = Duration.ofSeconds(15);
  private static final Duration ANSWERING = Duration.ofSeconds(60);
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final ServerAddress server;
  private final SSLContext trusted;

  /** Trusts the roots in the file alone, or those of the JDK when it is null. */
  RegistrationClient(ServerAddress server, @Nullable Path authority) throws UsageException {
    this.server = server;
    this.trusted = trusted(authority);
  }

  /** What the server made of it. */
  sealed interface Answer {
    /** The certificate is known now. */
    record Registered(String id) implements Answer {}

    /** In the server's own words. */
    record Refused(String text) implements Answer {}

    /** Nothing was sent. */
    record Unreachable(String why) implements Answer {}

    /** It was sent, and no answer came back. */
    record Unknown(String why) implements Answer {}
  }

  Answer send(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.registrations())
            .timeout(ANSWERING)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, application/problem+json")
            .header("Accept-Language", "vi")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .sslContext(trusted)
            .build()) {
      return read(client.send(request, BodyHandlers.ofInputStream()));
    } catch (SSLHandshakeException | ConnectException | HttpConnectTimeoutException e) {
      return new Answer.Unreachable(words(e));
    } catch (IOException e) {
      return new Answer.Unknown(words(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unknown(words(e));
    }
  }

  private static Answer read(HttpResponse<InputStream> response) throws IOException {
    String text;
    try (InputStream body = response.body()) {
      text = new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
    }
    if (response.statusCode() == 201) {
      return new Answer.Registered(
          JsonText.printable(JsonText.member(text, "id").orElse("(không rõ)")));
    }
    String title = JsonText.member(text, "title").orElse("");
    String detail = JsonText.member(text, "detail").orElse("");
    return title.isEmpty() && response.statusCode() >= 500
        ? new Answer.Unknown("HTTP " + response.statusCode())
        : new Answer.Refused(
            JsonText.printable(
                title.isEmpty()
                    ? "HTTP " + response.statusCode()
                    : title + (detail.isEmpty() ? "" : ". " + detail)));
  }

  static String words(Exception e) {
    String message = e.getMessage();
    return JsonText.printable(message == null ? e.getClass().getSimpleName() : message);
  }

  static SSLContext trusted(@Nullable Path authority) throws UsageException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      if (authority == null) {
        return SSLContext.getDefault();
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(roots(authority));
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new UsageException("Không đọc được chứng thư số trong " + authority);
    }
  }

  private static KeyStore roots(Path file) throws IOException, GeneralSecurityException {
    KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
    roots.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        roots.setCertificateEntry("root" + number++, root);
      }
      if (number == 0) {
        throw new IOException("no certificate");
      }
    }
    return roots;
  }
}
