package vn.antin.auth.provisioning.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.api.Rest;

/** An administrator who imports by REST. */
final class ImportCalls {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> BUSY = Set.of("reading", "applying", "undoing");

  private final String origin;
  private final String token;
  final Rest rest;

  ImportCalls(String origin, UUID administrator) {
    this.origin = origin;
    this.token = administrator + "_admin";
    this.rest = new Rest(origin, token);
  }

  HttpResponse<String> send(UUID unit, byte[] file, String options) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(
                  URI.create(
                      origin
                          + "/api/imports?unit="
                          + unit
                          + "&name="
                          + URLEncoder.encode("danh sách.csv", StandardCharsets.UTF_8)
                          + options))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/octet-stream")
              .POST(HttpRequest.BodyPublishers.ofByteArray(file))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a file and waits until it is compared; gives its address. */
  String compared(UUID unit, String csv, String options) {
    return compared(unit, csv.getBytes(StandardCharsets.UTF_8), options);
  }

  String compared(UUID unit, byte[] file, String options) {
    HttpResponse<String> answer = send(unit, file, options);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String address = "/api/imports/" + JSON.readTree(answer.body()).path("id").asString();
    settled(address, Duration.ofSeconds(60));
    return address;
  }

  /** Waits until nothing is under way any more. */
  JsonNode settled(String address, Duration limit) {
    Instant end = Instant.now().plus(limit);
    while (true) {
      JsonNode now = rest.get(address).json();
      if (!BUSY.contains(now.path("state").asString())) {
        return now;
      }
      assertThat(Instant.now()).as("still busy: " + now).isBefore(end);
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  List<JsonNode> rows(String address, String query) {
    List<JsonNode> rows = new ArrayList<>();
    rest.get(address + "/rows?limit=200" + query).json().path("items").forEach(rows::add);
    return rows;
  }

  Rest.Reply act(String address, String act, Object body) {
    return rest.post(address + "/" + act, body, "If-Match", rest.get(address).header("ETag"));
  }

  /** Accepts and waits until it is done. */
  JsonNode applied(String address, Object acceptance) {
    Rest.Reply reply = act(address, "application", acceptance);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
    return settled(address, Duration.ofMinutes(5));
  }
}
