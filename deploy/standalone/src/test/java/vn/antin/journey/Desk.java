package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import vn.antin.standalone.RunningHouse;

/** The web front as one official uses it in one browser; nothing here depends on its language. */
final class Desk {
  static final String PASSWORD = "antin-demo-2026";

  private final Page page;
  private final RunningHouse house;

  Desk(Page page, RunningHouse house) {
    this.page = page;
    this.house = house;
  }

  /** Logs an official of the sample in. */
  static Desk of(Page page, RunningHouse house, String username) {
    return new Desk(page, house).logIn(username, PASSWORD);
  }

  Desk logIn(String username, String password) {
    page.navigate(house.admin() + "/login");
    page.locator("input[name=username]").fill(username);
    page.locator("input[name=password]").fill(password);
    page.locator("form[action='/login'] button[type=submit]").click();
    assertThat(page.locator("form[action='/logout']")).isVisible();
    return this;
  }

  Desk open(String path) {
    page.navigate(house.admin() + path);
    return this;
  }

  Locator main(String selector) {
    return page.locator("main " + selector);
  }

  /** Types into the visible field of that name. */
  Desk type(String name, String text) {
    main("[name='" + name + "']:visible").first().fill(text);
    return this;
  }

  Desk choose(String name, String value) {
    main("select[name='" + name + "']:visible").first().selectOption(value);
    return this;
  }

  /** Sends the form whose address ends so. */
  Desk send(String action) {
    main("form[action$='" + action + "'] button[type=submit]:visible").first().click();
    page.waitForLoadState();
    return this;
  }

  Desk follow(String hrefEnd) {
    return follow(main("a[href$='" + hrefEnd + "']").first());
  }

  Desk follow(Locator link) {
    link.click();
    page.waitForLoadState();
    return this;
  }

  /** What was wanted is done: the page says so. */
  Desk done() {
    assertThat(main(".notice.ok").first()).isVisible();
    return this;
  }

  Desk refused() {
    assertThat(main("[role=alert]").first()).isVisible();
    return this;
  }

  Desk look(String name) {
    Look.at(page, name);
    return this;
  }

  Page page() {
    return page;
  }

  /** A day from today on in Vietnam, as a date field takes it. */
  static String day(int later) {
    return LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(later).toString();
  }
}
