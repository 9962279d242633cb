package vn.antin.auth.login.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountChange;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.login.certificate.TestAuthority.Holder;
import vn.antin.auth.login.certificate.TestAuthority.Order;

/** From the login page to the origin that asks for certificates and back, over real TLS. */
final class CertificateLoginTest {
  @TempDir private static Path folder;
  private static @Nullable CertificateSite started;

  @BeforeAll
  static void start() {
    started =
        CertificateSite.start(folder, "antin.certificate-login.domains.state.national-id=true");
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
  }

  private static CertificateSite site() {
    return java.util.Objects.requireNonNull(started);
  }

  @Test
  void registeredCertificateLogsInWithoutAPassword() {
    AccountId account = site().accounts().active("card.registered");
    Holder card = site().issuing().issue("CN=Nguyễn Thị Bưởi");
    Browser registering = loggedIn("card.registered");
    HttpResponse<String> confirmation = register(registering, card);
    assertThat(confirmation.body()).contains("Nguyễn Thị Bưởi", "State Issuing");
    HttpResponse<String> done =
        registering.post(
            "/account/factors/certificate",
            Map.of("ticket", Browser.field(confirmation.body(), "ticket")));
    assertThat(Browser.location(done)).endsWith("said=registered");
    assertThat(registering.follow(done).body()).contains("Đã đăng ký chứng thư số");

    Browser browser = site().browser();
    HttpResponse<String> end = browser.follow(logIn(browser, "/account?x=1", card));
    assertThat(Browser.location(end)).isEqualTo("/account?x=1");
    assertThat(browser.follow(end).body()).contains("card.registered");
    assertThat(sessions(account)).contains("urn:antin:acr:phishing-resistant mfa pop sc");
  }

  @Test
  void nationalIdInTheSubjectFindsItsOfficial() {
    give(site().accounts().active("card.number"), "001099000010");
    Browser browser = site().browser();
    HttpResponse<String> back =
        logIn(browser, "/account", site().issuing().issue("UID=CCCD:001099000010, CN=Ai đó"));
    assertThat(Browser.location(browser.follow(back))).isEqualTo("/account");
    assertRefused(
        site().issuing().issue("UID=CCCD:001099000011, CN=Ai đó"), "chưa gắn với tài khoản nào");
  }

  @Test
  void certificateOfSeveralOfficialsLetsNobodyIn() {
    give(site().accounts().active("card.several-1"), "001099000012");
    give(site().accounts().active("card.several-2"), "001099000013");
    assertRefused(
        site().issuing().issue("UID=CCCD:001099000012, UID=CCCD:001099000013, CN=x"),
        "ứng với nhiều người");
    assertRefused(
        site().issuing().issue("UID=CCCD:001099000012, UID=CCCD:999099000013, CN=x"),
        "ứng với nhiều người");
    Holder mine = site().issuing().issue("UID=CCCD:001099000012, CN=x");
    site().accounts().active("card.several-3");
    Browser other = loggedIn("card.several-3");
    HttpResponse<String> taken =
        other.post(
            "/account/factors/certificate",
            Map.of("ticket", Browser.field(register(other, mine).body(), "ticket")));
    assertThat(Browser.location(taken)).endsWith("said=taken");
  }

  @Test
  void certificateThatNobodyRegisteredIsRefused() {
    assertRefused(site().issuing().issue("CN=Nguyễn Thị Bưởi"), "chưa gắn với tài khoản nào");
  }

  @Test
  void nameInACertificateSaysNothing() {
    site().accounts().active("card.name");
    assertRefused(site().issuing().issue("UID=card.name, CN=card.name"), "chưa gắn với tài khoản");
  }

  @Test
  void browserWithoutACertificateIsToldSo() {
    assertRefused(null, "chưa gửi chứng thư số nào");
  }

