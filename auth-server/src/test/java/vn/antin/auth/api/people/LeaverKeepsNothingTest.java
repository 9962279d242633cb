package vn.antin.auth.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.TestAccounts;
import vn.antin.auth.TestTree;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.web.House;

/** What is left of an official's ways in, and of their power, from the day they leave. */
@AuthServerTest
@Import(WithFakeTokens.class)
final class LeaverKeepsNothingTest {
  /** Everything that opens the account or signs in its name, with what makes one of each. */
  private static final Map<String, String> FACTORS =
      Map.of(
          "totp", "INSERT INTO totp VALUES (:account, '\\x00', now(), 0)",
          "recovery_code_set",
              "INSERT INTO recovery_code_set (account_id, key, made_at)"
                  + " VALUES (:account, '\\x00', now())",
          "passkey",
              "INSERT INTO passkey (account_id, credential_id, attested, label, counter, synced,"
                  + " backed_up, transports, created_at)"
                  + " VALUES (:account, :hash, '\\x00', 'x', 0, false, false, '{}', now())",
          "application_password",
              "INSERT INTO application_password (account_id, system, hash, created_at)"
                  + " VALUES (:account, 'x', :hash, now())",
          "upstream_link",
              "INSERT INTO upstream_link (account_id, upstream, issuer, subject, made_by,"
                  + " linked_at) VALUES (:account, 'x', 'x', CAST(:account AS text), 'official',"
                  + " now())",
          "signing_pin",
              "INSERT INTO signing_pin (account_id, hash, set_at) VALUES (:account, 'x', now())");

  private final JdbcClient jdbc;
  private final Credentials credentials;
  private final SecretHashes hashes;
  private final String origin;
  private final TestTree tree;
  private final LocalDate today = EffectiveDate.today(InstantSource.system());

  private UnitId province = new UnitId(new UUID(0, 0));
  private UnitId division = province;
  private AccountId first = new AccountId(new UUID(0, 0));
  private AccountId second = first;
  private AccountId leaver = first;

  LeaverKeepsNothingTest(
      JdbcClient jdbc, Credentials credentials, SecretHashes hashes, House house) {
    this.jdbc = jdbc;
    this.credentials = credentials;
    this.hashes = hashes;
    this.origin = house.issuer().toString();
    this.tree = new TestTree(jdbc);
  }

  @BeforeEach
  void grow() {
    province = tree.unit(null, "Tỉnh");
    division = tree.unit(province, "Phòng Kinh tế");
    first = tree.official(province, "An");
    second = tree.official(province, "Bình");
    leaver = tree.official(division, "Giang");
    tree.role(first, Role.SECURITY_ADMINISTRATOR, province);
    tree.role(second, Role.SECURITY_ADMINISTRATOR, province);
  }

  @Test
  void everyFactorAndBrowserEndsAndNoneComesBackWithTheOfficial() throws TooManyHashes {
    credentials.setPassword(leaver, hashes.hash(new Password(TestAccounts.PASSWORD)));
    Browser browser = new Browser(origin);
    browser.logIn(
        Browser.location(browser.get("/account")), username(leaver), TestAccounts.PASSWORD);
    assertThat(count("known_device")).isEqualTo(1);
    FACTORS.forEach((table, insert) -> {
      JdbcClient.StatementSpec made = jdbc.sql(insert).param("account", leaver.value());
      (insert.contains(":hash")
              ? made.param("hash", (table + leaver).getBytes(StandardCharsets.UTF_8))
              : made)
          .update();
      assertThat(count(table)).as(table).isEqualTo(1);
    });

    assertThat(leave(first, leaver).status()).isEqualTo(200);
    assertNothingLeft();
    Rest.Reply back =
        as(first)
            .post(
                "/api/accounts/" + leaver + "/rehire",
                Map.of(
                    "post",
                    Map.of(
                        "unitId",
                        division.toString(),
                        "title",
                        "Chuyên viên",
                        "kind",
                        "main",
                        "from",
                        today.toString())));
    assertThat(back.status()).as(back.response().body()).isEqualTo(200);
    assertNothingLeft();
    Browser again = new Browser(origin);
    assertThat(
            again
                .logIn(
                    Browser.location(again.get("/account")),
                    username(leaver),
                    TestAccounts.PASSWORD)
                .statusCode())
        .as("the old password")
        .isEqualTo(200);
  }

