package vn.antin.auth.oauth2.client;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears from PostgreSQL that a client's row has changed and empties the cache. It listens on a
 * direct connection of its own; whenever that had to be opened anew, the cache is emptied as well.
 */
@Component
final class ClientChanges implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ClientChanges.class);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int WAIT_MILLIS = 10_000;

  private final JdbcConnectionDetails database;
  private final Clients clients;
  private @Nullable Thread listener;

  ClientChanges(JdbcConnectionDetails database, Clients clients) {
    this.database = database;
    this.clients = clients;
  }

  @Override
  public synchronized void start() {
    listener = Thread.ofVirtual().name("oauth2-client-changes").start(this::listen);
  }

  @Override
  public synchronized void stop() {
    Thread running = listener;
    if (running != null) {
      running.interrupt();
      listener = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return listener != null;
  }

  private void listen() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Connection connection =
              DriverManager.getConnection(
                  database.getJdbcUrl(), database.getUsername(), database.getPassword());
          Statement statement = connection.createStatement()) {
        statement.execute("LISTEN oauth2_client");
        clients.forget();
        hear(connection.unwrap(PGConnection.class));
      } catch (SQLException e) {
        LOG.debug("client changes: not listening, trying again", e);
        clients.forget();
        pause();
      }
    }
  }

  private void hear(PGConnection connection) throws SQLException {
    while (!Thread.currentThread().isInterrupted()) {
      if (connection.getNotifications(WAIT_MILLIS).length > 0) {
        clients.forget();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
