package vn.antin.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import vn.antin.standalone.RunningHouse;

/** The sample's {@code demo-app}, which asks officials to sign and has nothing but HTTP. */
final class SampleApplication implements AutoCloseable {
  static final String CLIENT = "demo-app";
  static final String SECRET = "demo-app-secret";
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final RunningHouse house;
  private final HttpClient http = HttpClient.newHttpClient();

  SampleApplication(RunningHouse house) {
    this.house = house;
  }

  String upload(String name, byte[] pdf) throws Exception {
    return member(
        send(
            to("/documents?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .header("Content-Type", "application/pdf")
                .POST(BodyPublishers.ofByteArray(pdf))),
        "id");
  }

  /** Asks an official to sign these documents. */
  String ask(String title, UUID official, List<String> documents) throws Exception {
    String json =
        """
        {"title": "%s", "documents": [%s],
         "signers": [{"official": "%s", "credential": "personal", "reason": "Phê duyệt"}]}
        """
            .formatted(
                title,
                documents.stream()
                    .map(id -> "{\"documentId\": \"" + id + "\"}")
                    .collect(Collectors.joining(", ")),
                official);
    return member(
        send(
            to("/v1/signing-requests")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))),
        "id");
  }

  void awaitCompleted(String request) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    String now = "";
    while (!now.contains("\"state\":\"completed\"")) {
      assertThat(System.nanoTime()).as(now).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      now = send(to("/v1/signing-requests/" + request).GET());
    }
  }

  Path fetch(String request, String document, Path into) throws Exception {
    HttpResponse<byte[]> answer =
        http.send(
            to("/v1/signing-requests/" + request + "/documents/" + document + "/content")
                .GET()
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return Files.write(into, answer.body());
  }

  private HttpRequest.Builder to(String path) throws Exception {
    return HttpRequest.newBuilder(URI.create(house.signing() + path))
        .header("Authorization", "Bearer " + token());
  }

  private String token() throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    return member(
        send(
            HttpRequest.newBuilder(URI.create(house.auth() + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=signing-request"))),
        "access_token");
  }

  private String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static String member(String json, String name) {
    return json.replaceAll("(?s)^.*?\"" + name + "\"\\s*:\\s*\"([^\"]+)\".*$", "$1");
  }

  /** The sample's ids are made of names. */
  static UUID official(int number) {
    try {
      byte[] hash =
          MessageDigest.getInstance("MD5")
              .digest(("antin-sample:official:" + number).getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(hash);
      return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
