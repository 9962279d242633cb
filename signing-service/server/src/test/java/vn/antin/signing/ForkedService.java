package vn.antin.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The service as a process of its own, which can be killed and started again. */
public final class ForkedService implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("(?:Tomcat|Jetty) started on ports? (\\d+)");
  private static final Duration LONGEST_START = Duration.ofMinutes(4);

  private final RunningService prepared;
  private final Map<String, String> environment;
  private final Path log;
  private @Nullable Process process;
  private int port;

  /**
   * A process that is not started yet.
   *
   * @param prepared its database, folder and settings; when that is started too, they are two nodes
   */
  public ForkedService(RunningService prepared, Map<String, String> environment) {
    this.prepared = prepared;
    this.environment = Map.copyOf(environment);
    this.log = prepared.folder().resolve("service.log");
  }

  /** Starts it and waits until it listens. */
  public void start() {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SigningApplication.class.getName()));
    command.addAll(List.of(prepared.arguments()));
    try {
      Files.deleteIfExists(log);
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      var started = builder.start();
      process = started;
      port = listening(started);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int listening(Process started) throws IOException {
    var limit = System.nanoTime() + LONGEST_START.toNanos();
    while (started.isAlive() && System.nanoTime() < limit) {
      var found = LISTENING.matcher(Files.readString(log));
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    started.destroyForcibly();
    throw new AssertionError("the service did not start: " + Files.readString(log));
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    var running = process;
    if (running == null) {
      return;
    }
    process = null;
    try {
      running.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path, String token) {
    return prepared.send(request(path, token).GET());
  }

  public Answer postJson(String path, String token, Object body) {
    return prepared.send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body))));
  }

  private HttpRequest.Builder request(String path, String token) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofMinutes(3));
  }

  @Override
  public void close() {
    kill();
  }
}
