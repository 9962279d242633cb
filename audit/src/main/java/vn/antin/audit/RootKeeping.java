package vn.antin.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import vn.antin.audit.SealResult.Contradicted;
import vn.antin.audit.SealResult.Delayed;
import vn.antin.audit.SealResult.Done;
import vn.antin.audit.SealResult.Step;
import vn.antin.audit.proof.Hash;

/**
 * Sends roots outside. What the sink holds is asked of the sink, never remembered in the database:
 * a restored database must not believe that its lost roots were kept.
 */
final class RootKeeping {
  private static final int AT_ONCE = 1000;

  private final DataSource database;
  private final RootSink sink;

  RootKeeping(DataSource database, RootSink sink) {
    this.database = database;
    this.sink = sink;
  }

  Step keepAll() {
    try {
      return Transactions.run(database, "The audit roots cannot be read", this::keepAll);
    } catch (AuditException e) {
      if (e.code() == AuditException.Code.SINK) {
        return new Delayed(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private Step keepAll(Connection connection) throws SQLException {
    Locks.KEEPING.take(connection);
    UUID log = LogIdentity.read(connection);
    Optional<SealedRoot> last = sink.last();
    if (last.isPresent()) {
      Optional<String> contradiction = contradiction(connection, log, last.get());
      if (contradiction.isPresent()) {
        return new Contradicted(contradiction.get());
      }
    }
    long kept = last.map(SealedRoot::seal).orElse(0L);
    List<SealedRoot> roots = after(connection, log, kept);
    while (!roots.isEmpty()) {
      sink.append(roots);
      roots = after(connection, log, roots.getLast().seal());
    }
    return new Done();
  }

  private static Optional<String> contradiction(Connection connection, UUID log, SealedRoot kept)
      throws SQLException {
    if (!kept.log().equals(log)) {
      return Optional.of(
          "The kept roots belong to log %s, the database holds log %s".formatted(kept.log(), log));
    }
    try (PreparedStatement query =
        connection.prepareStatement("SELECT root FROM audit.seal WHERE number = ?")) {
      query.setLong(1, kept.seal());
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          return Optional.of(
              "Seal %d was kept outside but is not in the database: the log's end was cut off"
                  .formatted(kept.seal()));
        }
        Hash stored = Hash.of(rows.getBytes(1));
        return stored.equals(kept.root())
            ? Optional.empty()
            : Optional.of(
                "Seal %d was kept outside with the root %s, the database has %s"
                    .formatted(kept.seal(), kept.root(), stored));
      }
    }
  }

  private static List<SealedRoot> after(Connection connection, UUID log, long number)
      throws SQLException {
    List<SealedRoot> roots = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT number, root, sealed_at FROM audit.seal
            WHERE number > ? ORDER BY number LIMIT ?
            """)) {
      query.setLong(1, number);
      query.setInt(2, AT_ONCE);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          roots.add(
              new SealedRoot(
                  log,
                  rows.getLong(1),
                  Hash.of(rows.getBytes(2)),
                  rows.getObject(3, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return roots;
  }
}
