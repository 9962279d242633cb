package vn.antin.auth.outbox;

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

/** Hears from PostgreSQL, on a direct connection of its own, that any node has put a message. */
@Component
final class OutboxListener implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxListener.class);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int WAIT_MILLIS = 10_000;

  private final JdbcConnectionDetails database;
  private final Bell bell;
  private @Nullable Thread listener;

  OutboxListener(JdbcConnectionDetails database, Bell bell) {
    this.database = database;
    this.bell = bell;
  }

  @Override
  public synchronized void start() {
    listener = Thread.ofVirtual().name("outbox-listener").start(this::listen);
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
        statement.execute("LISTEN outbox");
        bell.ring();
        hear(connection.unwrap(PGConnection.class));
      } catch (SQLException e) {
        LOG.debug("outbox: not listening, trying again", e);
        pause();
      }
    }
  }

  private void hear(PGConnection connection) throws SQLException {
    while (!Thread.currentThread().isInterrupted()) {
      if (connection.getNotifications(WAIT_MILLIS).length > 0) {
        bell.ring();
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
