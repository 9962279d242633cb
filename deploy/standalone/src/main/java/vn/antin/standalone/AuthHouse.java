package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.rootkey.RootKey;

/**
 * PostgreSQL and one or more auth-servers with a sample province, without the rest of the house, in
 * a folder that is deleted at the end: what benchmarks run on.
 */
final class AuthHouse implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Build build;
  private final Path folder;
  private final DataFolder data;
  private final Settings settings;
  private final List<Child> children = new ArrayList<>();
  private final List<Runnable> guests = new ArrayList<>();
  private final Object closing = new Object();
  private @Nullable Postgres postgres;
  private @Nullable Process watch;

  private AuthHouse(Build build, Path folder, DataFolder data, Settings settings) {
    this.build = build;
    this.folder = folder;
    this.data = data;
    this.settings = settings;
  }

  /** Makes the folder and starts PostgreSQL in it. */
  static AuthHouse open(Build build, Ports ports, int officials) {
    try {
      Path folder = Files.createTempDirectory("antin-bench");
      DataFolder data = DataFolder.open(folder.resolve("data"), false);
      Path rootKey = data.path("root.key");
      RootKey.create(rootKey);
      Settings settings =
          new Settings(
              ports,
              rootKey,
              ClientKey.in(data.folder("secrets")),
              data.secretFile("admin-ui-client"),
              new SigningToken.Software(data.folder("token"), data.secretFile("token-pin")),
              officials);
      AuthHouse house = new AuthHouse(build, folder, data, settings);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(house::close));
      house.startPostgres();
      return house;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized Postgres postgres() {
    if (postgres == null) {
      throw new StandaloneException(StandaloneException.Code.PART, "Stopped.");
    }
    return postgres;
  }

  /** Lets something else use the folder and PostgreSQL; this ends it before they go. */
  synchronized void host(Runnable end) {
    guests.add(end);
  }

  DataFolder data() {
    return data;
  }

  /** Where the nodes say that they are reached. */
  String issuer() {
    return settings.authUrl();
  }

  /** The database of the auth-servers. */
  Database database() {
    return Database.prepare(postgres().cluster(), data, App.AUTH.database());
  }

  /**
   * Starts an auth-server and returns when it is ready.
   *
   * @param port where it listens, with its management one above; the issuer names the house's port
   *     all the same, behind which there may be a proxy
   */
  Child start(int port, List<String> jvmOptions, Map<String, String> more) {
    Child child = launch(port, jvmOptions, more);
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!child.isReady()) {
      if (System.nanoTime() > end || child.onExit().isDone()) {
        throw new StandaloneException(
            StandaloneException.Code.PART,
            "auth-server did not start. The end of its log:\n" + LogTail.of(child.log(), 25));
      }
      pause(LOOK);
    }
    return child;
  }

  void stop(Child child) {
    child.release();
    child.awaitEnd(STOP_LIMIT);
    synchronized (this) {
      children.remove(child);
    }
  }

  /** Also by the end of this program, which waits for a close that has begun. */
  @Override
  public void close() {
    synchronized (closing) {
      end();
    }
  }

  private void end() {
    List<Child> leaving;
    List<Runnable> ends;
    synchronized (this) {
      leaving = List.copyOf(children);
      children.clear();
      ends = List.copyOf(guests);
      guests.clear();
    }
    ends.forEach(Runnable::run);
    leaving.forEach(Child::release);
    leaving.forEach(child -> child.awaitEnd(STOP_LIMIT));
    synchronized (this) {
      if (postgres == null) {
        return;
      }
      postgres.stop();
      postgres = null;
      if (watch != null) {
        watch.destroyForcibly();
      }
    }
    data.close();
    PrivateFiles.deleteTree(folder);
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException(StandaloneException.Code.PART, "Interrupted.", e);
    }
  }

  private synchronized void startPostgres() {
    postgres = Postgres.start(build.postgres(), data);
    watch = House.watch(postgres.pid());
  }

  private synchronized Child launch(int port, List<String> jvmOptions, Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(settings.of(App.AUTH, database(), data.auditRoots(App.AUTH)));
    all.put("server.port", Integer.toString(port));
    all.put("management.server.port", Integer.toString(port + 1));
    all.put("antin.gateway.enabled", "false");
    all.putAll(more);
    List<String> options = new ArrayList<>(build.startOptions(App.AUTH));
    options.addAll(jvmOptions);
    Child child =
        Child.start(
            App.AUTH,
            new Ports(port),
            build,
            options,
            all,
            Map.of(),
            data.folder("logs").resolve("auth-server-" + port + ".log"));
    children.add(child);
    return child;
  }
}
