package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** The tree of units and a small reorganisation, in Chromium, against the whole house. */
@ExtendWith(HouseExtension.class)
final class OrganisationEndToEndTest {

  @Test
  void unitIsFoundRenamedAndGetsAnotherBelowIt(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/units").look("admin-units");
      desk.type("q", "so ngoai vu").main("[name=q]").press("Enter");
      desk.main("tbody a").first().click();
      assertThat(desk.main("h1")).hasText("Sở Ngoại vụ");
      desk.look("admin-unit");

      String unit = desk.page().url();
      desk.main("summary").nth(1).click();
      desk.type("name", "Phòng Lễ tân").choose("kind", "division").send("/units").done();
      desk.page().navigate(unit);
      assertThat(desk.main("#below + ul")).containsText("Phòng Lễ tân");
      desk.main("summary").nth(2).click();
      desk.type("title", "Phiên dịch viên").send("/posts").done();
      desk.main("summary").nth(3).click();
      desk.type("identifier", "000.00.13.H99").send("/identifiers").done();
      desk.main("summary").first().click();
      desk.type("name", "Sở Ngoại vụ và Hợp tác quốc tế").look("admin-unit-rename");
      desk.send("/rename").done();
      assertThat(desk.main("h1")).hasText("Sở Ngoại vụ và Hợp tác quốc tế");
      desk.main("[name=asOf]").fill("2025-12-01");
      desk.main("form.row button").click();
      assertThat(desk.main("h1")).hasText("Sở Ngoại vụ");
      desk.look("admin-unit-then");
    }
  }

  @Test
  void mergerIsPlannedRehearsedConfirmedAndUndone(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/reorganisations").look("admin-reorganisations-none");
      desk.type("title", "Sáp nhập xã Bình Sơn và xã Phú Sơn");
      desk.type("basis", "Nghị quyết 15/NQ-HĐND").type("effectiveOn", Desk.day(30));
      desk.send("/reorganisations");
      assertThat(desk.main("h1")).hasText("Sáp nhập xã Bình Sơn và xã Phú Sơn");
      String plan = desk.page().url().replaceAll("[?#].*", "");

      desk.main("a[href*='add=merge']").click();
      desk.look("admin-reorganisation-step");
      desk.type("units", "H99.998").type("unit", "H99.103").send("/steps").refused();
      desk.look("admin-reorganisation-refused");
      desk.page().navigate(plan + "?add=merge");
      desk.type("units", "H99.104").type("unit", "H99.103").send("/steps").done();
      desk.look("admin-reorganisation");

      desk.send("/rehearse");
      assertThat(desk.main("#difference")).isVisible();
      desk.look("admin-reorganisation-rehearsed");
      desk.send("/confirm").done().look("admin-reorganisation-confirmed");
      desk.open("/reorganisations").look("admin-reorganisations");
      desk.page().navigate(plan);
      desk.send("/undo").done();
      desk.send("/withdraw");
      desk.open("/units?q=H99.104");
      assertThat(desk.main("tbody")).containsText("H99.104");
    }
  }
}
