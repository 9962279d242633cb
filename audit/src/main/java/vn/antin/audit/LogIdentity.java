package vn.antin.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Which log a database holds. */
final class LogIdentity {
  private LogIdentity() {}

  static UUID read(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT id FROM audit.log");
        ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("The table audit.log is empty");
      }
      return rows.getObject(1, UUID.class);
    }
  }
}
