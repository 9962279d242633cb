package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** The way of somebody who has a keyboard and no mouse (WCAG 2.1.1, 2.4.1, 2.4.3, 2.4.7). */
@ExtendWith(HouseExtension.class)
final class KeyboardEndToEndTest {
  private static final int FARTHEST = 80;

  @Test
  void administratorFindsAndChangesAnOfficialByKeyboardAlone(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Page page = chromium.page();
      page.navigate(house.admin());
      press(page, "a[href='/login']");
      page.locator("input[name=username]:focus").waitFor();
      page.keyboard().type("official0003");
      page.keyboard().press("Tab");
      page.locator("input[name=password]:focus").waitFor();
      page.keyboard().type(Desk.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("form[action='/logout']")).isVisible();

      press(page, "nav a[href='/accounts']");
      page.waitForURL("**/accounts");
      tabTo(page, "a.skip");
      page.keyboard().press("Enter");
      tabTo(page, "input[name=q]");
      page.keyboard().type("nguyen thu an");
      page.keyboard().press("Enter");
      assertThat(page.locator("#results")).containsText("Nguyễn Thu An");
      press(page, "#results tbody a");
      tabTo(page, "input[name=telephone]");
      page.keyboard().press("ControlOrMeta+a");
      page.keyboard().type("0987 654 321");
      press(page, "form[action$='/settings'] button");
      assertThat(page.locator(".notice.ok")).isVisible();
    }
  }

  @Test
  void administratorMakesAPlanAndProposesARoleByKeyboardAlone(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Page page = chromium.page();
      Desk desk = Desk.of(page, house, "official0003");
      press(page, "nav a[href='/units']");
      press(page, "a[href='/reorganisations']");
      tabTo(page, "input[name=title]");
      page.keyboard().type("Đổi tên một phòng");
      tabTo(page, "input[name=effectiveOn]");
      page.keyboard().type("01012028");
      press(page, "form[action='/reorganisations'] button");
      press(page, "a[href*='add=rename']");
      tabTo(page, "input[name=unit]");
      page.keyboard().type("H99.13.02");
      tabTo(page, "input[name=name]");
      page.keyboard().type("Phòng Hợp tác quốc tế và Biên giới");
      press(page, "form[action$='/steps'] button");
      desk.done();
      press(page, "form[action$='/rehearse'] button");
      assertThat(page.locator("#difference")).isVisible();
      press(page, "form[action$='/withdraw'] button");

      press(page, "nav a[href='/powers']");
      tabTo(page, "input[name=username]");
      page.keyboard().type("official0013");
      tabTo(page, "input[name=unitCode]");
      page.keyboard().type("H99.102");
      press(page, "form[action='/powers'] button");
      desk.done();
      press(page, "form[action$='/withdraw'] button");
      desk.done();
    }
  }

  /** Tabs to it, presses Enter and waits for the page that this leads to. */
  private static void press(Page page, String selector) {
    tabTo(page, selector);
    Object here = page.evaluate("performance.timeOrigin");
    page.keyboard().press("Enter");
    page.waitForCondition(() -> isElsewhere(page, here));
    page.waitForLoadState();
  }

  private static boolean isElsewhere(Page page, Object here) {
    try {
      return !here.equals(page.evaluate("performance.timeOrigin"));
    } catch (PlaywrightException onTheWay) {
      return false;
    }
  }

  /** Presses Tab until the focus is there, where it must be seen. */
  private static void tabTo(Page page, String selector) {
    page.locator(selector).first().waitFor();
    for (int i = 0; i < FARTHEST; i++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("it => document.activeElement.matches(it)", selector)) {
        Assertions.assertThat(
                page.evaluate(
                    """
                    () => {
                      const box = document.activeElement.getBoundingClientRect();
                      const style = getComputedStyle(document.activeElement);
                      return box.width > 0 && box.bottom > 0 && box.top < innerHeight
                        && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
                    }
                    """))
            .as("focus on %s is seen", selector)
            .isEqualTo(true);
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + selector + " on " + page.url());
  }
}
