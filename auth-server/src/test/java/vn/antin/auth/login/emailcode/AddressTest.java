package vn.antin.auth.login.emailcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestMails;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.ClaimsChanged;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.login.factor.SignedInOnNewDevice;
import vn.antin.auth.mail.MailAddress;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.web.House;

/** An official's mail address: proven, changed, and what the old one learns. */
@AuthServerTest
final class AddressTest {
  private static final String PATH = "/account/factors/email-code";
  private static final String CODE = "\\d{4} \\d{4}";

  private final ProvenAddresses addresses;
  private final ApplicationEventPublisher events;
  private final JdbcClient jdbc;
  private final TestAccounts accounts;
  private final Browser browser;

  AddressTest(
      ProvenAddresses addresses,
      ApplicationEventPublisher events,
      JdbcClient jdbc,
      Credentials credentials,
      SecretHashes hashes,
      House house) {
    this.addresses = addresses;
    this.events = events;
    this.jdbc = jdbc;
    accounts = new TestAccounts(jdbc, credentials, hashes);
    browser = new Browser(house.issuer().toString());
  }

  @Test
  void addressIsProvenByItsCode() {
    AccountId official = loggedIn("address.proven");
    assertThat(browser.get(PATH).body()).contains("chưa xác nhận");
    begin("address.proven@tinh.gov.vn");
    String code = TestMails.awaitTo("address.proven@tinh.gov.vn", 1).find(CODE);
    assertThat(confirm("00000000").body()).contains("Mã không đúng");
    assertThat(addresses.find(official)).isEmpty();
    assertThat(Browser.location(confirm(code))).isEqualTo("/account/factors");
    assertThat(addresses.find(official)).contains(new MailAddress("address.proven@tinh.gov.vn"));
    // The new factor is asked for before it can be changed.
    assertThat(Browser.location(browser.get(PATH))).startsWith("/login?flow=");
  }

  @Test
  void newAddressIsWrittenOnlyWhenProvenAndTheOldOneIsTold() {
    AccountId official = loggedIn("address.old");
    begin("address.new@tinh.gov.vn");
    String code = TestMails.awaitTo("address.new@tinh.gov.vn", 1).find(CODE);
    assertThat(email(official)).isEqualTo("address.old@tinh.gov.vn");
    confirm(code);
    assertThat(email(official)).isEqualTo("address.new@tinh.gov.vn");
    assertThat(addresses.find(official)).contains(new MailAddress("address.new@tinh.gov.vn"));
    TestMails.Received told = TestMails.awaitTo("address.old@tinh.gov.vn", 1);
    assertThat(told.subject()).isEqualTo("Địa chỉ thư của tài khoản đã đổi");
    assertThat(told.text()).contains("a…@tinh.gov.vn").doesNotContain("address.new@");
  }

  @Test
  void addressThatAnAdministratorWritesIsNotProvenAndTheOldOneIsTold() {
    AccountId official = accounts.active("address.admin");
    addresses.prove(official, new MailAddress("address.admin@tinh.gov.vn"));
    jdbc.sql("UPDATE account SET email = 'attacker@ngoai.vn' WHERE id = :id")
        .param("id", official.value())
        .update();
    assertThat(addresses.find(official)).isEmpty();
    events.publishEvent(new ClaimsChanged(official, false, true));
    assertThat(TestMails.awaitTo("address.admin@tinh.gov.vn", 1).text()).contains("a…@ngoai.vn");
    assertThat(addresses.find(official)).isEqualTo(Optional.empty());
  }

  @Test
  void whatIsNoAddressAndAnothersCodeAreRefused() {
    loggedIn("address.bad");
    assertThat(browser.post(PATH, Map.of("address", "a@b.vn\r\nBcc: c@d.vn")).body())
        .contains("không phải là một địa chỉ thư");
    assertThat(Browser.location(browser.get(PATH + "/confirm"))).isEqualTo(PATH);
    assertThat(confirm("12345678").body()).contains("không còn dùng được");
  }

  @Test
  void newDeviceIsToldAndTheFirstIsNot() {
    AccountId official = accounts.active("address.device");
    SessionId session = new SessionId(new UUID(0, 1));
    events.publishEvent(
        new SignedInOnNewDevice(
            official, session, true, Instant.EPOCH, "Firefox · Linux", "10.0.0.1"));
    events.publishEvent(
        new SignedInOnNewDevice(
            official, session, false, Instant.EPOCH, "Edge · Windows", "10.0.0.2"));
    TestMails.Received mail = TestMails.awaitTo("address.device@tinh.gov.vn", 1);
    assertThat(mail.subject()).isEqualTo("Đăng nhập từ thiết bị mới");
    assertThat(mail.text()).contains("Edge · Windows", "10.0.0.2", "Nếu không phải bạn");
    assertThat(TestMails.to("address.device@tinh.gov.vn")).hasSize(1);
  }

  private AccountId loggedIn(String username) {
    AccountId official = accounts.active(username);
    browser.logIn(Browser.location(browser.get("/login")), username, TestAccounts.PASSWORD);
    return official;
  }

  private void begin(String address) {
    assertThat(Browser.location(browser.post(PATH, Map.of("address", address))))
        .isEqualTo(PATH + "/confirm");
    assertThat(browser.get(PATH + "/confirm").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> confirm(String code) {
    return browser.post(PATH + "/confirm", Map.of("code", code));
  }

  private String email(AccountId official) {
    return jdbc.sql("SELECT email FROM account WHERE id = :id")
        .param("id", official.value())
        .query(String.class)
        .single();
  }
}
