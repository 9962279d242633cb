package vn.antin.audit;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import vn.antin.audit.AuditException.Code;

/** A transaction of its own, committed when its work returns. */
final class Transactions {
  /** Work on one connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private Transactions() {}

  static <T> T run(DataSource database, String failure, Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.on(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new AuditException(Code.DATABASE, failure, e);
    }
  }
}
