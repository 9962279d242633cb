package vn.antin.auth.provisioning.spreadsheet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.antin.auth.provisioning.table.Cell;
import vn.antin.auth.provisioning.table.TableRow;

/**
 * Which column stands where.
 *
 * @param places the position of each recognised column, from 0
 * @param used the headings that were understood, as they stand in the file, by their columns
 * @param ignored headings that say nothing to us
 */
record Headings(Map<Column, Integer> places, Map<Column, String> used, List<String> ignored) {
  private static final int LONGEST_SHOWN = 60;

  Headings {
    places = Map.copyOf(places);
    used = Map.copyOf(used);
    ignored = List.copyOf(ignored);
  }

  /** Reads a row as headings; empty when it is something else, such as the title of the list. */
  static Optional<Headings> of(TableRow row) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    Map<Column, String> used = new EnumMap<>(Column.class);
    List<String> ignored = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      String heading = shown(row.cell(i));
      Optional<Column> column = Column.named(heading);
      if (column.isPresent() && !places.containsKey(column.get())) {
        places.put(column.get(), i);
        used.put(column.get(), heading);
      } else if (!heading.isEmpty()) {
        ignored.add(heading);
      }
    }
    boolean named =
        places.containsKey(Column.FULL_NAME)
            || (places.containsKey(Column.GIVEN_NAME)
                && (places.containsKey(Column.FAMILY_NAME)
                    || places.containsKey(Column.FAMILY_AND_MIDDLE_NAME)));
    boolean known =
        places.containsKey(Column.NATIONAL_ID)
            || places.containsKey(Column.OFFICIAL_CODE)
            || places.containsKey(Column.USERNAME);
    return named && known ? Optional.of(new Headings(places, used, ignored)) : Optional.empty();
  }

  private static String shown(Cell cell) {
    String text = Texts.line(cell.text());
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) : text;
  }

  boolean has(Column column) {
    return places.containsKey(column);
  }

  Cell cell(TableRow row, Column column) {
    Integer place = places.get(column);
    return place == null ? Cell.EMPTY : row.cell(place);
  }
}
