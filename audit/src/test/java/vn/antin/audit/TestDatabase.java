package vn.antin.audit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A fresh database with the schema, on one PostgreSQL for the whole JVM. */
public final class TestDatabase {
  private static final EmbeddedPostgres POSTGRES = start();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final String name = "audit_" + NEXT.incrementAndGet();
  private final String owner;
  private final String app;

  /** A copy. */
  private TestDatabase(TestDatabase template) throws SQLException {
    owner = template.owner;
    app = template.app;
    execute(
        POSTGRES.getPostgresDatabase(),
        "CREATE DATABASE %s TEMPLATE %s OWNER %s".formatted(name, template.name, owner));
  }

  private TestDatabase() throws SQLException {
    owner = name + "_owner";
    app = name + "_app";
    execute(POSTGRES.getPostgresDatabase(), "CREATE ROLE %s LOGIN".formatted(owner));
    execute(POSTGRES.getPostgresDatabase(), "CREATE ROLE %s LOGIN".formatted(app));
    execute(POSTGRES.getPostgresDatabase(), "CREATE DATABASE %s OWNER %s".formatted(name, owner));
    execute(
        owner(),
        "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + app);
    execute(owner(), schema().replace("${app_role}", app));
  }

  /** The roles of production: tables belong to the owner, the application has its own login. */
  public static TestDatabase create() {
    try {
      return new TestDatabase();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A database with the same rows and the same roles. */
  public TestDatabase copy() {
    try {
      return new TestDatabase(this);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The application's role. */
  public DataSource app() {
    return POSTGRES.getDatabase(app, name);
  }

  /** The role that owns the tables. */
  public DataSource owner() {
    return POSTGRES.getDatabase(owner, name);
  }

  /** Where a command line finds this database as the application's role. */
  public String url() {
    return POSTGRES.getJdbcUrl(app, name);
  }

  /** What a superuser can do: switch the triggers off, then anything. */
  public void tamper(String sql) {
    try {
      execute(
          POSTGRES.getDatabase("postgres", name), "SET session_replication_role = replica; " + sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Every row of a query's first column as text. */
  public List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (Connection connection = owner().getConnection();
        PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        texts.add(Objects.requireNonNullElse(rows.getString(1), "null"));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The only value of a query. */
  public long number(String sql) {
    return Long.parseLong(texts(sql).getFirst());
  }

  public static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String schema() {
    try (InputStream sql =
        Objects.requireNonNull(AuditLog.class.getResourceAsStream("/db/audit/V1__audit.sql"))) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "off")
          .setServerConfig("max_connections", "100")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
