package vn.antin.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look into an installation's databases by a command beside {@code up}: those of the running
 * house, or else PostgreSQL alone, started for as long as the visit lasts.
 */
final class Visit implements AutoCloseable {
  /**
   * In the data folder while a house runs: the port of its PostgreSQL, its first own port, and
   * whether it serves HTTPS.
   */
  static final String RUNNING = "running";

  private final Path root;
  private final Cluster cluster;
  private final Ports ports;
  private final @Nullable DataFolder held;
  private final @Nullable Postgres postgres;

  private Visit(
      Path root,
      Cluster cluster,
      Ports ports,
      @Nullable DataFolder held,
      @Nullable Postgres postgres) {
    this.root = root;
    this.cluster = cluster;
    this.ports = ports;
    this.held = held;
    this.postgres = postgres;
  }

  static Visit to(Options options, Build build) {
    Path root = options.data();
    if (!DataFolder.isOurs(root)) {
      throw new StandaloneException(
          StandaloneException.Code.ENVIRONMENT,
          root + " is not an Ấn Tín data folder; run ./antin up first, or name it with --data.");
    }
    Optional<DataFolder> free = DataFolder.openIfFree(root);
    if (free.isPresent()) {
      DataFolder data = free.get();
      Postgres postgres = Postgres.start(build.postgres(), data);
      for (App app : App.values()) {
        Database.prepare(postgres.cluster(), data, app.database());
      }
      return new Visit(root, postgres.cluster(), options.ports(), data, postgres);
    }
    Path running = root.resolve(RUNNING);
    if (!Files.exists(running)) {
      throw new StandaloneException(
          StandaloneException.Code.ENVIRONMENT,
          "./antin up is starting or stopping in " + root + "; try again when it is ready.");
    }
    String[] numbers = PrivateFiles.read(running).split(" ", -1);
    String password = PrivateFiles.read(root.resolve("secrets").resolve(Postgres.SUPERUSER));
    return new Visit(
        root,
        Postgres.cluster(Integer.parseInt(numbers[0]), password),
        new Ports(Integer.parseInt(numbers[1]), numbers.length > 2 && numbers[2].equals("tls")),
        null,
        null);
  }

  /** Where the house listens: as it runs now, else as the options say. */
  Ports ports() {
    return ports;
  }

  Database database(App app) {
    String name = app.database();
    return new Database(
        name,
        cluster.url(name),
        PrivateFiles.read(secret(name)),
        PrivateFiles.read(secret(name + "_app")));
  }

  boolean hasAuditLog(App app) {
    try (Connection connection = cluster.connect(app.database());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT to_regclass('audit.log') IS NOT NULL")) {
      return found.next() && found.getBoolean(1);
    } catch (SQLException e) {
      throw new StandaloneException(
          StandaloneException.Code.PART, app.title() + "'s database: " + e.getMessage(), e);
    }
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
