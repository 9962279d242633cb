package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.rootkey.RootKey;

/**
 * A running house: PostgreSQL and the three applications. {@link #close} may come from another
 * thread at any moment, also in the middle of {@link #start}; nothing is started after it.
 */
final class House implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final int LINES_OF_LOG = 25;

  private final Build build;
  private final DataFolder data;
  private final Settings settings;
  private final Duration stopLimit;
  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private final List<Child> children = new ArrayList<>();
  private @Nullable Postgres postgres;
  private @Nullable Process postgresWatch;
  private boolean stopping;

  private House(Build build, DataFolder data, Settings settings, Duration stopLimit) {
    this.build = build;
    this.data = data;
    this.settings = settings;
    this.stopLimit = stopLimit;
  }

  static House of(
      Build build, DataFolder data, Ports ports, @Nullable Integer officials, Duration stopLimit) {
    Path rootKey = data.path("root.key");
    if (!Files.exists(rootKey)) {
      RootKey.create(rootKey);
    }
    Settings settings =
        new Settings(
            ports,
            rootKey,
            ClientKey.in(data.folder("secrets")),
            data.secretFile("admin-ui-client"),
            SigningToken.prepare(data),
            data.officials(officials),
            ports.tls() ? LocalAuthority.in(data, InstantSource.system()) : null);
    return new House(build, data, settings, stopLimit);
  }

  Settings settings() {
    return settings;
  }

  synchronized List<Child> children() {
    return List.copyOf(children);
  }

  /** The process of each part by its name. */
  synchronized Map<String, Long> processes() {
    Map<String, Long> processes = new LinkedHashMap<>();
    processes.put("launcher", ProcessHandle.current().pid());
    if (postgres != null) {
      processes.put("PostgreSQL", postgres.pid());
    }
    children.forEach(child -> processes.put(child.app().title(), child.pid()));
    return processes;
  }

  /** Starts everything and returns when every application is ready. */
  void start(Function<App, List<String>> jvmOptions) {
    Postgres server = startPostgres();
    for (App app : App.values()) {
      Database database = Database.prepare(server.cluster(), data, app.database());
      startChild(app, database, jvmOptions.apply(app));
    }
    awaitReady();
    PrivateFiles.write(
        data.path(Visit.RUNNING),
        server.port() + " " + settings.ports().base() + (settings.ports().tls() ? " tls\n" : "\n"));
  }

  /** Starts everything, does that, and stops; also when this program is asked to stop meanwhile. */
  void run(Function<App, List<String>> jvmOptions, Consumer<House> work) {
    Thread hook = Thread.ofPlatform().unstarted(this::close);
    Runtime.getRuntime().addShutdownHook(hook);
    try (House house = this) {
      house.start(jvmOptions);
      work.accept(house);
    }
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** To the database of an application, as its superuser. */
  synchronized Connection connect(App app) throws SQLException {
    if (postgres == null) {
      throw new StandaloneException(StandaloneException.Code.PART, "Stopped.");
    }
    return postgres.cluster().connect(app.database());
  }

  /** The first part that ended although nobody asked it to, with the end of its log. */
  String awaitFailure() {
    try {
      return failure.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Interrupted.";
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is only ever completed with a text", e);
    }
  }

  /** The web front first, PostgreSQL last; returns when all have ended. */
  @Override
  public void close() {
    List<Child> leaving;
    synchronized (this) {
      stopping = true;
      leaving = List.copyOf(children);
      children.clear();
    }
    end(leaving.stream().filter(child -> child.app() != App.AUTH).toList());
    end(leaving.stream().filter(child -> child.app() == App.AUTH).toList());
    synchronized (this) {
      if (postgres != null) {
        postgres.stop();
        postgres = null;
      }
      if (postgresWatch != null) {
        postgresWatch.destroyForcibly();
      }
    }
    try {
      Files.deleteIfExists(data.path(Visit.RUNNING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(List<Child> leaving) {
    leaving.forEach(Child::release);
    leaving.forEach(child -> child.awaitEnd(stopLimit));
  }

  private synchronized Postgres startPostgres() {
    requireRunning();
    Postgres server = Postgres.start(build.postgres(), data);
    postgres = server;
    CompletableFuture<Void> _ =
        server.onExit().thenRun(() -> failed("PostgreSQL has ended unexpectedly", server.log()));
    postgresWatch = watch(server.pid());
    return server;
  }

  private synchronized void startChild(App app, Database database, List<String> jvmOptions) {
    requireRunning();
    Path roots = data.auditRoots(app);
    Child child =
        Child.start(
            app,
            settings.ports(),
            build,
            Stream.concat(jvmOptions.stream(), settings.jvmOptions().stream()).toList(),
            settings.of(app, database, roots),
            app == App.SIGNING ? settings.token().environment() : Map.of(),
            data.folder("logs").resolve(app.title() + ".log"));
    children.add(child);
    CompletableFuture<Void> _ =
        child
            .onExit()
            .thenAccept(process ->
                failed(
                    app.title() + " has ended unexpectedly (exit code " + process.exitValue() + ")",
                    child.log()));
  }

  private void requireRunning() {
    if (stopping) {
      throw new StandaloneException(StandaloneException.Code.PART, "Stopped while starting.");
    }
  }

  private synchronized void failed(String what, Path log) {
    if (stopping) {
      return;
    }
    failure.complete(
        what
            + ". The end of "
            + log
            + ":\n"
            + LogTail.of(log, LINES_OF_LOG).indent(2).stripTrailing());
  }

  private void awaitReady() {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    List<Child> waiting = new ArrayList<>(children());
    while (true) {
      waiting.removeIf(Child::isReady);
      if (waiting.isEmpty()) {
        return;
      }
      failureWithin(Duration.ofMillis(100))
          .ifPresent(text -> {
            throw new StandaloneException(StandaloneException.Code.PART, text);
          });
      if (System.nanoTime() > end) {
        Child slow = waiting.getFirst();
        throw new StandaloneException(
            StandaloneException.Code.PART,
            slow.app().title()
                + " was not ready within "
                + START_LIMIT.toSeconds()
                + " s. The end of "
                + slow.log()
                + ":\n"
                + LogTail.of(slow.log(), LINES_OF_LOG).indent(2).stripTrailing());
      }
    }
  }

  private Optional<String> failureWithin(Duration time) {
    try {
      return Optional.of(failure.get(time.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException none) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("Interrupted.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is only ever completed with a text", e);
    }
  }

  /**
   * A shell that waits for the end of its input, as the children do, and then asks PostgreSQL for a
   * fast shutdown: what stops the server when the launcher is killed.
   */
  static Process watch(long pid) {
    try {
      return new ProcessBuilder(
              "sh",
              "-c",
              "trap '' INT HUP TERM; read -r end; kill -INT \"$1\"",
              "antin-postgres-watch",
              Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
