package vn.antin.auth.oauth2;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.Axe;
import vn.antin.auth.Chromium;
import vn.antin.auth.Screenshots;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.TestClients;

/** The pages that stand between a system and an official, in a real browser. */
@OAuth2Test
@ExtendWith(Chromium.Extension.class)
final class ProtocolPagesTest {
  private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private final Protocol protocol;
  private final TestClients clients;

  @Autowired
  ProtocolPagesTest(Protocol protocol, TestClients clients) {
    this.protocol = protocol;
    this.clients = clients;
  }

  @Test
  void consentAndChoiceOfAccountAreReadableByEverybody(Chromium chromium) {
    Client client = clients.register(SystemFromOutside.builder().build());
    Page page = loggedIn(chromium);
    page.navigate(authorize(SystemFromOutside.request(client)));
    assertThat(page.locator("form[action^='/consent/allow']")).isVisible();
    Axe.check(page);
    Screenshots.take(page, "consent");

    page.navigate(authorize(Protocol.with(Protocol.demoRequest(), "prompt", "select_account")));
    assertThat(page.locator("form[action^='/select-account']")).isVisible();
    Axe.check(page);
    Screenshots.take(page, "select-account");
  }

  @Test
  void pagesAboutOtherDevicesAreReadableByEverybody(Chromium chromium) {
    Client client =
        clients.register(
            Client.builder("device-of-pages", "Máy quét văn thư")
                .grantTypes(Set.of(DEVICE_GRANT, "refresh_token"))
                .scopes(Set.of("openid", "profile"))
                .build());
    Answer asked =
        protocol.post(
            "/oauth2/device_authorization",
            Map.of("client_id", client.id(), "scope", "openid profile"),
            Map.of());
    Page page = loggedIn(chromium);
    page.navigate(protocol.issuer() + "/device");
    Axe.check(page);
    Screenshots.take(page, "device");
    page.locator("input[name=user_code]").fill(asked.text("user_code"));
    page.locator("input[name=user_code]").press("Enter");
    assertThat(page.locator("button[value=allow]")).isVisible();
    Axe.check(page);
    Screenshots.asShown(page, "device-confirm");
    page.locator("button[value=allow]").click();
    assertThat(page.locator("button[value=allow]")).hasCount(0);
    Axe.check(page);
    Screenshots.asShown(page, "device-done");
  }

  @Test
  void pagesOfTheOfficialsOwnAreReadableByEverybody(Chromium chromium) {
    Page page = loggedIn(chromium);
    for (String path :
        new String[] {"/inbox", "/account/pin", "/account/post", "/connect/logout"}) {
      page.navigate(protocol.issuer() + path);
      assertThat(page.locator("h1")).hasCount(1);
      Axe.check(page);
      Screenshots.take(page, path.substring(1).replace('/', '-'));
    }
  }

  private Page loggedIn(Chromium chromium) {
    chromium.takeCookies(protocol.newOfficial().browser(), URI.create(protocol.issuer()));
    return chromium.page();
  }

  private String authorize(Map<String, String> request) {
    return protocol.issuer() + "/oauth2/authorize?" + Protocol.form(request);
  }
}
