package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** A spreadsheet with errors: looked at first, taken in part, and taken back, in Chromium. */
@ExtendWith(HouseExtension.class)
final class ImportEndToEndTest {
  @TempDir Path folder;

  @Test
  void spreadsheetWithErrorsIsAcceptedInPartAndUndone(RunningHouse house) throws IOException {
    Path list =
        Spreadsheet.write(
            folder.resolve("can-bo-so-tu-phap.xlsx"),
            List.of(
                List.of("Họ và tên", "Mã cán bộ", "Số CCCD", "Mã đơn vị", "Chức vụ", "Ghi chú"),
                List.of(
                    "Đặng Hoài Thương", "TP-001", "079190000111", "H99.10.02", "Chuyên viên", ""),
                List.of("VŨ QUANG MINH", "TP-002", "079190000222", "H99.10.03", "Văn thư", ""),
                List.of("Lò Thị Mỷ", "TP-003", "123", "H99.10.02", "Chuyên viên", ""),
                List.of("Trần Văn Lạc", "TP-004", "079190000444", "H99.10.77", "Chuyên viên", ""),
                List.of("Hà Thị Xuân", "TP-005", "", "H99.10.02", "Cố vấn cao cấp", "")));
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/imports").look("admin-imports-none");
      desk.main("input[type=file]").setInputFiles(list);
      desk.send("/imports");
      assertThat(desk.main("nav.tabs")).isVisible();
      assertThat(desk.main("tbody tr")).hasCount(5);
      assertThat(desk.main("li.problem")).hasCount(3);
      desk.look("admin-import");

      desk.type("except", "3").send("/apply");
      desk.page()
          .waitForCondition(() -> {
            desk.page().reload();
            return desk.main("form[action$='/undo']").isVisible();
          });
      desk.look("admin-import-applied");
      desk.open("/accounts?q=TP-001");
      assertThat(desk.main("#results tbody tr")).hasCount(1);
      desk.open("/accounts?q=TP-002");
      assertThat(desk.main("#results .empty")).isVisible();

      desk.open("/imports").look("admin-imports").follow(desk.main("tbody a").first());
      String done = desk.page().url();
      desk.send("/slips").look("admin-slips");
      desk.page().navigate(done);
      desk.send("/undo");
      desk.page()
          .waitForCondition(() -> {
            desk.page().reload();
            return !desk.main("form[action$='/undo'], progress").first().isVisible();
          });
      desk.look("admin-import-undone");
      desk.open("/accounts?q=TP-001&status=active");
      assertThat(desk.main("#results .empty")).isVisible();
    }
  }
}
