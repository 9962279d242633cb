package vn.antin.auth.provisioning.table;

import java.util.List;

/**
 * A row that holds anything.
 *
 * @param number as the spreadsheet shows it, from 1
 */
public record TableRow(int number, List<Cell> cells) {
  public TableRow {
    cells = List.copyOf(cells);
  }

  /** The cell of a column from 0; empty where the row is shorter. */
  public Cell cell(int column) {
    return column < cells.size() ? cells.get(column) : Cell.EMPTY;
  }
}
