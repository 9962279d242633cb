package vn.antin.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look into an installation's databases by a command beside {@code up}: those of the running
 * house, or else PostgreSQL alone, started for as long as the visit lasts.
 */
final class Visit implements AutoCloseable {
  /** In the data folder while a house runs: the port of its PostgreSQL. */
  static final String RUNNING = "running";

  private final Path root;
  private final Cluster cluster;
  private final @Nullable DataFolder held;
  private final @Nullable Postgres postgres;

  private Visit(
      Path root, Cluster cluster, @Nullable DataFolder held, @Nullable Postgres postgres) {
    this.root = root;
    this.cluster = cluster;
    this.held = held;
    this.postgres = postgres;
  }

  static Visit to(Path root, Build build) {
    if (!DataFolder.isOurs(root)) {
      throw new StandaloneException(
          StandaloneException.Code.ENVIRONMENT,
          root + " is not an Ấn Tín data folder; run ./antin up first, or name it with --data.");
    }
    Optional<DataFolder> free = DataFolder.openIfFree(root);
    if (free.isPresent()) {
      DataFolder data = free.get();
      Postgres postgres = Postgres.start(build.postgres(), data);
      return new Visit(root, postgres.cluster(), data, postgres);
    }
    Path running = root.resolve(RUNNING);
    if (!Files.exists(running)) {
      throw new StandaloneException(
          StandaloneException.Code.ENVIRONMENT,
          "./antin up is starting or stopping in " + root + "; try again when it is ready.");
    }
    int port = Integer.parseInt(PrivateFiles.read(running));
    String password = PrivateFiles.read(root.resolve("secrets").resolve(Postgres.SUPERUSER));
    return new Visit(root, Postgres.cluster(port, password), null, null);
  }

  boolean isRunning() {
    return held == null;
  }

  String url(App app) {
    return cluster.url(app.database());
  }

  Path secret(String name) {
    return root.resolve("secrets").resolve(name);
  }

  Path path(String name) {
    return root.resolve(name);
  }

  @Override
  public void close() {
    if (postgres != null) {
      postgres.stop();
    }
    if (held != null) {
      held.close();
    }
  }
}
