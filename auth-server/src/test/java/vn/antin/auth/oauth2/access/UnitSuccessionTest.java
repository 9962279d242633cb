package vn.antin.auth.oauth2.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientSecret;
import vn.antin.auth.oauth2.client.TestClients;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitKind;
import vn.antin.auth.org.reorganisation.Draft;
import vn.antin.auth.org.reorganisation.Reorganisation;
import vn.antin.auth.org.reorganisation.Reorganisations;
import vn.antin.auth.org.reorganisation.Step;
import vn.antin.auth.org.reorganisation.TestTree;

@OAuth2Test
final class UnitSuccessionTest {
  private final JdbcClient jdbc;
  private final TestClients clients;
  private final Reorganisations reorganisations;
  private final InstantSource clock;
  private final TestTree made;

  UnitSuccessionTest(
      JdbcClient jdbc, TestClients clients, Reorganisations reorganisations, InstantSource clock) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.reorganisations = reorganisations;
    this.clock = clock;
    this.made = new TestTree(jdbc);
  }

  @Test
  void rulesAndRolesOfASystemFollowUnitsThatMerge() {
    UnitId province = made.unit(null, "province", TestTree.code(), "Tỉnh");
    UnitId first = made.unit(province, "commune", TestTree.code(), "Xã Một");
    UnitId second = made.unit(province, "commune", TestTree.code(), "Xã Hai");
    UnitId alone = made.unit(province, "board", TestTree.code(), "Ban");
    Client client =
        clients.register(
            Client.builder("qlvb-" + UUID.randomUUID().toString().substring(0, 8), "Văn bản")
                .kind(ClientKind.REGISTERED)
                .authentication(
                    ClientAuthentication.CLIENT_SECRET_BASIC, ClientSecret.hashed("secret"))
                .redirectUris(Set.of("https://qlvb.example.vn/cb"))
                .grantTypes(Set.of("authorization_code"))
                .scopes(Set.of("openid"))
                .build());
    for (UnitId unit : List.of(first, alone)) {
      jdbc.sql("INSERT INTO oauth2_client_unit (client_id, unit_id) VALUES (:client, :unit)")
          .param("client", client.id())
          .param("unit", unit.value())
          .update();
    }
    jdbc.sql("INSERT INTO system_role VALUES (:client, 'clerk', 'Văn thư', true)")
        .param("client", client.id())
        .update();
    jdbc.sql(
            """
            INSERT INTO system_role_grant (client_id, role, unit_id, valid_from)
            VALUES (:client, 'clerk', :unit, :began)
            """)
        .param("client", client.id())
        .param("unit", first.value())
        .param("began", TestTree.BEGAN)
        .update();
    AccountId administrator = made.official("Quản Trị");
    made.role(administrator, "unit-administrator", province);

    Draft draft =
        new Draft(
            "Sáp nhập",
            "",
            EffectiveDate.today(clock),
            List.of(new Step.Merge(List.of(first), second), new Step.Dissolve(alone)));
    delegated(client, false);
    assertThatThrownBy(() -> reorganisations.draft(administrator, draft))
        .as("a role that a unit administrator may not give")
        .hasMessage("POWER: steps[0].unit");
    delegated(client, true);

    Reorganisation plan = reorganisations.draft(administrator, draft);
    reorganisations.rehearse(administrator, plan.id());
    assertThat(rules(client)).containsExactlyInAnyOrder(first.value(), alone.value());
    reorganisations.confirm(administrator, plan.id(), plan.version());

    assertThat(rules(client))
        .as("nothing took over from the board, and the system stays closed to others")
        .containsExactlyInAnyOrder(second.value(), alone.value());
    assertThat(
            jdbc.sql(
                    """
                    SELECT unit_id FROM system_role_grant
                    WHERE client_id = :client AND valid_to IS NULL
                    """)
                .param("client", client.id())
                .query((row, number) -> row.getObject(1, UUID.class))
                .list())
        .containsExactly(second.value());
  }

  private void delegated(Client client, boolean delegated) {
    jdbc.sql("UPDATE system_role SET delegated = :delegated WHERE client_id = :client")
        .param("delegated", delegated)
        .param("client", client.id())
        .update();
  }

  @Test
  void strongestPolicyOfUnitsThatMergeIsKept() {
    UnitId province = made.unit(null, "province", TestTree.code(), "Tỉnh");
    UnitId first = made.unit(province, "commune", TestTree.code(), "Xã Một");
    UnitId second = made.unit(province, "commune", TestTree.code(), "Xã Hai");
    UnitId merged = new UnitId(UUID.randomUUID());
    AccountId administrator = made.official("Quản Trị");
    made.role(administrator, "unit-administrator", province);
    policy(first, "urn:antin:acr:password", administrator);
    policy(second, "urn:antin:acr:two-factor", administrator);

    Reorganisation plan =
        reorganisations.draft(
            administrator,
            new Draft(
                "Hợp nhất",
                "",
                EffectiveDate.today(clock),
                List.of(
                    new Step.Create(merged, province, UnitKind.COMMUNE, "", "Xã Mới"),
                    new Step.Merge(List.of(first, second), merged))));
    reorganisations.confirm(administrator, plan.id(), plan.version());

    assertThat(
            jdbc.sql("SELECT least FROM sign_in_policy WHERE unit_id = :unit")
                .param("unit", merged.value())
                .query(String.class)
                .single())
        .isEqualTo("urn:antin:acr:two-factor");
  }

  private void policy(UnitId unit, String least, AccountId by) {
    jdbc.sql(
            """
            INSERT INTO sign_in_policy (unit_id, least, least_since, set_by, set_at)
            VALUES (:unit, :least, now(), :by, now())
            """)
        .param("unit", unit.value())
        .param("least", least)
        .param("by", by.value())
        .update();
  }

  private List<UUID> rules(Client client) {
    return jdbc.sql("SELECT unit_id FROM oauth2_client_unit WHERE client_id = :client")
        .param("client", client.id())
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }
}
