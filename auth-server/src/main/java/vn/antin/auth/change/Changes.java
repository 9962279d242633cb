package vn.antin.auth.change;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Calls the {@link ChangeListener}s of this node. */
@Component
public final class Changes implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int WAIT_MILLIS = 10_000;

  private final JdbcConnectionDetails database;
  private final List<ChangeListener> listeners;
  private @Nullable Thread thread;

  public Changes(JdbcConnectionDetails database, List<ChangeListener> listeners) {
    this.database = database;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("changes").start(this::listen);
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  private void listen() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Connection connection =
              DriverManager.getConnection(
                  database.getJdbcUrl(), database.getUsername(), database.getPassword());
          Statement statement = connection.createStatement()) {
        for (ChangeListener listener : listeners) {
          statement.execute("LISTEN " + listener.channel());
        }
        listeners.forEach(ChangeListener::changed);
        hear(connection.unwrap(PGConnection.class));
      } catch (SQLException e) {
        LOG.debug("changes: not listening, trying again", e);
        listeners.forEach(ChangeListener::changed);
        pause();
      }
    }
  }

  private void hear(PGConnection connection) throws SQLException {
    while (!Thread.currentThread().isInterrupted()) {
      for (PGNotification heard : connection.getNotifications(WAIT_MILLIS)) {
        listeners.stream()
            .filter(listener -> listener.channel().equals(heard.getName()))
            .forEach(ChangeListener::changed);
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
