package vn.antin.auth.provisioning.table;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Makes rows of the events of one sheet (ISO/IEC 29500-1 §18.3.1). */
final class SheetEvents extends DefaultHandler {
  private final StylesTable styles;
  private final SharedStrings strings;
  private final TableLimits limits;
  private final RowReader reader;

  private final StringBuilder text = new StringBuilder();
  private List<Cell> cells = new ArrayList<>();
  private int rows;
  private int number;
  private int column;
  private String type = "";
  private int style;
  private boolean formula;
  private boolean collecting;

  SheetEvents(StylesTable styles, SharedStrings strings, TableLimits limits, RowReader reader) {
    this.styles = styles;
    this.strings = strings;
    this.limits = limits;
    this.reader = reader;
  }

  /** A sheet begins. */
  void begin() {
    number = 0;
    column = -1;
    collecting = false;
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes)
      throws SAXException {
    switch (local) {
      case "row" -> {
        int next = integer(attributes.getValue("r"), number + 1);
        if (next <= number) {
          throw new SAXException("rows out of order");
        }
        number = next;
        cells = new ArrayList<>();
        column = -1;
      }
      case "c" -> {
        String reference = attributes.getValue("r");
        column = reference == null ? column + 1 : new CellReference(reference).getCol();
        type = Objects.requireNonNullElse(attributes.getValue("t"), "n");
        style = integer(attributes.getValue("s"), 0);
        formula = false;
        text.setLength(0);
      }
      case "f" -> formula = true;
      case "v", "t" -> collecting = true;
      default -> collecting = false;
    }
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    if (collecting) {
      if (text.length() + length > limits.cell()) {
        throw new SAXException(
            new TableRefused(TableRefused.Reason.TOO_LARGE, "a cell with too much text"));
      }
      text.append(characters, start, length);
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) throws SAXException {
    switch (local) {
      case "v", "t" -> collecting = false;
      case "c" -> put(cell());
      case "row" -> endRow();
      default -> {}
    }
  }

  private void put(Cell cell) {
    if (column < 0 || column >= limits.columns() || cell.isEmpty()) {
      return;
    }
    if (cells.size() <= column) {
      cells.addAll(Collections.nCopies(column + 1 - cells.size(), Cell.EMPTY));
    }
    cells.set(column, cell);
  }

  private void endRow() throws SAXException {
    if (cells.isEmpty()) {
      return;
    }
    if (++rows > limits.rows()) {
      throw new SAXException(
          new TableRefused(
              TableRefused.Reason.TOO_MANY_ROWS, "more than %d rows".formatted(limits.rows())));
    }
    try {
      reader.row(new TableRow(number, cells));
    } catch (TableRefused e) {
      throw new SAXException(e);
    }
  }

  private Cell cell() throws SAXException {
    String value = text.toString();
    if (formula) {
      return new Cell(value, Cell.Kind.FORMULA);
    }
    return switch (type) {
      case "s" -> Cell.text(shared(value));
      case "str", "inlineStr" -> Cell.text(value);
      case "b" -> Cell.text(value.equals("1") ? "TRUE" : "FALSE");
      case "e" -> new Cell(value, Cell.Kind.FAULT);
      case "d" -> new Cell(value.length() > 10 ? value.substring(0, 10) : value, Cell.Kind.DATE);
      default -> number(value);
    };
  }

  private String shared(String index) throws SAXException {
    int at = integer(index, -1);
    if (at < 0 || at >= strings.getUniqueCount()) {
      throw new SAXException("no shared string " + at);
    }
    String found = strings.getItemAt(at).getString();
    if (found.length() > limits.cell()) {
      throw new SAXException(
          new TableRefused(TableRefused.Reason.TOO_LARGE, "a cell with too much text"));
    }
    return found;
  }

  private Cell number(String value) {
    if (value.isEmpty()) {
      return Cell.EMPTY;
    }
    if (value.length() > 40) {
      return new Cell("", Cell.Kind.FAULT);
    }
    try {
      BigDecimal number = new BigDecimal(value);
      if (isDate() && number.abs().compareTo(BigDecimal.valueOf(3_000_000)) < 0) {
        LocalDateTime time = DateUtil.getLocalDateTime(number.doubleValue());
        return time == null
            ? new Cell(value, Cell.Kind.FAULT)
            : new Cell(time.toLocalDate().toString(), Cell.Kind.DATE);
      }
      // A crafted exponent must not become a gigabyte of zeros.
      return Math.abs((long) number.precision() - number.scale()) > 40
          ? new Cell("", Cell.Kind.FAULT)
          : new Cell(plain(number), Cell.Kind.NUMBER);
    } catch (NumberFormatException e) {
      return new Cell(value, Cell.Kind.FAULT);
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private boolean isDate() {
    if (style < 0 || style >= styles.getNumCellStyles()) {
      return false;
    }
    XSSFCellStyle cellStyle = styles.getStyleAt(style);
    int format = cellStyle.getDataFormat();
    @Nullable String pattern = cellStyle.getDataFormatString();
    return DateUtil.isADateFormat(
        format, pattern == null ? BuiltinFormats.getBuiltinFormat(format) : pattern);
  }

  private static int integer(@Nullable String text, int otherwise) throws SAXException {
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new SAXException("not a number", e);
    }
  }
}