  private void assertNothingLeft() {
    assertThat(FACTORS.keySet()).allSatisfy(table -> assertThat(count(table)).as(table).isZero());
    assertThat(count("known_device")).isZero();
  }

  @Test
  void rolesAndRolesOfSystemsEndOnTheDay() {
    tree.role(leaver, Role.UNIT_ADMINISTRATOR, division);
    jdbc.sql(
            """
            WITH client AS (
              INSERT INTO oauth2_client (client_id, name, kind, authentication, jwks, grant_types,
                scopes, created_at, updated_at)
              VALUES ('leaver-system', 'x', 'registered', 'private_key_jwt', '{"keys":[]}',
                '{client_credentials}', '{service}', now(), now())),
            role AS (
              INSERT INTO system_role (client_id, role, label, delegated)
              VALUES ('leaver-system', 'leaver-role', 'R', false)
              RETURNING client_id, role)
            INSERT INTO system_role_grant (client_id, role, account_id, valid_from)
            SELECT client_id, role, :account, :from FROM role
            """)
        .param("account", leaver.value())
        .param("from", today.minusDays(9))
        .update();
    assertThat(leave(first, leaver).status()).isEqualTo(200);
    for (String table : List.of("role_grant", "system_role_grant", "assignment")) {
      assertThat(
              jdbc.sql("SELECT valid_to FROM %s WHERE account_id = :account".formatted(table))
                  .param("account", leaver.value())
                  .query(LocalDate.class)
                  .single())
          .as(table)
          .isEqualTo(today);
    }
  }

  @Test
  void ofTwoAdministratorsWhoTakeEachOthersAccessOneStays()
      throws ExecutionException, InterruptedException {
    List<Rest.Reply> replies = new ArrayList<>();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<Rest.Reply>> futures =
          List.of(
              both.submit(() -> disable(first, second)), both.submit(() -> leave(second, first)));
      for (Future<Rest.Reply> future : futures) {
        replies.add(future.get());
      }
    }
    assertThat(replies).extracting(Rest.Reply::status).containsOnlyOnce(200);
    AccountId left = replies.getFirst().status() == 200 ? first : second;
    AccountId gone = left.equals(first) ? second : first;
    assertThat(active(left)).isTrue();
    assertThat(active(gone)).isFalse();
  }

  @Test
  void lastAdministratorOfTheWholeIsToldWhy() {
    AccountId helper = tree.official(province, "Hà");
    tree.role(helper, Role.SECURITY_ADMINISTRATOR, province, today.minusDays(1), today.plusDays(9));
    assertThat(disable(first, second).status()).isEqualTo(200);
    for (Rest.Reply refused : List.of(disable(helper, first), leave(helper, first))) {
      assertThat(refused.status()).isIn(403, 409);
      assertThat(refused.text("type")).isEqualTo("urn:antin:problem:last-administrator");
    }
    assertThat(active(first)).isTrue();
  }

  private Rest.Reply leave(AccountId by, AccountId who) {
    return as(by)
        .post(
            "/api/accounts/" + who + "/leave",
            Map.of("on", today.toString(), "reason", "retirement"));
  }

  private Rest.Reply disable(AccountId by, AccountId who) {
    return as(by).post("/api/accounts/" + who + "/disable", Map.of("reason", "test"));
  }

  private Rest as(AccountId caller) {
    return new Rest(origin, caller + "_admin");
  }

  private boolean active(AccountId account) {
    return jdbc.sql("SELECT status = 'active' FROM account WHERE id = :id")
        .param("id", account.value())
        .query(Boolean.class)
        .single();
  }

  private String username(AccountId account) {
    return jdbc.sql("SELECT username FROM account WHERE id = :id")
        .param("id", account.value())
        .query(String.class)
        .single();
  }

  private int count(String table) {
    return jdbc.sql("SELECT count(*) FROM %s WHERE account_id = :account".formatted(table))
        .param("account", leaver.value())
        .query(Integer.class)
        .single();
  }
}
