package vn.antin.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.web.House;

@AuthServerTest
final class LoginTest {
  private final Browser browser;
  private final TestAccounts accounts;

  @Autowired
  LoginTest(House house, JdbcClient jdbc, Credentials credentials, SecretHashes hashes) {
    browser = new Browser(house.issuer().toString());
    accounts = new TestAccounts(jdbc, credentials, hashes);
  }

  @BeforeEach
  void asBrowsersDo() {
    browser.with("Sec-Fetch-Site", "same-origin");
  }

  @Test
  void rightPasswordLeadsBackToTheParkedRequestWithANewCookie() {
    accounts.active("login.right");
    HttpResponse<String> parked = browser.get("/account?x=1");
    assertThat(parked.statusCode()).isEqualTo(303);
    assertThat(Browser.location(parked)).startsWith("/login?flow=");

    HttpResponse<String> entered =
        browser.logIn(Browser.location(parked), "login.right", TestAccounts.PASSWORD);

    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(Browser.location(entered)).isEqualTo("/account?x=1");
    assertThat(browser.cookies())
        .containsKey("__Host-antin-session")
        .doesNotContainKey("JSESSIONID");
  }

  @Test
  void wrongPasswordShowsTheFormAgain() {
    accounts.active("login.wrong");
    HttpResponse<String> answer =
        browser.logIn(Browser.location(browser.get("/login")), "login.wrong", "no");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Tên đăng nhập hoặc mật khẩu không đúng.");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
  }
}
