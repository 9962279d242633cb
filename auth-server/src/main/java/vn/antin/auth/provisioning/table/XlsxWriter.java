package vn.antin.auth.provisioning.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes .xlsx (ISO/IEC 29500) of one sheet without keeping any of it, in memory or on disk. Every
 * cell is an inline string, which no spreadsheet computes.
 */
public final class XlsxWriter implements TableWriter {
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PARTS = "http://schemas.openxmlformats.org/package/2006/";
  private static final String TYPES =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private final ZipOutputStream zip;
  private final Writer out;
  private int rows;

  public XlsxWriter(OutputStream target, String sheet, int columns) throws IOException {
    zip = new ZipOutputStream(target, StandardCharsets.UTF_8);
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"%scontent-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"%ssheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"%sworksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"%sstyles+xml\"/></Types>"
            .formatted(PARTS, TYPES, TYPES, TYPES));
    part(
        "_rels/.rels",
        "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"rId1\" Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            .formatted(PARTS, RELATIONS));
    part(
        "xl/workbook.xml",
        "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"%s\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            .formatted(MAIN, RELATIONS, escaped(sheet)));
    part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"rId1\" Type=\"%s/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"%s/styles\" Target=\"styles.xml\"/></Relationships>"
            .formatted(PARTS, RELATIONS, RELATIONS));
    // Format 49 is text: what somebody types below keeps its leading zeros.
    part(
        "xl/styles.xml",
        "<styleSheet xmlns=\"%s\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Times New Roman\"/></font><font><b/><sz val=\"11\"/><name val=\"Times New Roman\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf/><xf numFmtId=\"49\" applyNumberFormat=\"1\"/><xf numFmtId=\"49\" fontId=\"1\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>"
            .formatted(MAIN));
    zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
    out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
    out.write(HEAD);
    out.write(
        "<worksheet xmlns=\"%s\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols><col min=\"1\" max=\"%d\" width=\"22\" style=\"1\" customWidth=\"1\"/></cols><sheetData>"
            .formatted(MAIN, columns));
  }

  private void part(String name, String xml) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write((HEAD + xml).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  @Override
  public void row(List<? extends @Nullable String> cells) throws IOException {
    rows++;
    out.write("<row r=\"" + rows + "\">");
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (cell != null && !cell.isEmpty()) {
        out.write("<c r=\"" + column(i) + rows + "\" s=\"" + (rows == 1 ? 2 : 1));
        out.write("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        out.write(escaped(cell));
        out.write("</t></is></c>");
      }
    }
    out.write("</row>");
  }

  private static String column(int index) {
    return index < 26
        ? Character.toString('A' + index)
        : column(index / 26 - 1) + column(index % 26);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> {
              boolean allowed =
                  c == '\t'
                      || c == '\n'
                      || (c >= ' ' && c < 0xD800)
                      || (c > 0xDFFF && c < 0xFFFE)
                      || c > 0xFFFF;
              escaped.appendCodePoint(allowed ? c : 0xFFFD);
            }
          }
        });
    return escaped.toString();
  }

  @Override
  public void close() throws IOException {
    out.write("</sheetData></worksheet>");
    out.flush();
    zip.closeEntry();
    zip.finish();
  }
}
