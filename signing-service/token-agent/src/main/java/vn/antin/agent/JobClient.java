package vn.antin.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.agent.job.JobRefused;
import vn.antin.agent.job.Json;
import vn.antin.agent.job.PinnedServer;

/** Speaks with one pinned server; follows nobody elsewhere. */
final class JobClient implements AutoCloseable {

  private static final Duration CONNECTING = Duration.ofSeconds(15);
  private static final Duration ANSWERING = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int LONGEST_ANSWER = 8 << 20;
  private static final int MOST_TRIES = 5;

  private final ServerAddress server;
  private final HttpClient http;

  JobClient(PinnedServer server) throws UsageException {
    this(ServerAddress.parse(server.url()), server);
  }

  private JobClient(ServerAddress address, PinnedServer server) throws UsageException {
    this.server = address;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .sslContext(RegistrationClient.trusted(server.authority()))
            .build();
  }

  /** A job that nobody else can pull any more. */
  record Pulled(String job, String secret) {
    @Override
    public String toString() {
      return "Pulled[hidden]";
    }
  }

  /** What became of a value: its state, and why it was refused. */
  record Taken(String state, String problem) {}

  Pulled pull(String job) throws JobRefused {
    try {
      Json answer = Json.parse(said(send(request("/agent/jobs/" + job).GET())));
      return new Pulled(answer.text("job"), answer.text("secret"));
    } catch (IOException e) {
      throw new JobRefused(
          "Không kết nối an toàn được tới "
              + server.text()
              + ": "
              + RegistrationClient.words(e)
              + ". Chưa ký gì.",
          e);
    }
  }

  /** The server's keys for jobs, as it publishes them. */
  String keys() throws JobRefused {
    try {
      return said(send(request("/agent/jwks").GET()));
    } catch (IOException e) {
      throw new JobRefused(RegistrationClient.words(e), e);
    }
  }

  /** Brings values; again when no answer came, which changes nothing at the server. */
  Map<Integer, Taken> bring(String job, String secret, Map<Integer, byte[]> values)
      throws JobRefused {
    String body =
        Printing.object(
            "\"secret\":" + Printing.quoted(secret),
            values.entrySet().stream()
                .map(each ->
                    Printing.object(
                        "\"number\":" + each.getKey(),
                        "\"value\":"
                            + Printing.quoted(Base64.getEncoder().encodeToString(each.getValue()))))
                .collect(Collectors.joining(",", "\"signatures\":[", "]")));
    @Nullable IOException last = null;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      if (tries > 0) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      try {
        HttpResponse<InputStream> answer = send(post("/agent/jobs/" + job + "/signatures", body));
        if (answer.statusCode() != 503 && answer.statusCode() != 429) {
          return taken(Json.parse(said(answer)));
        }
        answer.body().close();
      } catch (IOException e) {
        last = e;
      }
    }
    throw new JobRefused(
        "Đã ký nhưng không gửi được về máy chủ. Hãy xem kết quả trên trang trước khi ký lại.",
        last);
  }

  private static Map<Integer, Taken> taken(Json answer) throws JobRefused {
    Map<Integer, Taken> taken = new HashMap<>();
    for (Json each : answer.items("signatures")) {
      taken.put(
          (int) each.whole("number"),
          new Taken(each.text("state"), each.optional("problem").orElse("")));
    }
    return taken;
  }

  /** Tells the page why nothing more comes; it finds out by itself when this does not arrive. */
  void end(String job, String secret, String because) {
    try {
      send(post(
              "/agent/jobs/" + job + "/end",
              Printing.object(
                  "\"secret\":" + Printing.quoted(secret),
                  "\"because\":" + Printing.quoted(because))))
          .body()
          .close();
    } catch (IOException e) {
      System.getLogger(JobClient.class.getName())
          .log(System.Logger.Level.DEBUG, "The end of a job was not heard", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.text() + path))
        .timeout(ANSWERING)
        .header("Accept", "application/json, application/problem+json")
        .header("Accept-Language", "vi");
  }

  private HttpRequest.Builder post(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String said(HttpResponse<InputStream> answer) throws IOException, JobRefused {
    String text;
    try (InputStream body = answer.body()) {
      byte[] read = body.readNBytes(LONGEST_ANSWER + 1);
      if (read.length > LONGEST_ANSWER) {
        throw new JobRefused("Máy chủ trả lời quá dài.");
      }
      text = new String(read, StandardCharsets.UTF_8);
    }
    if (answer.statusCode() == 404) {
      throw new JobRefused(
          "Phiếu ký này không còn: đã dùng, đã hủy hoặc hết hạn. Hãy bấm ký lại trên trang.");
    }
    if (answer.statusCode() != 200) {
      throw new JobRefused(
          "Máy chủ từ chối: "
              + JsonText.printable(
                  JsonText.member(text, "title").orElse("HTTP " + answer.statusCode())
                      + ". "
                      + JsonText.member(text, "detail").orElse("")));
    }
    return text;
  }

  @Override
  public void close() {
    http.close();
  }
}
