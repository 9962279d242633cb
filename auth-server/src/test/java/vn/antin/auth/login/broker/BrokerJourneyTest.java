package vn.antin.auth.login.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Axe;
import vn.antin.auth.Chromium;
import vn.antin.auth.FreePort;
import vn.antin.auth.Screenshots;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;

/** An official in a real browser links another provider and logs in there. */
@ExtendWith(Chromium.Extension.class)
final class BrokerJourneyTest {
  @TempDir private Path folder;

  @Test
  void officialLinksAProviderAndLogsInThere(Chromium chromium) throws Exception {
    int port = FreePort.find();
    String origin = "http://localhost:" + port;
    Path secret = Files.writeString(folder.resolve("secret"), TestUpstream.SECRET);
    try (TestUpstream provider = TestUpstream.start();
        TestServer server =
            TestServer.start(
                TestDatabase.create(),
                "server.port=" + port,
                "antin.issuer=" + origin,
                "antin.outbound.allowed-networks=127.0.0.0/8",
                "antin.broker.upstreams.vneid.name=VNeID",
                "antin.broker.upstreams.vneid.issuer=" + provider.issuer(),
                "antin.broker.upstreams.vneid.client-id=antin",
                "antin.broker.upstreams.vneid.secret-file=" + secret)) {
      new TestAccounts(
              server.bean(JdbcClient.class),
              server.bean(Credentials.class),
              server.bean(SecretHashes.class))
          .active("the.official");
      Page page = unlinked(chromium, origin);
      link(chromium, origin);
      logIn(page, origin);
      chromium.expectWeight(origin + "/account/factors/broker", 30);
    }
  }

  private static Page unlinked(Chromium chromium, String origin) {
    Page page = chromium.page();
    page.navigate(origin + "/account");
    page.locator("a[href^='/login/broker?']").click();
    Axe.check(page);
    Screenshots.take(page, "login-broker");
    page.locator("a[href*='/broker/vneid/go']").click();
    page.waitForURL("**/login/broker/vneid/callback?**");
    assertThat(page.textContent("[role=alert]")).contains("chưa gắn với tài khoản cán bộ nào");
    Axe.check(page);
    Screenshots.asShown(page, "login-broker-unlinked");
    return page;
  }

  private static void link(Chromium chromium, String origin) {
    Page page =
        chromium.logIn(origin + "/account/factors/broker", "the.official", TestAccounts.PASSWORD);
    page.locator("form[action$='/broker/vneid'] button").click();
    Axe.check(page);
    Screenshots.asShown(page, "account-broker-go");
    page.locator("main a.primary").click();
    page.waitForURL("**/account/factors/broker?said=linked*");
    Axe.check(page);
    Screenshots.take(page, "account-broker");
    page.context().clearCookies();
  }

  private static void logIn(Page page, String origin) {
    page.navigate(origin + "/account/factors/broker");
    page.locator("a[href^='/login/broker?']").click();
    page.locator("a[href*='/broker/vneid/go']").click();
    page.waitForURL("**/account/factors/broker");
    assertThat(page.textContent("main")).contains("VNeID");
  }
}
