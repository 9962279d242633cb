package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** What an official does on the first day, in Chromium. */
@ExtendWith(HouseExtension.class)
final class BrowserEndToEndTest {
  private static final int SECOND_APP_PORT = 9998;

  @TempDir Path folder;

  @Test
  void oneLoginOpensEverySystemUntilLogout(RunningHouse house) throws Exception {
    try (Chromium chromium = Chromium.open();
        DemoSystem second =
            DemoSystem.start(house.auth(), "second-app", "second-app-secret", SECOND_APP_PORT)) {
      Page page = chromium.page();
      logIn(page, house);

      page.navigate(second.url());
      assertThat(page.locator("body")).containsText("second-app welcomes");
      assertThat(page.locator("body")).containsText("official0001");

      page.navigate(house.admin());
      page.locator("form[action='/logout'] button").click();
      assertThat(page.locator("a[href='/login']").first()).isVisible();

      page.navigate(second.url());
      assertThat(page).hasURL(startingWith(house.auth()));
      assertThat(page.locator("input[name=password]")).isVisible();
    }
  }

  @Test
  void accountPageShowsTheSystemsInUseAndEndsTheirAccess(RunningHouse house) throws Exception {
    try (Chromium chromium = Chromium.open();
        DemoSystem second =
            DemoSystem.start(house.auth(), "second-app", "second-app-secret", SECOND_APP_PORT)) {
      Page page = chromium.page();
      logIn(page, house);
      page.navigate(second.url());
      assertThat(page.locator("body")).containsText("second-app welcomes");

      page.navigate(house.auth() + "/account/applications");
      Locator end = page.locator("form[action='/account/applications/second-app/withdraw'] button");
      assertThat(end).isVisible();
      int systems = page.locator("tbody tr").count();
      int ends = page.locator("tbody form").count();
      Look.at(page, "account-applications");
      end.click();
      assertThat(end).hasCount(0);
      assertThat(page.locator("tbody tr")).hasCount(systems);
      assertThat(page.locator("tbody form")).hasCount(ends - 1);
    }
  }

  @Test
  void approvedDocumentComesBackSignedAndAnybodyCanCheckIt(RunningHouse house) throws Exception {
    Path signed = folder.resolve("signed.pdf");
    try (Chromium chromium = Chromium.open()) {
      Page page = chromium.page();
      logIn(page, house);
      page.navigate(house.admin() + "/sign");
      Look.at(page, "desk-sign");
      upload(page, house.admin() + "/sign", TestPdf.in(folder));
      assertThat(page.locator("form[action$='/approve'] button")).isVisible();
      Look.at(page, "desk-preview");
      page.locator("form[action$='/approve'] button").click();

      assertThat(page).hasURL(startingWith(house.auth() + "/approval"));
      assertThat(page.locator("body")).containsText("Quyết định số 12.pdf");
      Look.at(page, "approval");
      page.locator("input[name=typed]").fill("999111");
      page.locator("button[name=action][value=approve]").click();
      assertThat(page.locator("p.error[role=alert]")).isVisible();
      Look.at(page, "approval-refused");
      page.locator("input[name=typed]").fill("202611");
      page.locator("button[name=action][value=approve]").click();

      assertThat(page.locator("a[href$='/download']").first()).isVisible();
      Look.at(page, "desk-signed");
      Download download =
          page.waitForDownload(() -> page.locator("a[href$='/download']").first().click());
      download.saveAs(signed);
    }
    PdfSig.assertSignedWhole(signed);
    try (Chromium chromium = Chromium.open()) {
      Page page = chromium.page();
      page.navigate(house.admin());
      Look.at(page, "desk-landing");
      page.navigate(house.admin() + "/check");
      Look.at(page, "desk-check");
      upload(page, house.admin() + "/check", signed);
      assertThat(page.locator("main .badge.ok, main .notice.ok").first()).isVisible();
      Look.at(page, "desk-checked");
    }
  }

  @Test
  void deniedApprovalSignsNothing(RunningHouse house) throws Exception {
    try (Chromium chromium = Chromium.open()) {
      Page page = chromium.page();
      logIn(page, house);
      upload(page, house.admin() + "/sign", TestPdf.in(folder));
      page.locator("form[action$='/approve'] button").click();
      page.locator("button[name=action][value=deny]").click();

      assertThat(page).hasURL(startingWith(house.admin() + "/sign"));
      assertThat(page.locator("a[href$='/download']")).hasCount(0);
      assertThat(page.locator("form[action$='/approve'] button")).isVisible();
      Look.at(page, "desk-denied");
    }
  }

  private static void logIn(Page page, RunningHouse house) {
    Desk.of(page, house, "official0001");
  }

  private static void upload(Page page, String form, Path file) {
    page.navigate(form);
    page.locator("input[type=file]").setInputFiles(file);
    page.locator("form[enctype='multipart/form-data'] button[type=submit]").click();
  }

  private static Pattern startingWith(String url) {
    // Chromium reads it as JavaScript, which has no \\Q…\\E; nothing in our addresses needs it.
    return Pattern.compile("^" + url);
  }
}
