package vn.antin.auth.api.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(WithFakeTokens.class)
@TestPropertySource(properties = "antin.sample.officials=300")
final class SystemAccessTest {
  private static final String SYSTEM = "/api/clients/demo-app";

  private final JdbcClient jdbc;
  private final String issuer;

  SystemAccessTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.issuer = house.issuer().toString();
  }

  @Test
  void administratorOfTheWholeOpensASystemToUnits() {
    Rest province = as("official0003");
    String unit = "H99.101";
    assertThat(province.get(SYSTEM + "/units").json().at("/items").size()).isZero();
    Rest.Reply opened = province.send("PUT", SYSTEM + "/units", Map.of("units", List.of(unit)));
    assertThat(opened.json().at("/items/0/code").asString()).isEqualTo("H99.101");
    Object unknown = Map.of("units", List.of(unit, "H98"));
    assertThat(province.send("PUT", SYSTEM + "/units", unknown).status()).isEqualTo(404);
    assertThat(province.get(SYSTEM + "/units").json().at("/items").size()).isEqualTo(1);

    Rest commune = as("official0004");
    assertThat(commune.get(SYSTEM + "/units").status()).isEqualTo(403);
    assertThat(commune.send("PUT", SYSTEM + "/units", Map.of("units", List.of())).status())
        .isEqualTo(403);
    assertThat(audited("system.opened")).isEqualTo(1);
    province.send("PUT", SYSTEM + "/units", Map.of("units", List.of()));
    assertThat(province.get(SYSTEM + "/units").json().at("/items").size()).isZero();
  }

  @Test
  void unitAdministratorGivesOnlyDelegatedRolesAndOnlyWithinTheUnit() {
    Rest province = as("official0003");
    Rest commune = as("official0004");
    put(province, "reader", true);
    put(province, "chief", false);
    assertThat(commune.send("PUT", SYSTEM + "/roles/root", label(true)).status()).isEqualTo(403);

    UUID own = unit("H99.101.02");
    assertThat(give(commune, "reader", "unit", own).status()).isEqualTo(201);
    assertThat(give(commune, "chief", "unit", own).status()).isEqualTo(404);
    assertThat(give(commune, "reader", "unit", unit("H99.102")).status()).isEqualTo(404);
    assertThat(give(commune, "reader", "account", account("official0001")).status()).isEqualTo(404);
    assertThat(give(commune, "reader", "post", post("H99.102")).status()).isEqualTo(404);
    assertThat(give(commune, "reader", "post", postOfAnother()).status()).isEqualTo(201);
    assertThat(give(commune, "nothing", "unit", own).status()).isEqualTo(404);
    assertThat(give(commune, "reader", "unitCode", "H99.102").status()).isEqualTo(404);
    assertThat(give(commune, "reader", "unitCode", "H98").status()).isEqualTo(404);
    assertThat(give(commune, "reader", "username", "official0001").status()).isEqualTo(404);
    assertThat(give(commune, "reader", "username", colleague()).status()).isEqualTo(201);
    UUID foreign =
        UUID.fromString(give(province, "reader", "account", account("official0001")).text("id"));

    Rest.Reply seen = commune.get(SYSTEM + "/role-grants?limit=200");
    assertThat(seen.response().body()).doesNotContain(foreign.toString());
    assertThat(seen.json().at("/items").size()).isEqualTo(3);
    assertThat(commune.send("DELETE", SYSTEM + "/role-grants/" + foreign, null).status())
        .isEqualTo(404);
    assertThat(province.get(SYSTEM + "/role-grants?limit=200").json().at("/items").size())
        .isEqualTo(4);
    assertThat(province.send("DELETE", SYSTEM + "/role-grants/" + foreign, null).status())
        .isEqualTo(204);
    assertThat(province.send("DELETE", SYSTEM + "/role-grants/" + foreign, null).status())
        .isEqualTo(404);
  }

  @Test
  void nobodyGivesARoleOfASystemToThemselves() {
    Rest province = as("official0003");
    put(province, "treasurer", true);
    Rest commune = as("official0004");
    Rest.Reply refused = give(commune, "treasurer", "username", "official0004");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("type")).isEqualTo("urn:antin:problem:own-act");
    UUID own =
        one(
            """
            SELECT s.post_id FROM assignment s JOIN account a ON a.id = s.account_id
            WHERE a.username = :key AND s.kind = 'main' AND s.valid_to IS NULL
            """,
            "official0004");
    for (String[] oneself :
        new String[][] {
          {"account", account("official0004").toString()}, {"post", own.toString()}
        }) {
      assertThat(give(commune, "treasurer", oneself[0], oneself[1]).text("type"))
          .as(oneself[0])
          .isEqualTo("urn:antin:problem:own-act");
    }
    jdbc.sql(
            """
            WITH unit AS (
              INSERT INTO org_unit (parent_id, kind, code, name, valid_from)
              SELECT id, 'division', 'H99.101.77', 'Một người', DATE '2026-01-01'
              FROM org_unit WHERE code = 'H99.101' RETURNING id),
            seat AS (INSERT INTO post (unit_id, title) SELECT id, 'Một mình' FROM unit RETURNING id)
            INSERT INTO assignment (account_id, post_id, kind, valid_from)
            SELECT a.id, seat.id, 'concurrent', DATE '2026-01-01' FROM account a, seat
            WHERE a.username = 'official0004'
            """)
        .update();
    assertThat(give(commune, "treasurer", "unitCode", "H99.101.77").text("type"))
        .isEqualTo("urn:antin:problem:own-act");
    assertThat(give(commune, "treasurer", "unitCode", "H99.101").status())
        .as("a whole commune")
        .isEqualTo(201);
    jdbc.sql("DELETE FROM system_role_grant WHERE role = 'treasurer'").update();
  }

  @Test
  void malformedGrantSaysWhatIsWrong() {
    Rest province = as("official0003");
    put(province, "reader", true);
    Rest.Reply both =
        province.post(
            SYSTEM + "/role-grants",
            Map.of("role", "reader", "unit", unit("H99"), "account", account("official0001")));
    assertThat(both.status()).isEqualTo(422);
    assertThat(both.json().at("/errors/0/code").asString()).isEqualTo("ambiguous");
    Rest.Reply backwards =
        province.post(
            SYSTEM + "/role-grants",
            Map.of(
                "role",
                "reader",
                "unit",
                unit("H99"),
                "validFrom",
                "2026-05-01",
                "validTo",
                "2026-05-01"));
    assertThat(backwards.json().at("/errors/0/field").asString()).isEqualTo("validTo");
    assertThat(province.send("PUT", SYSTEM + "/roles/%20x", label(true)).status()).isEqualTo(422);
    assertThat(province.send("PUT", "/api/clients/nobody/roles/x", label(true)).status())
        .isEqualTo(404);
  }

  @Test
  void officialWithoutPowerSeesNothing() {
    put(as("official0003"), "secret-role", false);
    Rest nobody = as("official0009");
    assertThat(nobody.get(SYSTEM + "/roles").json().at("/items").size()).isZero();
    assertThat(nobody.get(SYSTEM + "/role-grants").json().at("/items").size()).isZero();
    assertThat(nobody.get(SYSTEM + "/units").status()).isEqualTo(403);
  }

  private static void put(Rest caller, String role, boolean delegated) {
    assertThat(caller.send("PUT", SYSTEM + "/roles/" + role, label(delegated)).status())
        .isEqualTo(200);
  }

  private static Map<String, Object> label(boolean delegated) {
    return Map.of("label", "Vai trò", "delegated", delegated);
  }

  private static Rest.Reply give(Rest caller, String role, String subject, Object id) {
    return caller.post(SYSTEM + "/role-grants", Map.of("role", role, subject, id));
  }

  private Rest as(String username) {
    return new Rest(issuer, account(username) + "_admin");
  }

  private UUID account(String username) {
    return one("SELECT id FROM account WHERE username = :key", username);
  }

  private UUID unit(String code) {
    return one("SELECT id FROM org_unit WHERE code = :key", code);
  }

  private UUID post(String code) {
    return one(
        """
        SELECT p.id FROM post p JOIN org_unit u ON u.id = p.unit_id
        WHERE u.code = :key ORDER BY p.id LIMIT 1
        """,
        code);
  }

  private UUID postOfAnother() {
    return one(
        """
        SELECT p.id FROM post p JOIN org_unit u ON u.id = p.unit_id
        WHERE u.code = :key AND NOT EXISTS (
          SELECT FROM assignment s JOIN account a ON a.id = s.account_id
          WHERE s.post_id = p.id AND a.username = 'official0004')
        ORDER BY p.id LIMIT 1
        """,
        "H99.101");
  }

  /** Somebody else whose post lies in the commune of official0004. */
  private String colleague() {
    return jdbc.sql(
            """
            SELECT a.username FROM account a JOIN assignment s ON s.account_id = a.id
            JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
            WHERE u.code LIKE 'H99.101%' AND a.username <> 'official0004' AND s.valid_to IS NULL
            ORDER BY a.username LIMIT 1
            """)
        .query(String.class)
        .single();
  }

  private UUID one(String sql, String key) {
    return jdbc.sql(sql).param("key", key).query(UUID.class).single();
  }

  private long audited(String type) {
    return jdbc.sql("SELECT count(*) FROM audit.entry WHERE type = :type")
        .param("type", type)
        .query(Long.class)
        .single();
  }
}
