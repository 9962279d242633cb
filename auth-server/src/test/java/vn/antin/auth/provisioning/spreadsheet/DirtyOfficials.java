package vn.antin.auth.provisioning.spreadsheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * Writes lists of officials as offices keep them: names in both forms of Unicode and in capitals,
 * stray spaces, numbers that lost their zeros, dates as dates and as text, and, in every hundred
 * rows, ten that cannot be taken.
 */
final class DirtyOfficials {
  private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Đỗ", "Hồ", "Vũ"};
  private static final String[] MIDDLE = {"Văn", "Thị", "Đức", "Minh", "Thị Thùy", "Hữu", ""};
  private static final String[] GIVEN = {
    "An", "Ân", "Bình", "Dương", "Đào", "Giang", "Hạnh", "Khuê", "Ngọc", "Phượng", "Ước", "Yến"
  };

  private final Random random;
  private final String mark;
  private final List<String> unitCodes;

  /** Rows that cannot be taken, by the reason that they must be given. */
  final Map<String, Integer> refused = new HashMap<>();

  int good;

  DirtyOfficials(long seed, String mark, List<String> unitCodes) {
    this.random = new Random(seed);
    this.mark = mark;
    this.unitCodes = unitCodes;
  }

  byte[] workbook(int rows) {
    try (SXSSFWorkbook book = new SXSSFWorkbook(100)) {
      Sheet sheet = book.createSheet("Danh sách");
      CellStyle date = book.createCellStyle();
      date.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy"));
      sheet.createRow(0).createCell(0).setCellValue("DANH SÁCH CÁN BỘ, CÔNG CHỨC");
      String[] headings = {
        "STT",
        "Họ và tên",
        "Số CCCD",
        "Mã cán bộ",
        "Thư điện tử",
        "Điện thoại",
        "Mã đơn vị",
        "Chức vụ",
        "Ngày bổ nhiệm"
      };
      Row head = sheet.createRow(2);
      for (int i = 0; i < headings.length; i++) {
        head.createCell(i).setCellValue(headings[i]);
      }
      for (int i = 0; i < rows; i++) {
        row(sheet.createRow(3 + i), i, date);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      book.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void row(Row row, int i, CellStyle date) {
    long number = 1_000_000_000L + Math.floorMod(mark.hashCode(), 90_000) * 1_000_000L + i;
    row.createCell(0).setCellValue(i + 1d);
    row.createCell(1).setCellValue(name());
    // A number, as spreadsheets make of it: its leading zeros are gone.
    if (random.nextInt(5) == 0) {
      row.createCell(2).setCellValue((double) number);
    } else {
      row.createCell(2).setCellValue("%012d".formatted(number));
    }
    row.createCell(3).setCellValue(" CB" + mark + i + "\u00a0");
    row.createCell(4).setCellValue("CB%s%d@Tinh.gov.vn".formatted(mark, i));
    row.createCell(5).setCellValue(i % 2 == 0 ? "0912 345 678" : "+84.912.345.678");
    row.createCell(6).setCellValue(unitCodes.get(random.nextInt(unitCodes.size())));
    row.createCell(7).setCellValue(i % 3 == 0 ? "chuyên  viên" : "Chuyên viên");
    if (i % 2 == 0) {
      row.createCell(8).setCellValue(LocalDate.of(2026, 1, 1 + i % 28));
      row.getCell(8).setCellStyle(date);
    } else {
      row.createCell(8).setCellValue("%d/%d/2026".formatted(1 + i % 28, 1 + i % 9));
    }
    spoil(row, i);
  }

  private void spoil(Row row, int i) {
    switch (i % 100) {
      case 11 -> bad(row, 6, "H.KHONG.CO", "unknown-unit");
      case 22 -> bad(row, 8, "31/02/2026", "not-a-date");
      case 33 -> bad(row, 2, "12345", "not-a-national-id");
      case 44 -> bad(row, 1, "NguyÔn V¨n An", "old-font");
      case 55 -> {
        row.createCell(1).setCellFormula("\"Lê \"&\"An\"");
        refused.merge("formula", 1, Integer::sum);
      }
      case 66 -> bad(row, 7, "Phù thủy", "unknown-post");
      case 77 -> bad(row, 4, "không có", "not-an-address");
      // The same official on two rows: both are refused.
      case 88, 89 -> bad(row, 3, "CB" + mark + "x" + i / 100, "duplicate");
      case 99 -> bad(row, 1, "", "no-name");
      default -> good++;
    }
  }

  private void bad(Row row, int column, String text, String reason) {
    row.createCell(column).setCellValue(text);
    refused.merge(reason, 1, Integer::sum);
  }

  private String name() {
    String name =
        FAMILY[random.nextInt(FAMILY.length)]
            + "  "
            + MIDDLE[random.nextInt(MIDDLE.length)]
            + " "
            + GIVEN[random.nextInt(GIVEN.length)];
    return switch (random.nextInt(4)) {
      case 0 -> Normalizer.normalize(name, Normalizer.Form.NFD);
      case 1 -> name.toUpperCase(Locale.forLanguageTag("vi"));
      case 2 -> " " + name + "\u200b";
      default -> name;
    };
  }
}
