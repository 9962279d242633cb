package vn.antin.auth.oauth2.registration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.oauth2.Answer;

/** Registers clients as they do it themselves. */
record Registrar(String issuer) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  Answer register(Map<String, Object> document, @Nullable String initialToken) {
    return send("POST", "/connect/register", initialToken, JSON.writeValueAsString(document));
  }

  Answer manage(String method, Answer registered, @Nullable Map<String, Object> document) {
    return send(
        method,
        "/connect/register/" + registered.text("client_id"),
        registered.text("registration_access_token"),
        document == null ? null : JSON.writeValueAsString(document));
  }

  Answer send(String method, String path, @Nullable String token, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
