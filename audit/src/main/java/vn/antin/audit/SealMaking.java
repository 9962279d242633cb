package vn.antin.audit;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import vn.antin.audit.json.Json;
import vn.antin.audit.proof.Entry;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.Seal;
import vn.antin.audit.proof.SealHead;

/** Claims rows and stores their seal, in one transaction under a lock that all nodes share. */
final class SealMaking {
  /** Bounds a seal to about a megabyte of rows in memory. */
  static final int MOST_ENTRIES = 4096;

  private static final String CLAIM =
      """
      UPDATE audit.entry SET batch = ?
      WHERE id = ANY (ARRAY(
        SELECT id FROM audit.entry WHERE batch IS NULL ORDER BY id LIMIT ?))
      RETURNING %s
      """
          .formatted(LogJson.ENTRY);

  private final DataSource database;
  private final InstantSource clock;

  SealMaking(DataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Makes at most one seal; returns how many rows it covers, 0 when none waited. */
  int sealOnce() {
    return Transactions.run(
        database,
        "The audit log cannot be sealed",
        connection -> {
          Locks.SEALING.take(connection);
          UUID log = LogIdentity.read(connection);
          Tip tip = tip(connection, log);
          List<Entry> entries = claim(connection, tip.number() + 1);
          if (!entries.isEmpty()) {
            store(
                connection,
                Seal.over(
                    log,
                    tip.number() + 1,
                    tip.root(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    entries));
          }
          return entries.size();
        });
  }

  Optional<Instant> oldestUnsealed() {
    return Transactions.run(
        database,
        "The unsealed audit rows cannot be read",
        connection -> {
          try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT min(at) FROM audit.entry WHERE batch IS NULL");
              ResultSet rows = query.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
          }
        });
  }

  /** The end of the chain: a number and its root. */
  private record Tip(long number, Hash root) {}

  private static Tip tip(Connection connection, UUID log) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT number, root FROM audit.seal ORDER BY number DESC LIMIT 1");
        ResultSet rows = query.executeQuery()) {
      return rows.next()
          ? new Tip(rows.getLong(1), Hash.of(rows.getBytes(2)))
          : new Tip(0, SealHead.genesis(log));
    }
  }

  private static List<Entry> claim(Connection connection, long number) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
      update.setLong(1, number);
      update.setInt(2, MOST_ENTRIES);
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          entries.add(Entry.fromJson(Json.parseMembers(rows.getString(1))));
        }
      }
    }
    entries.sort(Comparator.comparingLong(Entry::id));
    return entries;
  }

  private static void store(Connection connection, Seal seal) throws SQLException {
    ByteArrayOutputStream leaves = new ByteArrayOutputStream();
    seal.leaves().forEach(leaf -> leaves.writeBytes(leaf.bytes()));
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO audit.seal
              (number, sealed_at, previous, merkle_root, root, entry_ids, leaves)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setLong(1, seal.head().number());
      insert.setObject(2, seal.head().sealedAt().atOffset(ZoneOffset.UTC));
      insert.setBytes(3, seal.head().previous().bytes());
      insert.setBytes(4, seal.head().merkleRoot().bytes());
      insert.setBytes(5, seal.root().bytes());
      insert.setObject(6, seal.entryIds().toArray(Long[]::new));
      insert.setBytes(7, leaves.toByteArray());
      insert.executeUpdate();
    }
  }
}
