package vn.antin.auth.provisioning.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TablesTest {
  private static final TableLimits LIMITS = new TableLimits(1000, 20, 1000, 10_000_000);

  @Test
  void numbersDatesFormulasAndTextsAreToldApart() throws Exception {
    byte[] file =
        workbook(book -> {
          Row row = book.createSheet("Cán bộ").createRow(4);
          row.createCell(0).setCellValue("Nguyễn Văn An");
          row.createCell(1).setCellValue(1_099_012_345d);
          CellStyle date = book.createCellStyle();
          date.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy"));
          row.createCell(2).setCellValue(LocalDate.of(2026, 11, 22));
          row.getCell(2).setCellStyle(date);
          row.createCell(4).setCellFormula("A5&\"x\"");
        });

    List<TableRow> rows = read(file);

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().number()).isEqualTo(5);
    assertThat(rows.getFirst().cells())
        .startsWith(
            Cell.text("Nguyễn Văn An"),
            new Cell("1099012345", Cell.Kind.NUMBER),
            new Cell("2026-11-22", Cell.Kind.DATE),
            Cell.EMPTY);
    assertThat(rows.getFirst().cell(4).kind()).isEqualTo(Cell.Kind.FORMULA);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XlsxWriter writer = new XlsxWriter(out, "Cán <bộ>", 3)) {
      writer.row(List.of("Họ và tên", "Mã", "Điện thoại"));
      writer.row(List.of("Đặng & Ước", "=1+1", "+84 912"));
    }
    assertThat(read(out.toByteArray()))
        .extracting(TableRow::cells)
        .containsExactly(
            List.of(Cell.text("Họ và tên"), Cell.text("Mã"), Cell.text("Điện thoại")),
            List.of(Cell.text("Đặng & Ước"), Cell.text("=1+1"), Cell.text("+84 912")));
    try (Workbook book = new XSSFWorkbook(new java.io.ByteArrayInputStream(out.toByteArray()))) {
      assertThat(book.getSheetAt(0).getRow(1).getCell(1).getCellType().name()).isEqualTo("STRING");
    }
  }

  @Test
  void csvNeverBeginsACellLikeAFormula() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvWriter writer = new CsvWriter(out)) {
      writer.row(List.of("=HYPERLINK(\"http://x\")", "+84", "-1", "@SUM(A1)", "Bình, An"));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("\uFEFF\"'=HYPERLINK(\"\"http://x\"\")\",'+84,'-1,'@SUM(A1),\"Bình, An\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1258"})
  void csvIsReadInTheEncodingItWasSavedIn(String encoding) throws Exception {
    // Windows-1258 has tone marks apart from some of its vowels.
    String apart = "Họ tên;Đơn vị\r\nNguyễn Thị Bưởi;Sở Nội vụ\r\n";
    String text =
        encoding.equals("windows-1258")
            ? "Ho\u0323 tên;Ðơn vi\u0323\r\nNguyê\u0303n Thi\u0323 Bươ\u0309i;Sơ\u0309 Nô\u0323i vu\u0323\r\n"
                .replace('Ð', 'Đ')
            : apart;

    List<TableRow> rows = read(text.getBytes(Charset.forName(encoding)));

    assertThat(rows).hasSize(2);
    assertThat(Normalizer.normalize(rows.get(1).cell(0).text(), Normalizer.Form.NFC))
        .isEqualTo("Nguyễn Thị Bưởi");
    assertThat(rows.get(1).cells()).hasSize(2);
  }

  @Test
  void csvMayUseTabsQuotesAndAMark() throws Exception {
    List<TableRow> rows =
        read("\uFEFFa\tb\n\"x\ty, \"\"z\"\"\"\t2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(rows.get(1).cells()).containsExactly(Cell.text("x\ty, \"z\""), Cell.text("2"));
  }

  @Test
  void fileThatInflatesToTooMuchIsRefused() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    byte[] whole =
        workbook(book -> book.createSheet().createRow(0).createCell(0).setCellValue("x"));
    try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(whole));
        ZipOutputStream out = new ZipOutputStream(bomb)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals("xl/worksheets/sheet1.xml")) {
          out.write(
              "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                  .getBytes(StandardCharsets.UTF_8));
          byte[] blanks = new byte[1 << 20];
          java.util.Arrays.fill(blanks, (byte) ' ');
          for (int i = 0; i < 64; i++) {
            out.write(blanks);
          }
          out.write("</worksheet>".getBytes(StandardCharsets.UTF_8));
        } else {
          in.transferTo(out);
        }
      }
    }
    assertThat(bomb.size()).isLessThan(200_000);
    assertRefused(bomb.toByteArray(), TableRefused.Reason.TOO_LARGE);
  }

  @Test
  void externalEntitiesAreRefused() throws Exception {
    ByteArrayOutputStream hostile = new ByteArrayOutputStream();
    byte[] whole =
        workbook(book -> book.createSheet().createRow(0).createCell(0).setCellValue("x"));
    try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(whole));
        ZipOutputStream out = new ZipOutputStream(hostile)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals("xl/worksheets/sheet1.xml")) {
          out.write(
              """
              <!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>
              <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
              <row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>
              """
                  .getBytes(StandardCharsets.UTF_8));
        } else {
          in.transferTo(out);
        }
      }
    }
    assertRefused(hostile.toByteArray(), TableRefused.Reason.MALFORMED);
  }

  @Test
  void moreRowsThanAllowedAreRefused() {
    assertRefused(
        "a,b\n".repeat(1001).getBytes(StandardCharsets.UTF_8), TableRefused.Reason.TOO_MANY_ROWS);
  }

  @Test
  void oldAndEncryptedWorkbooksAreNamed() {
    assertRefused(
        new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0},
        TableRefused.Reason.OLD_OR_ENCRYPTED);
  }

  @Test
  void garbageIsRefused() {
    assertRefused(new byte[] {'P', 'K', 3, 4, 9, 9, 9}, TableRefused.Reason.MALFORMED);
    assertRefused(new byte[] {1, 2, 3, 4, 5}, TableRefused.Reason.NOT_A_TABLE);
  }

  private static void assertRefused(byte[] file, TableRefused.Reason reason) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            TableRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private static List<TableRow> read(byte[] file) throws TableRefused {
    List<TableRow> rows = new ArrayList<>();
    Tables.read(file, LIMITS, rows::add);
    return rows;
  }

  private interface Filling {
    void fill(Workbook book);
  }

  private static byte[] workbook(Filling filling) throws IOException {
    try (Workbook book = new XSSFWorkbook()) {
      filling.fill(book);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      book.write(out);
      return out.toByteArray();
    }
  }
}
