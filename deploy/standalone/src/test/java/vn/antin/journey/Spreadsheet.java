package vn.antin.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest .xlsx file (ECMA-376) that holds these texts. */
final class Spreadsheet {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE =
      "http://schemas.openxmlformats.org/package/2006/relationships";
  private static final String TYPES =
      "http://schemas.openxmlformats.org/package/2006/content-types";
  private static final String DOCUMENT =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private Spreadsheet() {}

  static Path write(Path file, List<List<String>> rows) throws IOException {
    StringBuilder cells = new StringBuilder();
    for (List<String> row : rows) {
      cells.append("<row>");
      row.forEach(text -> cells.append("<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>"));
      cells.append("</row>");
    }
    Map<String, String> parts =
        Map.of(
            "[Content_Types].xml",
            "<Types xmlns=\""
                + TYPES
                + "\">"
                + "<Default Extension=\"rels\""
                + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
                + DOCUMENT
                + "sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/sheet.xml\" ContentType=\""
                + DOCUMENT
                + "worksheet+xml\"/></Types>",
            "_rels/.rels",
            relationship("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml",
            "<workbook xmlns=\""
                + MAIN
                + "\" xmlns:r=\""
                + OFFICE
                + "\"><sheets>"
                + "<sheet name=\"Cán bộ\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels",
            relationship("worksheet", "sheet.xml"),
            "xl/sheet.xml",
            "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + cells + "</sheetData></worksheet>");
    try (OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + part.getValue()).getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  private static String relationship(String type, String target) {
    return "<Relationships xmlns=\""
        + PACKAGE
        + "\"><Relationship Id=\"r1\" Type=\""
        + OFFICE
        + "/"
        + type
        + "\" Target=\""
        + target
        + "\"/></Relationships>";
  }
}
