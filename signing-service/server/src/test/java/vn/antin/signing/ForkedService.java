package vn.antin.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    start(new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile()));
    listening();
  }

  /**
   * Starts it at a terminal, waits until it asks this, types the answer and waits until it listens.
   * What the terminal shows is the log.
   */
  public void startAtTerminal(String question, String answer) {
    var line =
        command().stream()
            .map(each -> "'" + each.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" ", "exec ", ""));
    start(
        new ProcessBuilder("script", "-qfec", line, log.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    awaitLog(Pattern.compile(Pattern.quote(question)));
    try {
      var keyboard = process().getOutputStream();
      keyboard.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listening();
  }

  /** What it said since it was started. */
  public String log() {
    try {
      return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() {
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
    return command;
  }

  private void start(ProcessBuilder builder) {
    try {
      Files.deleteIfExists(log);
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listening() {
    port = Integer.parseInt(awaitLog(LISTENING).group(1));
  }

  private MatchResult awaitLog(Pattern wanted) {
    var limit = System.nanoTime() + LONGEST_START.toNanos();
    while (process().isAlive() && System.nanoTime() < limit) {
      var found = wanted.matcher(log());
      if (found.find()) {
        return found.toMatchResult();
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    kill();
    throw new AssertionError("the service did not say " + wanted + ": " + log());
  }

  private Process process() {
    return Objects.requireNonNull(process, "not started");
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    var running = process;
    if (running == null) {
      return;
    }
    process = null;
    try {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
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
