package vn.antin.auth.provisioning.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.provisioning.table.Cell;
import vn.antin.auth.provisioning.table.TableRow;

final class RowReadingTest {
  private static final Headings HEADINGS =
      Headings.of(
              row(
                  "STT",
                  "Họ và tên (*)",
                  "SỐ CCCD",
                  "Mã CBCC",
                  "E-mail",
                  "Số điện thoại",
                  "Mã định danh đơn vị",
                  "Chức vụ/Chức danh",
                  "Ngày bổ nhiệm",
                  "Ghi chú"))
          .orElseThrow();

  @Test
  void headingsAreKnownWithoutDiacriticsAndPunctuation() {
    assertThat(HEADINGS.places())
        .containsEntry(Column.FULL_NAME, 1)
        .containsEntry(Column.NATIONAL_ID, 2)
        .containsEntry(Column.OFFICIAL_CODE, 3)
        .containsEntry(Column.POST, 7)
        .containsEntry(Column.FROM, 8);
    assertThat(HEADINGS.ignored()).containsExactly("STT", "Ghi chú");
    assertThat(Headings.of(row("DANH SÁCH CÁN BỘ", "", ""))).isEmpty();
    assertThat(Headings.of(row("Full name", "Employee number"))).isPresent();
  }

  @Test
  void namesAreComposedTidiedAndDivided() {
    String apart = Normalizer.normalize("  NGUYỄN\u00a0\u200bTHỊ  BƯỞI ", Normalizer.Form.NFD);
    Wanted wanted = read("1", apart, "079123456789", "", "", "", "", "", "").wanted();
    assertThat(wanted.familyName()).isEqualTo("Nguyễn");
    assertThat(wanted.middleName()).isEqualTo("Thị");
    assertThat(wanted.givenName()).isEqualTo("Bưởi");
  }

  @Test
  void numberThatASpreadsheetShortenedGetsItsZerosBack() {
    RowReading.Read read =
        RowReading.of(
            HEADINGS,
            new TableRow(
                2,
                List.of(
                    Cell.EMPTY,
                    Cell.text("Lê An"),
                    new Cell("1099012345", Cell.Kind.NUMBER),
                    Cell.EMPTY,
                    Cell.EMPTY,
                    new Cell("912345678", Cell.Kind.NUMBER))));
    assertThat(read.reasons()).isEmpty();
    assertThat(read.nationalId()).isEqualTo(new NationalId("001099012345"));
    assertThat(read.wanted().phone()).isEqualTo("0912345678");
  }

  @ParameterizedTest
  @CsvSource({"22/11/2026", "22.11.2026", "22-11-2026", "2026-11-22"})
  void datesAreDayMonthYear(String text) {
    assertThat(read("1", "Lê An", "", "CB1", "", "", "", "", text).wanted().from())
        .isEqualTo(LocalDate.of(2026, 11, 22));
  }

  @ParameterizedTest
  @ValueSource(strings = {"31/02/2026", "11/22/2026", "hôm qua", "1/1/0202"})
  void wrongDatesAreRefused(String text) {
    assertThat(codes("1", "Lê An", "", "CB1", "", "", "", "", text))
        .containsAnyOf("not-a-date", "unlikely-date");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NguyÔn V¨n An", "Nguyeãn Vaên An", "TrÇn ThÞ B×nh", "Leâ Thò Hoàøa"})
  void oldFontEncodingsAreRefusedByName(String name) {
    assertThat(codes("1", name, "", "CB1", "", "", "", "", "")).contains("old-font");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nguyễn Văn An", "H'Mông Ksor", "Đặng Thị Út", "Ê Ban Y Ñuê", "ĐỖ ĐỨC Ý"})
  void realNamesAreTaken(String name) {
    assertThat(codes("1", name, "", "CB1", "", "", "", "", "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>", "An 2", "Nguуễn Văn An"})
  void whatIsNoNameIsRefused(String name) {
    assertThat(codes("1", name, "", "CB1", "", "", "", "", "")).contains("not-a-name");
  }

  @Test
  void formulasAndBrokenCellsAreRefused() {
    RowReading.Read read =
        RowReading.of(
            HEADINGS,
            new TableRow(
                2,
                List.of(
                    Cell.EMPTY,
                    new Cell("Lê An", Cell.Kind.FORMULA),
                    new Cell("#REF!", Cell.Kind.FAULT),
                    Cell.text("CB1"))));
    assertThat(read.reasons()).extracting(Reason::code).contains("formula", "broken-cell");
  }

  @Test
  void rowThatNamesNobodyIsRefused() {
    assertThat(codes("1", "Lê An", "", "", "", "", "", "", "")).containsExactly("no-key");
  }

  @ParameterizedTest
  @CsvSource({
    "Nguyễn, Văn, An, an.nv",
    "Đặng, Thị Thùy, Dương, duong.dtt",
    "'', '', Ksor, ksor",
    "Lê, '', Út, ut.l",
  })
  void usernamesFollowTheRule(String family, String middle, String given, String expected) {
    UsernameRule rule = new UsernameRule();
    String stem = UsernameRule.stem(family, middle, given);
    rule.take(List.of(expected + "3"));
    assertThat(rule.make(stem)).isEqualTo(expected);
    assertThat(rule.make(stem)).isEqualTo(expected + "2");
    assertThat(rule.make(stem)).isEqualTo(expected + "4");
  }

  private static List<String> codes(String... cells) {
    return read(cells).reasons().stream().map(Reason::code).toList();
  }

  private static RowReading.Read read(String... cells) {
    return RowReading.of(HEADINGS, row(cells));
  }

  private static TableRow row(String... cells) {
    return new TableRow(1, Arrays.stream(cells).map(Cell::text).toList());
  }
}
