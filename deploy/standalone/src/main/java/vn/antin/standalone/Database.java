package vn.antin.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * The database of one application and its two roles: the owner (same name), which migrates, and
 * {@code <name>_app}, with which the application works.
 *
 * @param name the database's and its owner's name
 * @param url where it is
 * @param ownerPassword password of the owner
 * @param appPassword password of the application's role
 */
record Database(String name, String url, String ownerPassword, String appPassword) {

  /** Makes the database and the roles, or mends what is missing. */
  static Database prepare(Cluster cluster, DataFolder data, String name) {
    Database database =
        new Database(name, cluster.url(name), data.secret(name), data.secret(name + "_app"));
    try (Connection connection = cluster.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(database.script("roles.sql"));
      if (!exists(connection, name)) {
        statement.execute("CREATE DATABASE " + name + " OWNER " + name);
      }
    } catch (SQLException e) {
      throw failed(name, e);
    }
    try (Connection connection = cluster.connect(name);
        Statement statement = connection.createStatement()) {
      statement.execute(database.script("database.sql"));
    } catch (SQLException e) {
      throw failed(name, e);
    }
    return database;
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "Database[" + url + "]";
  }

  String owner() {
    return name;
  }

  String app() {
    return name + "_app";
  }

  private String script(String file) {
    try (InputStream in =
        Objects.requireNonNull(Database.class.getResourceAsStream("/sql/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${owner}", owner())
          .replace("${app}", app())
          .replace("${owner_password}", ownerPassword)
          .replace("${app_password}", appPassword);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      return query.executeQuery().next();
    }
  }

  private static StandaloneException failed(String name, SQLException e) {
    return new StandaloneException(
        StandaloneException.Code.PART,
        "The database " + name + " could not be prepared: " + e.getMessage(),
        e);
  }
}
