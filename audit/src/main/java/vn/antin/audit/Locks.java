package vn.antin.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Locks shared by every node of one database; held until the transaction ends. */
enum Locks {
  SEALING(1),
  KEEPING(2);

  /** "antin" in hexadecimal ASCII, cut to 32 bits: keeps clear of the application's own locks. */
  private static final int SPACE = 0x616e7469;

  private final int key;

  Locks(int key) {
    this.key = key;
  }

  void take(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(?, ?)")) {
      lock.setInt(1, SPACE);
      lock.setInt(2, key);
      lock.execute();
    }
  }
}
