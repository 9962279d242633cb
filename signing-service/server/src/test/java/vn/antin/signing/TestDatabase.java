package vn.antin.signing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fresh database with its two roles: the owner, who migrates, and the application's. */
public record TestDatabase(int port, String name) {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** One server for all test classes of this process. */
  private static final class Shared {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public static TestDatabase create() {
    return createIn(Shared.SERVER);
  }

  public static TestDatabase createIn(EmbeddedPostgres server) {
    var name = "antin_signing_" + NUMBER.incrementAndGet();
    var database = new TestDatabase(server.getPort(), name);
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + name + " LOGIN");
      statement.execute("CREATE ROLE " + database.appRole() + " LOGIN");
      statement.execute("CREATE DATABASE " + name + " OWNER " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return database;
  }

  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/" + name;
  }

  public String appRole() {
    return name + "_app";
  }

  /** Looks and tampers as the superuser does. */
  public JdbcClient superuser() {
    return JdbcClient.create(dataSource("postgres"));
  }

  /** The application's own rights, no more. */
  public JdbcClient app() {
    return JdbcClient.create(dataSource(appRole()));
  }

  private DataSource dataSource(String user) {
    var source = new PGSimpleDataSource();
    source.setUrl(url());
    source.setUser(user);
    return source;
  }
}
