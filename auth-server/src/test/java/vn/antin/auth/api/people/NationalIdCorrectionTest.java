package vn.antin.auth.api.people;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestMails;
import vn.antin.auth.TestTree;
import vn.antin.auth.account.AccountChange;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.web.House;

/** A national id written down wrongly for somebody who uses the account. */
@AuthServerTest
@Import(WithFakeTokens.class)
final class NationalIdCorrectionTest {
  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Credentials credentials;
  private final SecretHashes hashes;
  private final String origin;
  private final TestTree tree;

  private final String wrong = number();
  private final String right = number();
  private AccountId first = new AccountId(new UUID(0, 0));
  private AccountId second = first;
  private AccountId unitAdministrator = first;
  private AccountId official = first;
  private AccountId colleague = first;

  NationalIdCorrectionTest(
      JdbcClient jdbc,
      Accounts accounts,
      Credentials credentials,
      SecretHashes hashes,
      House house) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.credentials = credentials;
    this.hashes = hashes;
    this.origin = house.issuer().toString();
    this.tree = new TestTree(jdbc);
  }

  @BeforeEach
  void grow() throws TooManyHashes {
    UnitId province = tree.unit(null, "Tỉnh");
    first = tree.official(province, "An");
    second = tree.official(province, "Bình");
    unitAdministrator = tree.official(province, "Cường");
    official = tree.official(province, "Giang");
    colleague = tree.official(province, "Hà");
    tree.role(first, Role.SECURITY_ADMINISTRATOR, province);
    tree.role(second, Role.SECURITY_ADMINISTRATOR, province);
    tree.role(unitAdministrator, Role.UNIT_ADMINISTRATOR, province);
    write(official, wrong);
    credentials.setPassword(official, hashes.hash(new Password(TestAccounts.PASSWORD)));
  }

  @Test
  void twoAdministratorsCorrectItAndWhatTheOldNumberOpenedEnds() {
    link("national-id");
    link("official");
    Browser browser = new Browser(origin);
    browser.logIn(Browser.location(browser.get("/account")), username(), TestAccounts.PASSWORD);
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);

    Rest.Reply proposed = propose(first, right);
    assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
    String proposal = "/api/proposals/" + proposed.text("proposalId");
    assertThat(shown(first)).isEqualTo(wrong);
    Rest.Reply seen = as(second).get(proposal);
    assertThat(seen.json().path("details").path("ending").asString()).isEqualTo(right.substring(9));
    assertThat(seen.response().body()).doesNotContain(right);
    assertThat(proposed(second, proposed.text("proposalId")).text("nationalId")).isEqualTo(right);
    assertThat(as(first).post(proposal + "/approve", null).status()).isEqualTo(403);
    assertThat(shown(first)).isEqualTo(wrong);

    assertThat(as(second).post(proposal + "/approve", null).status()).isEqualTo(200);

    assertThat(shown(first)).isEqualTo(right);
    assertThat(accounts.find(new NationalId(right)).orElseThrow().id()).isEqualTo(official);
    assertThat(accounts.find(new NationalId(wrong))).isEmpty();
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    assertThat(
            jdbc.sql("SELECT made_by FROM upstream_link WHERE account_id = :account")
                .param("account", official.value())
                .query(String.class)
                .list())
        .containsExactly("official");
    assertThat(audited())
        .containsSubsequence("power.proposed", "account.national-id-corrected")
        .contains("upstream.unlinked");
    await()
        .untilAsserted(() ->
            assertThat(
                    TestMails.to(
                        Objects.requireNonNull(accounts.find(official).orElseThrow().email())))
                .extracting(TestMails.Received::subject)
                .contains("Số định danh cá nhân của bạn đã được sửa"));
    for (String number : List.of(wrong, right)) {
      assertThat(
              jdbc.sql(
                      """
                      SELECT (SELECT count(*) FROM power_proposal
                              WHERE details::text LIKE '%' || :number || '%')
                        + (SELECT count(*) FROM audit.entry
                           WHERE facts::text LIKE '%' || :number || '%')
                        + (SELECT count(*) FROM audit.personal
                           WHERE value LIKE '%' || :number || '%')
                      """)
                  .param("number", number)
                  .query(Integer.class)
                  .single())
          .as("written down nowhere in the clear")
          .isZero();
    }
    assertThat(as(second).post(proposal + "/approve", null).status()).isEqualTo(409);
  }

  @Test
  void numberOfAnotherAccountAndOneWithoutAReasonAreRefused() {
    write(colleague, right);
    assertThat(propose(first, right).text("type")).isEqualTo("urn:antin:problem:invalid");
    assertThat(propose(first, "12").status()).isEqualTo(422);
    assertThat(
            as(first)
                .post(
                    "/api/accounts/" + official + "/national-id-correction",
                    Map.of("nationalId", number()))
                .status())
        .isEqualTo(422);
  }

  @Test
  void numberThatSomebodyElseGotMeanwhileIsNotPutInPlace() {
    String proposal = propose(first, right).text("proposalId");
    write(colleague, right);
    assertThat(as(second).post("/api/proposals/" + proposal + "/approve", null).status())
        .isEqualTo(412);
    assertThat(shown(first)).isEqualTo(wrong);
  }

  @Test
  void numberShownIsTheOneThatIsDecidedAndNoOtherWaits() {
    String proposal = propose(first, right).text("proposalId");
    Rest.Reply again = propose(second, number());
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("type")).isEqualTo("urn:antin:problem:already");
    assertThat(proposed(second, proposal).text("nationalId")).isEqualTo(right);
    assertThat(proposed(second, UUID.randomUUID().toString()).status()).isEqualTo(404);
    assertThat(kept()).isOne();

    assertThat(
            as(second)
                .post("/api/proposals/" + proposal + "/refuse", Map.of("reason", "sai"))
                .status())
        .isEqualTo(200);
    assertThat(kept()).isZero();
    assertThat(proposed(second, proposal).status()).isEqualTo(404);

    String other = propose(first, number()).text("proposalId");
    assertThat(kept()).isOne();
    assertThat(as(first).post("/api/proposals/" + other + "/withdraw", null).status())
        .isEqualTo(200);
    assertThat(kept()).isZero();
    assertThat(propose(second, right).status()).isEqualTo(202);
  }

  @Test
  void administratorsOfAPostHeldBesidesHaveNoSay() {
    UnitId commune = tree.unit(null, "Xã Tân Sơn");
    AccountId local = tree.official(commune, "Dũng");
    tree.role(local, Role.SECURITY_ADMINISTRATOR, commune);
    jdbc.sql(
            """
            WITH seat AS (INSERT INTO post (unit_id, title) VALUES (:unit, 'Tổ trưởng') RETURNING id)
            INSERT INTO assignment (account_id, post_id, kind, valid_from)
            SELECT :account, seat.id, 'concurrent', DATE '2026-01-05' FROM seat
            """)
        .param("unit", commune.value())
        .param("account", official.value())
        .update();
    assertThat(as(local).get("/api/accounts/" + official).status()).isEqualTo(200);
    assertThat(propose(local, right).status()).isEqualTo(404);
  }

  @Test
  void oneAdministratorAloneAndOneOfPeopleCannot() {
    assertThat(propose(unitAdministrator, right).status()).isEqualTo(404);
    assertThat(propose(official, right).status()).isEqualTo(404);
    String proposal = propose(first, right).text("proposalId");
    assertThat(proposed(unitAdministrator, proposal).status()).isEqualTo(404);
    Rest.Reply patched =
        as(first)
            .send(
                "PATCH",
                "/api/accounts/" + official,
                Map.of("nationalId", right),
                "If-Match",
                as(first).get("/api/accounts/" + official).header("ETag"));
    assertThat(patched.text("type")).isEqualTo("urn:antin:problem:national-id-fixed");
  }

  private Rest.Reply propose(AccountId by, String number) {
    return as(by)
        .post(
            "/api/accounts/" + official + "/national-id-correction",
            Map.of("nationalId", number, "reason", "nhập nhầm khi lập hồ sơ"));
  }

  private Rest.Reply proposed(AccountId by, String proposal) {
    return as(by)
        .post(
            "/api/accounts/" + official + "/national-id-correction/" + proposal + "/show",
            Map.of());
  }

  private int kept() {
    return jdbc.sql("SELECT count(*) FROM national_id_correction WHERE account_id = :account")
        .param("account", official.value())
        .query(Integer.class)
        .single();
  }

  private String shown(AccountId by) {
    return as(by).post("/api/accounts/" + official + "/national-id", Map.of()).text("nationalId");
  }

  private void write(AccountId account, String number) {
    var present = accounts.find(account).orElseThrow();
    accounts.update(
        account,
        AccountChange.of(present).withNationalId(new NationalId(number)),
        present.version());
  }

  private void link(String maker) {
    jdbc.sql(
            """
            INSERT INTO upstream_link (account_id, upstream, issuer, subject, made_by, linked_at)
            VALUES (:account, 'x', :maker, :subject, :maker, now())
            """)
        .param("account", official.value())
        .param("subject", UUID.randomUUID().toString())
        .param("maker", maker)
        .update();
  }

  private String username() {
    return accounts.find(official).orElseThrow().username();
  }

  private List<String> audited() {
    return jdbc.sql(
            "SELECT type FROM audit.entry WHERE object = :account OR actor = :account ORDER BY id")
        .param("account", official.toString())
        .query((row, number) -> row.getString("type"))
        .list();
  }

  private Rest as(AccountId caller) {
    return new Rest(origin, caller + "_admin");
  }

  private static String number() {
    return "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
  }
}
