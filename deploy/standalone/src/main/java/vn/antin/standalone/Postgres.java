package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The embedded PostgreSQL server of one data folder: passwords for everyone, loopback only, fsync
 * on. It runs in a session of its own, so a terminal's Ctrl-C reaches the launcher alone, which
 * stops the applications first.
 */
final class Postgres {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  static final String SUPERUSER = "postgres";
  private static final int FIRST_PORT = 32_000;
  private static final int LAST_PORT = 32_768;
  private static final int TRIES = 1_000;

  private final PostgresBinaries binaries;
  private final Path cluster;
  private final Path log;
  private final String password;
  private final int port;

  private Postgres(PostgresBinaries binaries, Path cluster, Path log, String password, int port) {
    this.binaries = binaries;
    this.cluster = cluster;
    this.log = log;
    this.password = password;
    this.port = port;
  }

  /** Starts the server, making the cluster at the first start. */
  static Postgres start(PostgresBinaries binaries, DataFolder data) {
    Path cluster = data.path("postgres");
    Path passwordFile = data.secretFile(SUPERUSER);
    Postgres postgres =
        new Postgres(
            binaries,
            cluster,
            data.folder("logs").resolve("postgres.log"),
            PrivateFiles.read(passwordFile),
            freePort());
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      postgres.initialise(passwordFile);
    }
    // A server whose launcher was killed is ours too, for we hold the folder's lock.
    postgres.stop();
    postgres.start();
    return postgres;
  }

  Cluster cluster() {
    return cluster(port, password);
  }

  /** The cluster of a running house, known by its port. */
  static Cluster cluster(int port, String password) {
    return new Cluster("jdbc:postgresql://127.0.0.1:" + port + "/", SUPERUSER, password);
  }

  int port() {
    return port;
  }

  Path log() {
    return log;
  }

  long pid() {
    return Long.parseLong(firstLine(cluster.resolve("postmaster.pid")));
  }

  /** Completes when the server has ended, for whatever reason. */
  CompletableFuture<ProcessHandle> onExit() {
    return ProcessHandle.of(pid())
        .map(ProcessHandle::onExit)
        .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()));
  }

  /** Ends all connections and stops; returns when the server has written its last checkpoint. */
  void stop() {
    if (isRunning()) {
      run("pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "30", "-s");
    }
  }

  private void initialise(Path passwordFile) {
    if (Files.exists(cluster)) {
      // An initdb that was killed: there is no PG_VERSION, so no data was ever kept here.
      PrivateFiles.deleteTree(cluster);
    }
    run(
        "initdb",
        "-D",
        cluster.toString(),
        "-U",
        SUPERUSER,
        "-A",
        "scram-sha-256",
        "--pwfile=" + passwordFile,
        "-E",
        "UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C");
  }

  private boolean isRunning() {
    List<String> command = new ArrayList<>(binaries.command("pg_ctl"));
    command.addAll(List.of("status", "-D", cluster.toString()));
    return Files.exists(cluster.resolve("postmaster.pid"))
        && Command.run(command, LIMIT).exitCode() == 0;
  }

  private void start() {
    String settings =
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100"
            + " -c shared_buffers=64MB -c jit=off -c TimeZone=UTC -c log_timezone=UTC"
            + " -c log_min_messages=warning";
    run(
        "pg_ctl",
        "start",
        "-D",
        cluster.toString(),
        "-l",
        log.toString(),
        "-o",
        settings,
        "-w",
        "-t",
        "60",
        "-s");
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>(binaries.command(program));
    command.addAll(Arrays.asList(arguments));
    Command.Result result = Command.run(command, LIMIT.plusSeconds(10));
    if (result.exitCode() != 0) {
      throw new StandaloneException(
          StandaloneException.Code.PART,
          "PostgreSQL's " + program + " failed: " + advice(result.output()));
    }
  }

  private String advice(String output) {
    if (output.contains("unshare")) {
      return output
          + "\nPostgreSQL does not run as root, and this system does not let root make a user"
          + " namespace. Run ./antin up as an ordinary user.";
    }
    return output + "\n" + LogTail.of(log, 10);
  }

  /**
   * Above the ports of houses and below those that systems give to outgoing connections: what the
   * system gives and takes back may be somebody else's when PostgreSQL listens a moment later.
   */
  private static int freePort() {
    return ThreadLocalRandom.current()
        .ints(FIRST_PORT, LAST_PORT)
        .limit(TRIES)
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow(() ->
            new StandaloneException(
                StandaloneException.Code.ENVIRONMENT,
                "No free port was found for PostgreSQL between "
                    + FIRST_PORT
                    + " and "
                    + LAST_PORT
                    + "."));
  }

  private static String firstLine(Path file) {
    try {
      return Files.readAllLines(file).getFirst().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
