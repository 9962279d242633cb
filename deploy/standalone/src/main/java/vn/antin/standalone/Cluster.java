package vn.antin.standalone;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A PostgreSQL server and its superuser.
 *
 * @param address JDBC address without a database, ending in a slash
 * @param superuser name of the superuser
 * @param password the superuser's password
 */
record Cluster(String address, String superuser, String password) {
  String url(String database) {
    return address + database;
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), superuser, password);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Cluster[" + address + "]";
  }
}
