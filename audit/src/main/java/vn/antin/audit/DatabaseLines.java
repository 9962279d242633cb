package vn.antin.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.AuditException.Code;
import vn.antin.audit.json.Json;

/**
 * The lines of a log in a database, as of one moment (a repeatable-read snapshot), by cursors:
 * memory does not follow the log's length. Needs SELECT only.
 */
public final class DatabaseLines implements LogLines {
  private final Connection connection;
  private final Queue<String> head = new ArrayDeque<>();
  private final Cursor seals;
  private final Cursor entries;
  private final long unsealed;
  private boolean ended;

  /**
   * Starts to read; the connection is closed with this.
   *
   * @param withPersonal false leaves the personal fields out; the proof needs none of them
   */
  public DatabaseLines(Connection connection, boolean withPersonal) {
    this.connection = connection;
    try {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Map<String, Json> log = new LinkedHashMap<>();
      log.put("kind", new Json.Text("log"));
      log.put("format", new Json.Numeral(1));
      log.put("log", new Json.Text(LogIdentity.read(connection).toString()));
      log.put("personal", withPersonal ? Json.Literal.TRUE : Json.Literal.FALSE);
      head.add(new Json.Members(log).toString());
      unsealed = countUnsealed();
      seals =
          new Cursor(
              "SELECT seal.number, " + LogJson.SEAL + " FROM audit.seal ORDER BY seal.number", 16);
      entries = new Cursor(entriesQuery(withPersonal), 512);
    } catch (SQLException e) {
      close();
      throw failed(e);
    }
  }

  @Override
  public @Nullable String next() {
    String first = head.poll();
    if (first != null) {
      return first;
    }
    try {
      String seal = seals.line;
      String entry = entries.line;
      if (entry != null && (seal == null || entries.number < seals.number)) {
        entries.advance();
        return entry;
      }
      if (seal != null) {
        seals.advance();
        return seal;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    if (ended) {
      return null;
    }
    ended = true;
    Map<String, Json> end = new LinkedHashMap<>();
    end.put("kind", new Json.Text("end"));
    end.put("unsealed", new Json.Numeral(unsealed));
    return new Json.Members(end).toString();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static String entriesQuery(boolean withPersonal) {
    String personal =
        withPersonal ? " || jsonb_build_object('personal', " + LogJson.PERSONAL + ")" : "";
    return """
    SELECT entry.batch, %s%s FROM audit.entry
    WHERE entry.batch IS NOT NULL ORDER BY entry.batch, entry.id
    """
        .formatted(LogJson.ENTRY, personal);
  }

  private long countUnsealed() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT count(*) FROM audit.entry WHERE batch IS NULL");
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static AuditException failed(SQLException cause) {
    return new AuditException(Code.DATABASE, "The audit log cannot be read", cause);
  }

  /** One row ahead; it and its statement are closed with the connection. */
  private final class Cursor {
    private final ResultSet rows;
    private @Nullable String line;
    private long number;

    private Cursor(String sql, int ahead) throws SQLException {
      PreparedStatement query = connection.prepareStatement(sql);
      query.closeOnCompletion();
      query.setFetchSize(ahead);
      rows = query.executeQuery();
      advance();
    }

    private void advance() throws SQLException {
      if (rows.next()) {
        number = rows.getLong(1);
        line = rows.getString(2);
      } else {
        line = null;
      }
    }
  }
}