  @Test
  void worthlessCertificatesAreRefusedInPlainWords() {
    Instant now = Instant.now();
    try (TestAuthority stranger = TestAuthority.root("State Root")) {
      assertRefused(stranger.issue("CN=x"), "không thuộc nơi cấp");
    }
    assertRefused(
        new Order("CN=x")
            .between(now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(1)))
            .by(site().issuing()),
        "đã hết hạn");
    assertRefused(
        new Order("CN=x").purposes(KeyPurposeId.id_kp_emailProtection).by(site().issuing()),
        "không được cấp để đăng nhập");
    Holder revoked = site().issuing().issue("CN=x");
    site().issuing().revoke(revoked.certificate());
    assertRefused(revoked, "đã bị thu hồi");
    assertRefused(
        new Order("CN=x").tellingRevocationBy(false, false).by(site().issuing()),
        "Chưa kiểm tra được");
  }

  @Test
  void officialWhoWasDisabledDoesNotComeInByCard() {
    AccountId account = site().accounts().active("card.disabled");
    Holder card = registered("card.disabled");
    site()
        .jdbc()
        .sql("UPDATE account SET status = 'disabled' WHERE id = :id")
        .param("id", account.value())
        .update();
    Browser browser = site().browser();
    HttpResponse<String> end = browser.follow(logIn(browser, "/account", card));
    assertThat(browser.follow(end).body()).contains("đã bị khóa");
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
  }

  @Test
  void ticketIsWorthNothingInAnotherBrowser() {
    site().accounts().active("card.stolen");
    Holder card = registered("card.stolen");
    Browser mine = site().browser();
    HttpResponse<String> back = logIn(mine, "/account", card);

    Browser other = site().browser();
    other.get("/login");
    HttpResponse<String> stolen = other.follow(back);
    assertThat(Browser.location(stolen)).isEqualTo("/login/expired");
    assertThat(other.follow(stolen).statusCode()).isEqualTo(410);
    assertThat(other.cookies()).doesNotContainKey("__Host-antin-session");

    assertThat(Browser.location(mine.follow(back))).isEqualTo("/account");
  }

  @Test
  void officialLuredWithAStrangersTicketLogsNobodyIn() {
    site().accounts().active("card.lured");
    Holder card = registered("card.lured");
    Browser stranger = site().browser();
    String out = out(stranger, "/account");
    HttpResponse<String> back = site().show(out, card);
    Browser official = site().browser();
    assertThat(Browser.location(official.follow(back))).isEqualTo("/login/expired");
    // The stranger does not know the ticket that the official's browser got, and has only his own.
    HttpResponse<String> again = site().show(out, null);
    assertThat(Browser.location(again)).endsWith("/login/certificate/back?ticket=");
    assertThat(Browser.location(stranger.follow(again))).isEqualTo("/login/expired");
  }

  @Test
  void ticketsAreGoodOnce() {
    site().accounts().active("card.twice");
    Holder card = registered("card.twice");
    Browser browser = site().browser();
    String out = out(browser, "/account");
    HttpResponse<String> back = site().show(out, card);
    assertThat(Browser.location(site().show(out, card))).endsWith("?ticket=");
    assertThat(Browser.location(browser.follow(back))).isEqualTo("/account");
    assertThat(Browser.location(browser.follow(back))).isEqualTo("/login/expired");
  }

  @Test
  void keyBelongsToOneOfficial() {
    site().accounts().active("card.first");
    site().accounts().active("card.second");
    Holder card = registered("card.first");
    Browser second = loggedIn("card.second");
    HttpResponse<String> taken =
        second.post(
            "/account/factors/certificate",
            Map.of("ticket", Browser.field(register(second, card).body(), "ticket")));
    assertThat(second.follow(taken).body()).contains("thuộc về một tài khoản khác");
  }

  @Test
  void removedCertificateLogsNobodyIn() {
    AccountId account = site().accounts().active("card.removed");
    Holder card = registered("card.removed");
    Browser owner = site().browser();
    owner.follow(logIn(owner, "/account", card));
    String id =
        site()
            .jdbc()
            .sql("SELECT id::text FROM registered_certificate WHERE account_id = :account")
            .param("account", account.value())
            .query(String.class)
            .single();
    // A password alone does not take the stronger proof away.
    HttpResponse<String> first =
        loggedIn("card.removed").post("/account/factors/certificate/" + id + "/remove", Map.of());
    assertThat(Browser.location(first)).startsWith("/login?flow=");

    owner.post("/account/factors/certificate/" + id + "/remove", Map.of());
    HttpResponse<String> page = owner.get("/account/factors/certificate");
    assertThat(page.body()).contains("Bạn chưa đăng ký chứng thư số nào");
    assertRefused(card, "chưa gắn với tài khoản nào");
  }

  @Test
  void erasedOfficialLeavesNoCertificateBehind() {
    AccountId account = site().accounts().active("card.erased");
    Holder card = registered("card.erased");
    Accounts all = site().server().bean(Accounts.class);
    all.disable(account, "left:retired");
    assertThat(all.erase(account)).isTrue();
    assertRefused(card, "chưa gắn với tài khoản nào");
  }

  @Test
  void othersCertificatesCannotBeRemoved() {
    AccountId account = site().accounts().active("card.owner");
    registered("card.owner");
    site().accounts().active("card.thief");
    String id =
        site()
            .jdbc()
            .sql("SELECT id::text FROM registered_certificate WHERE account_id = :account")
            .param("account", account.value())
            .query(String.class)
            .single();
    loggedIn("card.thief").post("/account/factors/certificate/" + id + "/remove", Map.of());
    assertThat(loggedIn("card.owner").get("/account/factors/certificate").body())
        .contains("State Issuing");
  }

  @Test
  void registrationBelongsToTheSessionThatBeganIt() {
    site().accounts().active("card.session");
    site().accounts().active("card.foreign");
    Holder card = site().issuing().issue("CN=x");
    Browser mine = loggedIn("card.session");
    HttpResponse<String> go = mine.get("/account/factors/certificate/go");
    HttpResponse<String> back = site().show(Browser.location(go), card);
    Browser foreign = loggedIn("card.foreign");
    assertThat(Browser.location(foreign.follow(back))).endsWith("said=stale");
  }

  @Test
  void everyRegistrationAndRefusalIsInTheLog() {
    AccountId account = site().accounts().active("card.audited");
    registered("card.audited");
    assertRefused(null, "chưa gửi chứng thư số nào");
    assertThat(
            site()
                .jdbc()
                .sql(
                    "SELECT count(*) FROM audit.entry WHERE type = 'certificate.registered'"
                        + " AND actor = :actor")
                .param("actor", account.toString())
                .query(Integer.class)
                .single())
        .isOne();
  }

  private static void give(AccountId id, String number) {
    Accounts all = site().server().bean(Accounts.class);
    Account account = all.find(id).orElseThrow();
    all.update(
        id, AccountChange.of(account).withNationalId(new NationalId(number)), account.version());
  }

  private Holder registered(String username) {
    Holder card = site().issuing().issue("CN=" + username);
    Browser browser = loggedIn(username);
    HttpResponse<String> done =
        browser.post(
            "/account/factors/certificate",
            Map.of("ticket", Browser.field(register(browser, card).body(), "ticket")));
    assertThat(Browser.location(done)).endsWith("said=registered");
    return card;
  }

  /** The page that asks whether to register what was shown. */
  private HttpResponse<String> register(Browser browser, Holder card) {
    HttpResponse<String> go = browser.get("/account/factors/certificate/go");
    return browser.follow(site().show(Browser.location(go), card));
  }

  private Browser loggedIn(String username) {
    Browser browser = site().browser();
    browser.logIn(
        Browser.location(browser.get("/account/factors/certificate")),
        username,
        TestAccounts.PASSWORD);
    return browser;
  }

  /** The address at the other origin where this browser shall show its certificate. */
  private String out(Browser browser, String wanted) {
    String login = Browser.location(browser.get(wanted));
    String page = browser.get(login.replace("/login?", "/login/certificate?")).body();
    assertThat(page).contains("Dùng chứng thư số");
    return Browser.location(browser.get(login.replace("/login?", "/login/certificate/go?")));
  }

  /** The other origin's answer. */
  private HttpResponse<String> logIn(Browser browser, String wanted, @Nullable Holder card) {
    String out = out(browser, wanted);
    assertThat(out).startsWith(site().mutual() + "/login/certificate/proof?ticket=");
    HttpResponse<String> back = site().show(out, card);
    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(back.headers().map()).doesNotContainKey("set-cookie");
    return back;
  }

  private void assertRefused(@Nullable Holder card, String words) {
    Browser browser = site().browser();
    HttpResponse<String> page = browser.follow(logIn(browser, "/account", card));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(words);
    assertThat(browser.cookies()).doesNotContainKey("__Host-antin-session");
  }

  private List<String> sessions(AccountId account) {
    return site()
        .jdbc()
        .sql(
            "SELECT assurance || ' ' || array_to_string(methods, ' ') FROM session"
                + " WHERE account_id = :account")
        .param("account", account.value())
        .query((row, number) -> row.getString(1))
        .list();
  }
}
