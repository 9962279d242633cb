package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/**
 * An official who has lost everything is brought back: the help desk begins, a security
 * administrator agrees, and the official alone chooses the password. In Chromium.
 */
@ExtendWith(HouseExtension.class)
final class RecoveryEndToEndTest {
  private static final String PHRASE = "nước chảy đá mòn ở đầu nguồn";

  @Test
  void slipThatTwoAgreedOnLetsTheOfficialChooseAPassword(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk helper = Desk.of(chromium.page(), house, "official0010");
      helper.open("/accounts?q=official0059").follow(helper.main("#results tbody a").first());
      helper.follow("/recovery").look("admin-recovery-none");
      String recovery = helper.page().url();
      helper.choose("way", "slip").type("reason", "Mất điện thoại").send("/recovery").done();
      helper.look("admin-recovery-proposed");

      Desk second = Desk.of(chromium.elsewhere(), house, "official0003");
      second.open("/proposals").look("admin-proposals-recovery");
      second.send("/approve").done();

      helper.page().navigate(recovery);
      helper.look("admin-recovery").send("/slip").look("admin-recovery-slip");
      Page official = chromium.elsewhere();
      official.navigate(helper.main("dd code").first().innerText());
      Look.at(official, "activate-code");
      official.locator("input[name=token]").fill(helper.main("dd code.copy").innerText());
      official.locator("input[name=token]").press("Enter");
      official.locator("input[name=password]").fill(PHRASE);
      official.locator("input[name=repeated]").fill(PHRASE);
      official.locator("input[name=repeated]").press("Enter");
      official.waitForURL(house.auth() + "/activated");
      Look.at(official, "activated");
      new Desk(official, house).logIn("official0059", PHRASE);
      helper.page().navigate(recovery);
      assertThat(helper.main("form[action$='/withdraw']")).hasCount(0);

      official.navigate(house.auth() + "/mail");
      assertThat(official.locator("main table")).isVisible();
      Look.at(official, "mail-list");
    }
  }
}
