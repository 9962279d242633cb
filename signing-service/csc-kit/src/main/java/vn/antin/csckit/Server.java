package vn.antin.csckit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server under test. Every call ends within a minute and reads 8 MiB at most. */
final class Server implements AutoCloseable {
  private static final long LONGEST = 8L << 20;

  private final String base;
  private final @Nullable String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** At this address, to which names of methods are added; with this token. */
  Server(String base, @Nullable String token) {
    this.base = base.endsWith("/") ? base : base + "/";
    this.token = token;
  }

  Answer call(String method, Map<String, ?> parameters) throws IOException {
    return send(method, Json.write(parameters), token);
  }

  Answer callWithoutToken(String method, Map<String, ?> parameters) throws IOException {
    return send(method, Json.write(parameters), null);
  }

  private Answer send(String method, String body, @Nullable String bearer) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(base + method))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try {
      var response =
          http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
      return answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Answer answer(int status, String text) {
    if (text.isBlank()) {
      return new Answer(status, Map.of(), "found no body");
    }
    try {
      if (Json.read(text) instanceof Map<?, ?> object) {
        @SuppressWarnings("unchecked") // the reader makes no other maps
        var members = (Map<String, @Nullable Object>) object;
        return new Answer(status, members, "");
      }
      return new Answer(status, Map.of(), "found another value");
    } catch (Json.Malformed e) {
      return new Answer(status, Map.of(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
