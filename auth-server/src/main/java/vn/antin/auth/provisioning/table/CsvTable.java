package vn.antin.auth.provisioning.table;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** Reads .csv (RFC 4180) with the separator that its first lines use. */
final class CsvTable {
  private static final int SAMPLE = 20_000;

  private final TableLimits limits;
  private final RowReader reader;

  CsvTable(TableLimits limits, RowReader reader) {
    this.limits = limits;
    this.reader = reader;
  }

  void read(byte[] file) throws TableRefused {
    if (file.length > limits.inflated()) {
      throw new TableRefused(TableRefused.Reason.TOO_LARGE, "too many bytes");
    }
    String text = TextEncoding.decode(file);
    if (text.indexOf('\0') >= 0) {
      throw new TableRefused(TableRefused.Reason.NOT_A_TABLE, "zero bytes in text");
    }
    reader.sheet("");
    CsvMapper mapper =
        CsvMapper.builder(
                CsvFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(limits.cell()).build())
                    .build())
            .enable(CsvReadFeature.WRAP_AS_ARRAY)
            .build();
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
    int number = 0;
    int rows = 0;
    try (MappingIterator<String[]> lines =
        mapper.readerFor(String[].class).with(schema).readValues(text)) {
      while (lines.hasNextValue()) {
        number++;
        List<Cell> cells = cells(lines.nextValue());
        if (cells.stream().allMatch(Cell::isEmpty)) {
          continue;
        }
        if (++rows > limits.rows()) {
          throw new TableRefused(
              TableRefused.Reason.TOO_MANY_ROWS, "more than %d rows".formatted(limits.rows()));
        }
        reader.row(new TableRow(number, cells));
      }
    } catch (JacksonException e) {
      throw new TableRefused(TableRefused.Reason.MALFORMED, "not a readable .csv", e);
    }
  }

  private List<Cell> cells(String[] values) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < Math.min(values.length, limits.columns()); i++) {
      cells.add(Cell.text(values[i] == null ? "" : values[i]));
    }
    return cells;
  }

  /** The one that stands most often outside quotes in the first lines. */
  private static char separator(String text) {
    char[] candidates = {',', ';', '\t', '|'};
    int[] found = new int[candidates.length];
    boolean quoted = false;
    for (int i = 0; i < Math.min(text.length(), SAMPLE); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        for (int k = 0; k < candidates.length; k++) {
          found[k] += c == candidates[k] ? 1 : 0;
        }
      }
    }
    int best = 0;
    for (int k = 1; k < candidates.length; k++) {
      best = found[k] > found[best] ? k : best;
    }
    return candidates[best];
  }
}
