package vn.antin.auth.api.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestTree;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.web.House;

/** An installation whose configuration lets its one administrator begin. */
@AuthServerTest
@Import(WithFakeTokens.class)
@TestPropertySource(properties = "antin.power.lone-administrator=true")
final class LoneAdministratorTest {
  private final String origin;
  private final TestTree tree;

  LoneAdministratorTest(JdbcClient jdbc, House house) {
    this.origin = house.issuer().toString();
    this.tree = new TestTree(jdbc);
  }

  @Test
  void loneAdministratorDecidesAloneUntilThereIsASecond() {
    UnitId root = tree.unit(null, "Tỉnh mới");
    AccountId lone = tree.official(root, "An");
    AccountId next = tree.official(root, "Bình");
    AccountId third = tree.official(root, "Chi");
    tree.role(lone, Role.SECURITY_ADMINISTRATOR, root);

    assertThat(state(lone, propose(lone, next, root))).isEqualTo("approved");
    assertThat(state(lone, propose(lone, third, root))).isEqualTo("open");
  }

  private String propose(AccountId by, AccountId about, UnitId unit) {
    return new Rest(origin, by + "_admin")
        .post(
            "/api/role-grants",
            Map.of(
                "accountId",
                about.toString(),
                "role",
                Role.SECURITY_ADMINISTRATOR.value(),
                "unitId",
                unit.toString()))
        .text("proposalId");
  }

  private String state(AccountId by, String proposal) {
    return new Rest(origin, by + "_admin").get("/api/proposals/" + proposal).text("state");
  }
}
