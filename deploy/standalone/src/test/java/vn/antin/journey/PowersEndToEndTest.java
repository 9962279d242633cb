package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** Power that two administrators give, and who reads of it, in Chromium. */
@ExtendWith(HouseExtension.class)
final class PowersEndToEndTest {

  @Test
  void roleNeedsASecondAdministratorAndIsInTheLog(RunningHouse house) throws IOException {
    try (Chromium chromium = Chromium.open()) {
      Desk first = Desk.of(chromium.page(), house, "official0003");
      first.open("/powers").look("admin-powers");
      first.type("username", "official0012").choose("role", "help-desk");
      first.type("unitCode", "H99.101").type("reason", "Hỗ trợ bộ phận một cửa").send("/powers");
      first.done().look("admin-proposals-own");
      assertThat(first.main("form[action$='/approve']")).hasCount(0);

      Desk second = Desk.of(chromium.elsewhere(), house, "official0005");
      second.open("/proposals").look("admin-proposals");
      second.send("/approve").done();
      second.open("/powers");
      assertThat(second.main("tbody")).containsText("phường Tân Sơn");
      second.open("/audit?kind=power.granted").look("admin-audit");
      assertThat(second.main("tbody")).containsText("power.granted");

      Download table =
          second.page().waitForDownload(() -> second.main("a[href*='/audit/export']").click());
      Assertions.assertThat(Files.readString(table.path())).contains("power.granted");
    }
  }

  @Test
  void auditorIsLedToTheLogAlone(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0006");
      desk.page().locator("nav a[href='/audit']").click();
      assertThat(desk.main("tbody")).containsText("session.opened");
      desk.look("admin-audit-auditor");
      assertThat(desk.page().locator("nav a[href='/accounts'], nav a[href='/powers']")).hasCount(0);
      desk.open("/accounts").look("admin-forbidden");
    }
  }
}
