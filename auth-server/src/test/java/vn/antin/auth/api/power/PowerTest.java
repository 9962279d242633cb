package vn.antin.auth.api.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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
import tools.jackson.databind.JsonNode;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestTree;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.web.House;

/** Roles over subtrees, given by two administrators, over real HTTP. */
@AuthServerTest
@Import(WithFakeTokens.class)
final class PowerTest {
  private final JdbcClient jdbc;
  private final String origin;
  private final TestTree tree;
  private final LocalDate today = EffectiveDate.today(InstantSource.system());

  private UnitId province = new UnitId(new UUID(0, 0));
  private UnitId commune = province;
  private UnitId division = province;
  private UnitId otherCommune = province;
  private AccountId first = new AccountId(new UUID(0, 0));
  private AccountId second = first;
  private AccountId local = first;
  private AccountId localSecond = first;
  private AccountId official = first;
  private AccountId stranger = first;

  PowerTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.origin = house.issuer().toString();
    this.tree = new TestTree(jdbc);
  }

  /** A province with two administrators, and a commune below it with two of its own. */
  @BeforeEach
  void grow() {
    province = tree.unit(null, "Tỉnh");
    commune = tree.unit(province, "Xã Tân Sơn");
    division = tree.unit(commune, "Phòng Kinh tế");
    otherCommune = tree.unit(province, "Xã An Giang");
    first = tree.official(province, "An");
    second = tree.official(province, "Bình");
    local = tree.official(commune, "Cường");
    localSecond = tree.official(commune, "Dũng");
    official = tree.official(division, "Đào");
    stranger = tree.official(otherCommune, "Giang");
    tree.role(first, Role.SECURITY_ADMINISTRATOR, province);
    tree.role(second, Role.SECURITY_ADMINISTRATOR, province);
    tree.role(local, Role.SECURITY_ADMINISTRATOR, commune);
    tree.role(localSecond, Role.SECURITY_ADMINISTRATOR, commune);
  }

  @Test
  void roleIsGivenWhenASecondAdministratorApproves() {
    String proposal = proposed(propose(local, official, "unit-administrator", division, Map.of()));
    assertThat(rolesOf(official)).isEmpty();

    Rest.Reply alone = as(local).post("/api/proposals/" + proposal + "/approve", null);
    assertThat(alone.status()).isEqualTo(403);
    assertThat(alone.text("type")).isEqualTo("urn:antin:problem:own-act");
    assertThat(as(official).post("/api/proposals/" + proposal + "/approve", null).status())
        .isEqualTo(404);
    assertThat(rolesOf(official)).isEmpty();

    JsonNode item = as(localSecond).get("/api/proposals").json().path("items").path(0);
    assertThat(item.path("id").asString()).isEqualTo(proposal);
    assertThat(item.path("decidable").asBoolean()).isTrue();
    assertThat(item.path("about").path("name").asString()).isEqualTo("Lê Đào");
    assertThat(item.path("details").path("role").asString()).isEqualTo("unit-administrator");
    Rest.Reply approved = as(localSecond).post("/api/proposals/" + proposal + "/approve", null);
    assertThat(approved.status()).isEqualTo(200);
    assertThat(approved.text("state")).isEqualTo("approved");
    assertThat(rolesOf(official)).containsExactly("unit-administrator");
    assertThat(audited(official))
        .containsExactly("power.proposed", "power.proposal-approved", "power.granted");
    assertThat(as(localSecond).post("/api/proposals/" + proposal + "/approve", null).status())
        .isEqualTo(409);
  }

  @Test
  void administratorOfAHigherUnitMayDecideAndIsNotNamedBelow() {
    String proposal = proposed(propose(first, official, "help-desk", commune, Map.of()));
    Rest.Reply seen = as(local).get("/api/proposals/" + proposal);
    assertThat(seen.json().path("proposer").path("id").isNull()).isTrue();
    assertThat(seen.response().body()).doesNotContain("Lê An", first.toString());
    assertThat(as(local).post("/api/proposals/" + proposal + "/approve", null).status())
        .isEqualTo(200);
    assertThat(rolesOf(official)).containsExactly("help-desk");
  }

  @Test
  void nobodyProposesOrDecidesOutsideTheirScope() {
    assertThat(propose(local, stranger, "auditor", commune, Map.of()).status()).isEqualTo(404);
    assertThat(propose(local, official, "auditor", province, Map.of()).status()).isEqualTo(404);
    assertThat(propose(local, official, "auditor", otherCommune, Map.of()).status()).isEqualTo(404);
    assertThat(propose(official, stranger, "auditor", commune, Map.of()).status()).isEqualTo(404);
    assertThat(propose(local, local, "auditor", commune, Map.of()).status()).isEqualTo(403);
    String above = proposed(propose(first, stranger, "auditor", otherCommune, Map.of()));
    assertThat(as(local).get("/api/proposals/" + above).status()).isEqualTo(404);
    assertThat(as(local).post("/api/proposals/" + above + "/approve", null).status())
        .isEqualTo(404);
    assertThat(as(local).post("/api/proposals/" + above + "/refuse", null).status()).isEqualTo(404);
    assertThat(as(local).get("/api/proposals").json().path("items").size()).isZero();
  }

  @Test
  void rolesBelowASecurityAdministratorsGiveNoPowerOn() {
    for (Role role :
        List.of(Role.UNIT_ADMINISTRATOR, Role.HELP_DESK, Role.AUDITOR, Role.RECORDS_CLERK)) {
      AccountId helper = tree.official(commune, "Hà");
      tree.role(helper, role, commune);
      assertThat(propose(helper, official, "auditor", division, Map.of()).status())
          .as(role.value())
          .isEqualTo(404);
      assertThat(as(helper).get("/api/role-grants").json().path("items").size()).isZero();
    }
  }

  @Test
  void nobodyGivesLongerThanTheyHold() {
    AccountId limited = tree.official(commune, "Hạnh");
    LocalDate end = today.plusDays(30);
    tree.role(limited, Role.SECURITY_ADMINISTRATOR, commune, today.minusDays(1), end);
    Rest.Reply endless = propose(limited, official, "auditor", division, Map.of());
    assertThat(endless.text("type")).isEqualTo("urn:antin:problem:more-than-held");
    assertThat(
            propose(limited, official, "auditor", division, Map.of("to", end.plusDays(1))).status())
        .isEqualTo(403);
    assertThat(propose(limited, official, "auditor", division, Map.of("to", end)).status())
        .isEqualTo(202);
    String proposal = proposed(propose(local, official, "auditor", commune, Map.of()));
    assertThat(as(limited).post("/api/proposals/" + proposal + "/approve", null).status())
        .isEqualTo(403);
  }

  @Test
  void nobodyChangesWhoHoldsMore() {
    AccountId powerful = tree.official(commune, "Khánh");
    tree.role(powerful, Role.UNIT_ADMINISTRATOR, province);
    UUID below = tree.role(powerful, Role.AUDITOR, division);
    assertThat(propose(local, powerful, "help-desk", commune, Map.of()).status()).isEqualTo(404);
    Rest.Reply seen = as(local).get("/api/role-grants/" + below);
    assertThat(seen.status()).isEqualTo(200);
    Rest.Reply refused =
        as(local)
            .send("DELETE", "/api/role-grants/" + below, null, "If-Match", seen.header("ETag"));
    assertThat(refused.text("type")).isEqualTo("urn:antin:problem:more-than-held");
    assertThat(rolesOf(powerful)).hasSize(2);
  }

  @Test
  void proposalFallsWithThePowerOfItsProposer() {
    String proposal = proposed(propose(local, official, "auditor", division, Map.of()));
    jdbc.sql("UPDATE role_grant SET valid_to = :today WHERE account_id = :local")
        .param("today", today)
        .param("local", local.value())
        .update();
    Rest.Reply late = as(localSecond).post("/api/proposals/" + proposal + "/approve", null);
    assertThat(late.status()).isEqualTo(412);
    assertThat(rolesOf(official)).isEmpty();
  }

  @Test
  void proposalRunsOut() {
    String proposal = proposed(propose(local, official, "auditor", division, Map.of()));
    jdbc.sql("UPDATE power_proposal SET expires_at = created_at WHERE id = CAST(:id AS uuid)")
        .param("id", proposal)
        .update();
    assertThat(as(localSecond).post("/api/proposals/" + proposal + "/approve", null).text("type"))
        .isEqualTo("urn:antin:problem:not-open");
    // What ran out may be proposed again.
    assertThat(propose(local, official, "auditor", division, Map.of()).status()).isEqualTo(202);
    assertThat(propose(local, official, "auditor", division, Map.of()).status()).isEqualTo(409);
    assertThat(audited(official)).contains("power.proposal-expired");
  }

  @Test
  void refusedAndWithdrawnProposalsDoNothing() {
    String refused = proposed(propose(local, official, "auditor", division, Map.of()));
    Rest.Reply no =
        as(localSecond).post("/api/proposals/" + refused + "/refuse", Map.of("reason", "chưa cần"));
    assertThat(no.text("state")).isEqualTo("refused");
    assertThat(as(local).get("/api/proposals/" + refused).text("reason")).isEqualTo("chưa cần");
    String withdrawn = proposed(propose(local, official, "auditor", division, Map.of()));
    assertThat(as(localSecond).post("/api/proposals/" + withdrawn + "/withdraw", null).status())
        .isEqualTo(404);
    assertThat(as(local).post("/api/proposals/" + withdrawn + "/withdraw", null).text("state"))
        .isEqualTo("withdrawn");
    assertThat(as(localSecond).post("/api/proposals/" + withdrawn + "/approve", null).status())
        .isEqualTo(409);
    assertThat(rolesOf(official)).isEmpty();
    assertThat(as(local).get("/api/proposals?state=all").json().path("items").size()).isEqualTo(2);
  }

  @Test
  void ofManyDecisionsAtOnceOneCounts() throws ExecutionException, InterruptedException {
    String proposal = proposed(propose(local, official, "auditor", division, Map.of()));
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService deciders = Executors.newFixedThreadPool(6)) {
      List<Future<Rest.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        AccountId decider = List.of(first, second, localSecond).get(i % 3);
        replies.add(
            deciders.submit(
                () -> as(decider).post("/api/proposals/" + proposal + "/approve", null)));
      }
      for (Future<Rest.Reply> reply : replies) {
        statuses.add(reply.get().status());
      }
    }
    assertThat(statuses).containsOnlyOnce(200).contains(409);
    assertThat(rolesOf(official)).containsExactly("auditor");
  }

  @Test
  void takingARoleAwayNeedsTheVersionLookedAtAndIsInForceAtOnce() {
    UUID grant = tree.role(official, Role.UNIT_ADMINISTRATOR, division, today, null);
    assertThat(as(official).get("/api/accounts").json().path("items").size()).isEqualTo(1);
    Rest.Reply read = as(local).get("/api/role-grants/" + grant);
    assertThat(as(local).send("DELETE", "/api/role-grants/" + grant, null).status()).isEqualTo(428);
    assertThat(
            as(local)
                .send("DELETE", "/api/role-grants/" + grant, null, "If-Match", "\"1\"")
                .status())
        .isEqualTo(412);
    assertThat(
            as(local)
                .send("DELETE", "/api/role-grants/" + grant, null, "If-Match", read.header("ETag"))
                .status())
        .isEqualTo(204);
    assertThat(as(official).get("/api/accounts").json().path("items").size()).isZero();
    assertThat(audited(official)).containsExactly("power.withdrawn");
    assertThat(as(local).get("/api/role-grants?account=" + official).json().path("items").size())
        .isZero();
  }

  @Test
  void lastAdministratorOfTheWholeStays() throws ExecutionException, InterruptedException {
    List<Future<Integer>> statuses = new ArrayList<>();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (List<AccountId> pair : List.of(List.of(first, second), List.of(second, first))) {
        statuses.add(
            both.submit(() -> {
              String grant =
                  as(pair.getFirst())
                      .get("/api/role-grants?account=" + pair.getLast())
                      .json()
                      .path("items")
                      .path(0)
                      .path("id")
                      .asString();
              String tag = as(pair.getFirst()).get("/api/role-grants/" + grant).header("ETag");
              return as(pair.getFirst())
                  .send("DELETE", "/api/role-grants/" + grant, null, "If-Match", tag)
                  .status();
            }));
      }
      int done = 0;
      for (Future<Integer> status : statuses) {
        done += status.get() == 204 ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
    AccountId left = rolesOf(first).isEmpty() ? second : first;
    String own =
        as(left)
            .get("/api/role-grants?account=" + left)
            .json()
            .path("items")
            .path(0)
            .path("id")
            .asString();
    assertThat(
            as(left)
                .send(
                    "DELETE",
                    "/api/role-grants/" + own,
                    null,
                    "If-Match",
                    as(left).get("/api/role-grants/" + own).header("ETag"))
                .text("type"))
        .isEqualTo("urn:antin:problem:last-administrator");
  }

  @Test
  void listHoldsTheGrantsWhoseUnitAndOfficialAreWithinScope() {
    tree.role(first, Role.AUDITOR, commune);
    tree.role(official, Role.AUDITOR, otherCommune);
    UUID seen = tree.role(official, Role.AUDITOR, division);
    List<String> ids = new ArrayList<>();
    String after = "";
    do {
      Rest.Reply page = as(local).get("/api/role-grants?limit=1" + after);
      page.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
      after = page.json().path("next").isNull() ? "" : "&after=" + page.text("next");
    } while (!after.isEmpty());
    assertThat(ids).contains(seen.toString()).hasSize(3).isSorted();
  }

  @Test
  void wishesThatMakeNoSenseNameTheirMember() {
    JsonNode error =
        propose(local, official, "king", division, Map.of()).json().path("errors").path(0);
    assertThat(error.path("field").asString()).isEqualTo("role");
    assertThat(error.path("code").asString()).isEqualTo("unknown");
    assertThat(
            propose(local, official, "auditor", division, Map.of("from", today.minusDays(1)))
                .status())
        .isEqualTo(422);
    assertThat(propose(local, official, "auditor", division, Map.of("to", today)).status())
        .isEqualTo(422);
    assertThat(as(local).post("/api/role-grants", Map.of()).status()).isEqualTo(422);
  }

  @Test
  void officialsAndUnitsMayBeNamedByTheirUserNameAndCode() {
    Map<String, String> wish =
        Map.of(
            "username", text("SELECT username FROM account WHERE id = :id", official.value()),
            "unitCode", text("SELECT code FROM org_unit WHERE id = :id", division.value()),
            "role", "auditor");
    assertThat(as(local).post("/api/role-grants", wish).status()).isEqualTo(202);
    assertThat(
            as(tree.official(otherCommune, "Không"))
                .post("/api/role-grants", wish)
                .json()
                .path("errors")
                .path(0)
                .path("field")
                .asString())
        .isEqualTo("username");
  }

  private String text(String sql, UUID id) {
    return jdbc.sql(sql).param("id", id).query(String.class).single();
  }

  private Rest.Reply propose(
      AccountId by, AccountId about, String role, UnitId unit, Map<String, LocalDate> dates) {
    Map<String, String> wish = new HashMap<>();
    wish.put("accountId", about.toString());
    wish.put("role", role);
    wish.put("unitId", unit.toString());
    dates.forEach((name, date) -> wish.put(name, date.toString()));
    return as(by).post("/api/role-grants", wish);
  }

  private static String proposed(Rest.Reply reply) {
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(202);
    return reply.text("proposalId");
  }

  private Rest as(AccountId caller) {
    return new Rest(origin, caller + "_admin");
  }

  private List<String> rolesOf(AccountId account) {
    return jdbc.sql(
            """
            SELECT role FROM role_grant
            WHERE account_id = :account AND (valid_to IS NULL OR valid_to > :today)
            """)
        .param("account", account.value())
        .param("today", today)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private List<String> audited(AccountId account) {
    return jdbc.sql("SELECT type FROM audit.entry WHERE object = :account ORDER BY id")
        .param("account", account.toString())
        .query((row, number) -> row.getString(1))
        .list();
  }
}
