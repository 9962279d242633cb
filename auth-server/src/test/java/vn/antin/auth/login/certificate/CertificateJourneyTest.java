package vn.antin.auth.login.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.auth.Axe;
import vn.antin.auth.Screenshots;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.login.certificate.TestAuthority.Holder;

/** An official with a card in a real browser: registers it, then logs in with nothing else. */
final class CertificateJourneyTest {
  @TempDir private Path folder;

  @Test
  void officialRegistersACardAndLogsInWithIt() {
    try (CertificateSite site = CertificateSite.start(folder)) {
      site.accounts().active("the.official");
      Holder card = site.issuing().issue("UID=CCCD:001099012345, CN=Nguyễn Thị Bưởi, C=VN");
      try (CardBrowser browser = CardBrowser.start(folder, card, site.root(), site.mutual())) {
        Page page = browser.page();
        register(page, site);
        browser.profile().clearCookies();
        logIn(page, site);
        remove(page, site);
      }
    }
  }

  private static void register(Page page, CertificateSite site) {
    page.navigate(site.main() + "/account/factors/certificate");
    page.locator("input[name=username]").fill("the.official");
    page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
    page.locator("input[name=password]").press("Enter");
    page.waitForURL("**/account/factors/certificate");
    Axe.check(page);
    Screenshots.take(page, "certificates-none");
    page.locator("main a.primary").click();
    page.waitForURL("**/account/factors/certificate/confirm?**");
    assertThat(page.textContent("main")).contains("Nguyễn Thị Bưởi", "State Issuing");
    Axe.check(page);
    Screenshots.take(page, "certificates-confirm");
    page.locator("main button[type=submit]").click();
    page.waitForURL("**/account/factors/certificate?said=registered*");
    assertThat(page.textContent("main")).contains("Nguyễn Thị Bưởi");
    Axe.check(page);
    Screenshots.take(page, "certificates");
  }

  private static void logIn(Page page, CertificateSite site) {
    page.navigate(site.main() + "/account/factors/certificate");
    page.locator("a[href^='/login/certificate?']").click();
    Axe.check(page);
    Screenshots.take(page, "login-certificate");
    page.locator("a[href^='/login/certificate/go?']").click();
    page.waitForURL("**/account/factors/certificate");
    assertThat(page.textContent("main")).contains("State Issuing");
  }

  private static void remove(Page page, CertificateSite site) {
    page.locator("main form button").click();
    page.waitForURL("**?said=removed*");
    page.context().clearCookies();
    page.navigate(site.main() + "/account");
    page.locator("a[href^='/login/certificate?']").click();
    page.locator("a[href^='/login/certificate/go?']").click();
    page.waitForURL("**/login/certificate/back?**");
    assertThat(page.textContent("[role=alert]")).contains("chưa gắn với tài khoản nào");
    Screenshots.asShown(page, "login-certificate-refused");
  }
}
