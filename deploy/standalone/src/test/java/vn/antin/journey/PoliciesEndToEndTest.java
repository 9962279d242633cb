package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** What a unit and a system want of a login, and who may use a system, in Chromium. */
@ExtendWith(HouseExtension.class)
final class PoliciesEndToEndTest {

  @Test
  void unitThatWantsTwoStepsIsObeyedAtTheNextLogin(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/policies").look("admin-policies-none");
      desk.open("/units?q=H99.06.06").follow(desk.main("tbody a").first());
      desk.follow(desk.main("a[href^='/policies/units/']"));
      desk.look("admin-policy");
      String policy = desk.page().url();
      desk.choose("level", "two-factor").type("graceDays", "0");
      desk.main("form button.primary").click();
      desk.done();
      desk.open("/policies").look("admin-policies");

      // Of official0003's own unit; whoever has one step so far is led to set the other up.
      Page colleague = chromium.elsewhere();
      colleague.navigate(house.admin() + "/login");
      colleague.locator("input[name=username]").fill("official0003");
      colleague.locator("input[name=password]").fill(Desk.PASSWORD);
      colleague.locator("input[name=password]").press("Enter");
      assertThat(colleague.locator("a[href*='/account/factors'], form[action*='enrol']").first())
          .isVisible();
      Look.at(colleague, "login-enrol");

      desk.page().navigate(policy);
      desk.main("button[name=remove]").click();
      desk.open("/policies");
      assertThat(desk.main(".empty")).isVisible();
    }
  }

  @Test
  void systemIsOpenedToUnitsAndGivesRoles(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/applications").look("admin-applications");
      desk.open("/applications/new?template=spring").look("admin-application-new");
      desk.type("name", "Một cửa điện tử").type("id", "mot-cua");
      desk.type("redirectUris", "ftp://motcua.example/cb").send("/applications").refused();
      desk.look("admin-application-refused");
      desk.type("redirectUris", "https://motcua.example/login/oauth2/code/antin");
      desk.send("/applications");
      assertThat(desk.main("code.copy").first()).hasText("mot-cua");
      desk.look("admin-application-secret");
      desk.follow("/applications/mot-cua").look("admin-application");

      desk.open("/applications/mot-cua/access").look("admin-access-none");
      desk.type("units", "H99.101\nH99.102").send("/units").done();
      desk.type("role", "tiep-nhan").type("label", "Tiếp nhận hồ sơ").send("/roles").done();
      desk.choose("kind", "unit").type("holder", "H99.101").send("/grants").done();
      desk.look("admin-access");
      assertThat(desk.main("#grants ~ .table-frame")).containsText("tiep-nhan");
      desk.type("holder", "khong-co").send("/grants").refused();
      desk.open("/applications/mot-cua/access").send("/grants/end").done();
      desk.open("/notices").look("admin-notices");
      desk.open("/certificates").look("admin-certificates");
    }
  }
}
