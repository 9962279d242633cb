package vn.antin.standalone.keycloak;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.antin.standalone.bench.BenchException;
import vn.antin.standalone.bench.HashCost;

/**
 * One Keycloak in production mode: {@code kc.sh build}, then {@code kc.sh start --optimized}. It
 * leaves when the launcher does, as our own children.
 */
public final class KeycloakServer implements AutoCloseable {
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int ANSWER_MILLIS = 2_000;

  /**
   * Runs the script and, at the end of this shell's input, ends it: {@code kc.sh} hands SIGTERM on
   * to its JVM.
   */
  private static final String WATCH =
      "trap '' INT HUP; \"$@\" </dev/null & script=$!; read -r end; kill -TERM $script; wait"
          + " $script";

  private final Settings settings;
  private volatile @Nullable Process process;

  public KeycloakServer(Settings settings) {
    this.settings = settings;
  }

  /**
   * Where and how it runs.
   *
   * @param home the unpacked distribution
   * @param log its output
   * @param port for its clients
   * @param managementPort for its health
   * @param databaseUrl JDBC address
   * @param databaseUser the database's owner
   * @param databasePassword the owner's password
   * @param adminPassword of the first administrator, {@code admin}
   * @param hash what a password check costs
   * @param heapMegabytes most heap, or null for what {@code kc.sh} says itself
   */
  public record Settings(
      Path home,
      Path log,
      int port,
      int managementPort,
      String databaseUrl,
      String databaseUser,
      String databasePassword,
      String adminPassword,
      HashCost hash,
      @Nullable Integer heapMegabytes) {
    /** Where it is reached. */
    public URI origin() {
      return URI.create("http://localhost:" + port);
    }

    /** Without the passwords. */
    @Override
    public String toString() {
      return "Settings[" + home + ", " + port + "]";
    }
  }

  /** Makes the optimized server image, which its documentation wants before a start. */
  public void build() throws IOException {
    Programs.run(
        List.of("sh", script(), "build", "--db=postgres", "--health-enabled=true", "--cache=local"),
        settings.home(),
        settings.log(),
        BUILD_LIMIT);
  }

  /** Starts it and returns the seconds until it said that it is ready. */
  public double start() throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", WATCH, "sh", "sh", script()));
    command.addAll(
        List.of(
            "start",
            "--optimized",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + settings.port(),
            "--http-management-port=" + settings.managementPort(),
            "--hostname=" + settings.origin(),
            "--db-url=" + settings.databaseUrl(),
            "--db-username=" + settings.databaseUser(),
            "--db-pool-max-size=16"));
    hashOptions()
        .forEach(
            (name, value) -> command.add("--spi-password-hashing--argon2--" + name + "=" + value));
    ProcessBuilder builder = Programs.builder(command, settings.home(), settings.log());
    builder.environment().put("KC_DB_PASSWORD", settings.databasePassword());
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", settings.adminPassword());
    if (settings.heapMegabytes() != null) {
      builder
          .environment()
          .put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx" + settings.heapMegabytes() + "m");
    }
    long began = System.nanoTime();
    Process started = builder.start();
    process = started;
    boolean begun = false;
    while (!isReady()) {
      boolean running = pidOf(started) >= 0;
      if ((begun && !running) || System.nanoTime() - began > START_LIMIT.toNanos()) {
        throw new BenchException("Keycloak did not start:\n" + Files.readString(settings.log()));
      }
      begun = running;
      pause();
    }
    return (System.nanoTime() - began) / 1e9;
  }

  /** The JVM that {@code kc.sh} has started. */
  public long pid() {
    long pid = process == null ? -1 : pidOf(process);
    if (pid < 0) {
      throw new BenchException("Keycloak has ended; see " + settings.log());
    }
    return pid;
  }

  @Override
  public void close() {
    Process running = process;
    process = null;
    if (running == null) {
      return;
    }
    try {
      List<ProcessHandle> parts = running.descendants().toList();
      running.getOutputStream().close();
      if (!running.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        parts.forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly();
      }
    } catch (IOException gone) {
      // It has left already.
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Integer> hashOptions() {
    return Map.of(
        "memory",
        settings.hash().memory(),
        "iterations",
        settings.hash().iterations(),
        "parallelism",
        HashCost.PARALLELISM,
        "hash-length",
        HashCost.LENGTH);
  }

  private String script() {
    return settings.home().resolve("bin/kc.sh").toString();
  }

  private static long pidOf(Process shell) {
    return shell
        .descendants()
        .filter(part -> part.info().command().orElse("").endsWith("/java"))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElse(-1);
  }

  private boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + settings.managementPort() + "/health/ready")
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted.", e);
    }
  }
}
