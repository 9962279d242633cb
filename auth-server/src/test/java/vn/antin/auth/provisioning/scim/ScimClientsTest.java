package vn.antin.auth.provisioning.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestTree;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.web.House;

/** Which unit's people a personnel system keeps. */
@AuthServerTest
@Import(WithFakeTokens.class)
final class ScimClientsTest {
  private static final String CLIENTS = "/api/scim-clients";

  private final JdbcClient jdbc;
  private final String origin;
  private final TestTree tree;
  private final String client = "hr" + UUID.randomUUID().toString().substring(0, 8);

  private UnitId commune = new UnitId(new UUID(0, 0));
  private UnitId otherCommune = commune;
  private AccountId chief = new AccountId(new UUID(0, 0));
  private AccountId local = chief;
  private AccountId unitAdministrator = chief;

  ScimClientsTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.origin = house.issuer().toString();
    this.tree = new TestTree(jdbc);
  }

  @BeforeEach
  void grow() {
    UnitId province = tree.unit(null, "Tỉnh");
    commune = tree.unit(province, "Xã Tân Sơn");
    otherCommune = tree.unit(province, "Xã An Giang");
    chief = tree.official(province, "An");
    local = tree.official(commune, "Cường");
    unitAdministrator = tree.official(commune, "Dũng");
    tree.role(chief, Role.SECURITY_ADMINISTRATOR, province);
    tree.role(local, Role.SECURITY_ADMINISTRATOR, commune);
    tree.role(unitAdministrator, Role.UNIT_ADMINISTRATOR, commune);
    jdbc.sql(
            """
            INSERT INTO oauth2_client (client_id, name, kind, authentication, jwks, grant_types,
              scopes, created_at, updated_at)
            VALUES (:id, 'Nhân sự', 'registered', 'private_key_jwt', '{"keys":[]}',
              '{client_credentials}', '{scim.read,scim.write}', now(), now())
            """)
        .param("id", client)
        .update();
  }

  @Test
  void securityAdministratorGivesAndTakesAUnitOfTheirOwn() {
    Rest system = new Rest(origin, client + "_scim.read_scim.write");
    assertThat(system.get("/scim/v2/Users").status()).isEqualTo(403);
    assertThat(give(local, commune).status()).isEqualTo(204);
    assertThat(give(local, commune).status()).as("the same again").isEqualTo(204);
    assertThat(as(local).get(CLIENTS).json().at("/items/0/clientId").asString()).isEqualTo(client);
    assertThat(system.get("/scim/v2/Users").status()).isEqualTo(200);

    assertThat(take(local).status()).isEqualTo(204);
    assertThat(take(local).status()).isEqualTo(404);
    assertThat(system.get("/scim/v2/Users").status()).isEqualTo(403);
    assertThat(
            jdbc.sql("SELECT string_agg(type, ' ' ORDER BY id) FROM audit.entry WHERE object = :id")
                .param("id", client)
                .query(String.class)
                .single())
        .isEqualTo("scim.client-given scim.client-given scim.client-taken");
  }

  @Test
  void nobodyGivesAUnitOutsideTheirPowerOrTakesASystemOfOthers() {
    assertThat(give(local, otherCommune).status()).isEqualTo(404);
    assertThat(give(unitAdministrator, commune).status()).isEqualTo(404);
    assertThat(give(chief, otherCommune).status()).isEqualTo(204);
    assertThat(give(local, commune).status()).as("another unit's system").isEqualTo(404);
    assertThat(take(local).status()).isEqualTo(404);
    assertThat(as(local).get(CLIENTS).response().body()).doesNotContain(client);
    assertThat(as(chief).get(CLIENTS).response().body()).contains(client);
    assertThat(
            as(chief).send("PUT", CLIENTS + "/nobody", Map.of("unit", commune.toString())).status())
        .isEqualTo(404);
    assertThat(new Rest(origin, chief + "_openid").get(CLIENTS).status()).isEqualTo(403);
    assertThat(new Rest(origin, null).get(CLIENTS).status()).isEqualTo(401);
  }

  private Rest.Reply give(AccountId by, UnitId unit) {
    return as(by).send("PUT", CLIENTS + "/" + client, Map.of("unit", unit.toString()));
  }

  private Rest.Reply take(AccountId by) {
    return as(by).send("DELETE", CLIENTS + "/" + client, null);
  }

  private Rest as(AccountId caller) {
    return new Rest(origin, caller + "_admin");
  }
}
