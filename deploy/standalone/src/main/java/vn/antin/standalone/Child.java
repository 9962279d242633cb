package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One application as a process of its own. */
final class Child {
  private static final int ANSWER_MILLIS = 2_000;

  private final App app;
  private final Ports ports;
  private final Path log;
  private final Process process;

  private Child(App app, Ports ports, Path log, Process process) {
    this.app = app;
    this.ports = ports;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts the application with the given JVM options; settings travel in the environment as {@code
   * SPRING_APPLICATION_JSON}, which keeps property names as they are written.
   */
  static Child start(
      App app,
      Ports ports,
      Build build,
      List<String> jvmOptions,
      Map<String, String> settings,
      Map<String, String> environment,
      Path log) {
    List<String> command = new ArrayList<>();
    // A terminal sends its Ctrl-C to the children too; the launcher alone decides the order.
    command.addAll(List.of("sh", "-c", "trap '' INT HUP TERM; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            // Small until work makes it grow: a machine that waits keeps its memory.
            "-Xms16m",
            "-Xmx" + app.heapMegabytes() + "m",
            "-XX:MinHeapFreeRatio=15",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", build.classPath(app), Guard.class.getName(), app.mainClass()));
    try {
      if (Files.exists(log)) {
        Files.move(
            log,
            log.resolveSibling(app.title() + ".previous.log"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .directory(log.resolveSibling(".").normalize().toFile());
      builder.environment().put("MALLOC_ARENA_MAX", "2");
      builder.environment().putAll(environment);
      builder.environment().put("SPRING_APPLICATION_JSON", Json.object(settings));
      return new Child(app, ports, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  App app() {
    return app;
  }

  Path log() {
    return log;
  }

  long pid() {
    return process.pid();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /**
   * Whether it is ready and all it reports on is well, the signing service's first copy of people
   * among it: what is announced as ready can be used at once.
   */
  boolean isReady() {
    return process.isAlive() && ask(ports.management(app), "/actuator/health") == 200;
  }

  /** Asks for its first pages, whatever they answer. */
  void visitFirstPages() {
    app.firstPages().forEach(page -> ask(app.port(ports), page));
  }

  /** Lets it go: the end of its input is its sign to leave. */
  void release() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // It has left already.
    }
  }

  /** Waits for its end after {@link #release}; ends it by force when the limit has passed. */
  void awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int ask(int port, String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status;
    } catch (IOException notYet) {
      return 0;
    }
  }
}
