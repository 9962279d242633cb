package vn.antin.audit.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.AuditException;

/**
 * The database that the command line names; a password comes from a file, never from an argument.
 */
final class Database implements DataSource {
  static final Set<String> OPTIONS = Set.of("--jdbc", "--user", "--password-file");

  private final String url;
  private final Properties login = new Properties();

  Database(Options options) {
    url = options.required("--jdbc");
    if (!url.startsWith("jdbc:")) {
      throw Options.wrong("--jdbc wants a URL such as jdbc:postgresql://localhost/antin_auth");
    }
    options.value("--user").ifPresent(user -> login.setProperty("user", user));
    options
        .value("--password-file")
        .ifPresent(file -> login.setProperty("password", read(Path.of(file))));
  }

  @Override
  public Connection getConnection() throws SQLException {
    return DriverManager.getConnection(url, login);
  }

  /** A connection, or a sentence that says why there is none. */
  Connection connect() {
    try {
      return getConnection();
    } catch (SQLException e) {
      throw new AuditException(AuditException.Code.DATABASE, "The database cannot be reached", e);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("This wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new AuditException(
          AuditException.Code.INPUT, "The password file %s cannot be read".formatted(file), e);
    }
  }
}
