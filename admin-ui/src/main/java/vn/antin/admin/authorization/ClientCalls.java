package vn.antin.admin.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.antin.admin.installation.Installation;
import vn.antin.admin.upstream.Part;
import vn.antin.admin.upstream.Unreachable;

/** Forms sent to the auth-server with our client secret (RFC 6749 section 2.3.1). Thread-safe. */
@Component
class ClientCalls {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Installation installation;
  private final HttpClient client;

  ClientCalls(Installation installation, HttpClient client) {
    this.installation = installation;
    this.client = client;
  }

  HttpResponse<byte[]> post(URI endpoint, Map<String, String> parameters) {
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Authorization", basic())
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(parameters)))
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new Unreachable(Part.AUTH_SERVER, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(Part.AUTH_SERVER, e);
    }
  }

  static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private String basic() {
    try {
      var secret = Files.readString(installation.clientSecretFile()).strip();
      var pair = Installation.CLIENT_ID + ":" + URLEncoder.encode(secret, UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    } catch (IOException e) {
      throw new Unreachable(Part.AUTH_SERVER, e);
    }
  }
}
