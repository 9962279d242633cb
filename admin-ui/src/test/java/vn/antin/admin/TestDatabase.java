package vn.antin.admin;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL, one per JVM; each test application gets a database of its own. */
final class TestDatabase {
  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  static TestDatabase create() {
    var name = "antin_admin_" + COUNTER.incrementAndGet();
    execute("CREATE DATABASE " + name + " OWNER antin_admin");
    return new TestDatabase(name);
  }

  String url() {
    return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name;
  }

  /** Whatever is stored, as text, to look for what must not be there. */
  String dump() {
    var text = new StringBuilder();
    try (var connection = SERVER.getDatabase("postgres", name).getConnection();
        var statement = connection.createStatement()) {
      for (var table : new String[] {"desk_session", "authorization_flow", "signing", "approval"}) {
        try (var rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
          while (rows.next()) {
            text.append(rows.getString(1)).append('\n');
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  int count(String sql) {
    try (var connection = SERVER.getDatabase("postgres", name).getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops and lets back in whoever connects as the application. */
  void accept(boolean connections) {
    execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + connections);
    if (!connections) {
      execute(
          "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
              + name
              + "'; END $$");
    }
  }

  private static EmbeddedPostgres start() {
    try {
      var server = EmbeddedPostgres.builder().start();
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE ROLE antin_admin LOGIN PASSWORD 'owner'");
        statement.execute("CREATE ROLE antin_admin_app LOGIN PASSWORD 'app'");
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(String sql) {
    try (var connection = SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
