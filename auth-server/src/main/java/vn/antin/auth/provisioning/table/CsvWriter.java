package vn.antin.auth.provisioning.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes .csv (RFC 4180) in UTF-8 with the mark by which spreadsheets know it. A cell that one of
 * them would take for a formula begins with an apostrophe, which they do not show.
 */
public final class CsvWriter implements TableWriter {
  private final Writer out;

  public CsvWriter(OutputStream out) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.out.write('\uFEFF');
  }

  @Override
  public void row(List<? extends @Nullable String> cells) throws IOException {
    String separator = "";
    for (String cell : cells) {
      out.write(separator);
      out.write(quoted(harmless(cell == null ? "" : cell)));
      separator = ",";
    }
    out.write("\r\n");
  }

  private static String harmless(String cell) {
    return !cell.isEmpty() && "=+-@\t\r\n|%".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  private static String quoted(String cell) {
    return cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r' || c == ';')
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
