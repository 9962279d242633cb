package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** What administrators do with officials, in Chromium, against the whole house. */
@ExtendWith(HouseExtension.class)
final class PeopleEndToEndTest {
  private static final String PHRASE = "một cây làm chẳng nên non";

  @Test
  void officialsAreFoundWithoutDiacritics(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.look("admin-home").open("/accounts").look("admin-accounts");
      desk.type("q", "nguyen thi an").main("[name=q]").press("Enter");
      assertThat(desk.main("#results")).containsText("Nguyễn Thị An");
      desk.look("admin-accounts-found");
      desk.type("q", "không có ai tên này").main("[name=q]").press("Enter");
      assertThat(desk.main("#results .empty")).isVisible();
      desk.look("admin-accounts-none");
    }
  }

  @Test
  void officialJoinsMovesLeavesAndComesBack(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/accounts/new").look("admin-person-new");
      desk.type("fullName", "Nguyễn Thị Quỳnh Hoa").type("username", "official0001");
      desk.type("email", "hoa.ntq@sonha.example").type("officialCode", "CB-HOA");
      desk.type("nationalId", "079188000123").type("unit", "Phòng Kinh tế");
      desk.type("title", "Chuyên viên").type("from", Desk.day(-30)).send("/accounts");
      assertThat(desk.main("input[name=unitId]").first()).isVisible();
      desk.look("admin-person-unit");
      desk.main("label.choice").filter(containing("H99.01.04")).locator("input").check();
      desk.type("nationalId", "079188000123");
      desk.send("/accounts").refused().look("admin-person-refused");
      desk.type("username", "hoa.ntq").type("nationalId", "079188000123").send("/accounts");
      assertThat(desk.main("h1")).containsText("Nguyễn Thị Quỳnh Hoa");
      String person = desk.page().url().replaceAll("\\?.*", "");
      desk.look("admin-person");

      Page hers = activated(desk, chromium, house);
      desk.page().navigate(person);
      desk.type("telephone", "0912 345 678").send("/settings").done();
      desk.send("/national-id").look("admin-person-national-id");

      desk.page().navigate(person);
      desk.follow("/move").look("admin-person-move");
      desk.type("unit", "H99.03.02").type("title", "Chuyên viên chính");
      desk.send("/move").done().look("admin-person-moved");
      assertThat(desk.main("table")).containsText("Chuyên viên chính");

      desk.follow("/leave").look("admin-person-leave");
      desk.send("/leave").done();
      assertThat(desk.main("#told")).isVisible();
      desk.look("admin-person-left");
      hers.waitForCondition(() -> {
        hers.navigate(house.admin() + "/");
        return hers.locator("main a[href='/login']").first().isVisible();
      });

      desk.follow("/rehire").look("admin-person-rehire");
      desk.type("unit", "H99.02.02").type("title", "Chuyên viên").send("/rehire").done();
      assertThat(desk.main("a[href$='/move']")).isVisible();
    }
  }

  @Test
  void accountIsDisabledAndEnabledAgain(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/accounts?q=official0054").main("#results tbody a").first().click();
      desk.type("reason", "Mất thiết bị").send("/disable").done().look("admin-person-disabled");
      desk.send("/enable").done();
      assertThat(desk.main("form[action$='/disable']")).isVisible();
    }
  }

  @Test
  void helpDeskSeesOfficialsAndChangesNone(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0010");
      assertThat(desk.page().locator("nav a[href='/accounts']")).isVisible();
      assertThat(desk.page().locator("nav a[href='/units'], nav a[href='/audit']")).hasCount(0);
      desk.open("/accounts?q=official0054").main("#results tbody a").first().click();
      assertThat(desk.main("a[href$='/recovery']")).isVisible();
      assertThat(desk.main("form[action$='/settings']")).hasCount(0);
      desk.look("admin-person-help-desk");
    }
  }

  /** The slip is printed, and its owner chooses a password with it and logs in. */
  private static Page activated(Desk desk, Chromium chromium, RunningHouse house) {
    desk.send("/activation").look("admin-person-slip");
    Page hers = chromium.elsewhere();
    hers.navigate(desk.main("dd code").first().innerText());
    hers.locator("main input").first().fill(desk.main("dd code.copy").innerText());
    hers.locator("main input").first().press("Enter");
    assertThat(hers.locator("input[name=password]")).isVisible();
    Look.at(hers, "activate");
    hers.locator("input[name=password]").fill("Matkhau 12345678");
    hers.locator("input[name=repeated]").fill("Matkhau 12345678");
    hers.locator("input[name=repeated]").press("Enter");
    assertThat(hers.locator("main [role=alert] .notice")).isVisible();
    Look.at(hers, "activate-refused");
    hers.locator("input[name=password]").fill(PHRASE);
    hers.locator("input[name=repeated]").fill(PHRASE);
    hers.locator("input[name=repeated]").press("Enter");
    hers.waitForURL(house.auth() + "/activated");
    new Desk(hers, house).logIn("hoa.ntq", PHRASE);
    assertThat(hers.locator("nav a[href='/accounts']")).hasCount(0);
    return hers;
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
