package vn.antin.auth;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with an owner and an application role, in the one PostgreSQL of this JVM. */
public record TestDatabase(String name, int port) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("max_connections", "800")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Makes a new, empty database. */
  public static TestDatabase create() {
    String name = "auth" + COUNT.incrementAndGet();
    execute(
        "CREATE ROLE " + name + " LOGIN PASSWORD 'owner'",
        "CREATE ROLE " + name + "_app LOGIN PASSWORD 'app'",
        "CREATE DATABASE " + name + " OWNER " + name);
    return new TestDatabase(name, Server.POSTGRES.getPort());
  }

  /** Throws every connection out, waits until it is gone, and lets no new one in. */
  public void refuse() {
    execute(
        "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
        "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '"
            + name
            + "'");
  }

  /** Lets connections in again. */
  public void admit() {
    execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
  }

  private static void execute(String... statements) {
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/" + name;
  }

  /** The settings by which an application reaches this database. */
  public Map<String, String> properties() {
    return Map.of(
        "spring.datasource.url",
        url(),
        "spring.datasource.username",
        name + "_app",
        "spring.datasource.password",
        "app",
        "spring.datasource.hikari.maximum-pool-size",
        "8",
        // Long: a machine that has much to do is not an outage.
        "spring.datasource.hikari.connection-timeout",
        "30000",
        "spring.flyway.url",
        url(),
        "spring.flyway.user",
        name,
        "spring.flyway.password",
        "owner");
  }
}
