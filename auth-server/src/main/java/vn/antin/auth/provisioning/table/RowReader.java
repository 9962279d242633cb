package vn.antin.auth.provisioning.table;

/** Takes the rows of a table one after the other. */
public interface RowReader {
  /** A sheet begins; its rows follow. False: this sheet is not wanted. */
  default boolean sheet(String name) {
    return true;
  }

  void row(TableRow row) throws TableRefused;
}
