package vn.antin.auth.org.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestClock;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitKind;

/** How far plans reach: no further than the power of whoever made them. */
@AuthServerTest
@Import({TestClock.Setup.class, ReorganisationsTest.Heard.class})
final class ReorganisationPowerTest {
  private final Reorganisations reorganisations;
  private final TestClock clock;
  private final TestTree made;
  private UnitId province = new UnitId(new UUID(0, 0));
  private AccountId administrator = new AccountId(new UUID(0, 0));

  ReorganisationPowerTest(JdbcClient jdbc, Reorganisations reorganisations, TestClock clock) {
    this.reorganisations = reorganisations;
    this.clock = clock;
    this.made = new TestTree(jdbc);
  }

  @BeforeEach
  void grow() {
    province = made.unit(null, "province", TestTree.code(), "Tỉnh Thử");
    administrator = made.official("Quản Trị");
    made.role(administrator, "unit-administrator", province);
  }

  @Test
  void plansReachNoFurtherThanTheirAdministratorsPower() {
    UnitId commune = made.unit(province, "commune", TestTree.code(), "Xã Một");
    UnitId elsewhere = made.unit(null, "province", TestTree.code(), "Tỉnh Khác");
    AccountId local = made.official("Xã");
    made.role(local, "unit-administrator", commune);
    LocalDate today = EffectiveDate.today(clock);

    for (Step step :
        List.of(
            new Step.Move(commune, elsewhere),
            new Step.Merge(List.of(commune), elsewhere),
            new Step.Create(
                new UnitId(UUID.randomUUID()), null, UnitKind.PROVINCE, "", "Tỉnh Mới"))) {
      assertThatThrownBy(() ->
              reorganisations.draft(administrator, new Draft("Lấn", "", today, List.of(step))))
          .hasMessageContaining("UNKNOWN");
    }
    Reorganisation plan =
        reorganisations.draft(
            administrator,
            new Draft("Của tỉnh", "", today, List.of(new Step.Move(commune, province))));
    assertThat(reorganisations.find(local, plan.id())).isEmpty();
    assertThat(reorganisations.list(local, null, 50)).isEmpty();
    assertThat(reorganisations.confirm(local, plan.id(), plan.version()))
        .isInstanceOf(Reorganisations.Outcome.Unknown.class);
    assertThat(reorganisations.find(administrator, plan.id())).isPresent();
  }

  @Test
  void planGivesNobodyMorePowerThanItsAdministratorMay() {
    UnitId small = made.unit(province, "commune", TestTree.code(), "Xã Nhỏ");
    UnitId large = made.unit(province, "commune", TestTree.code(), "Xã Lớn");
    made.role(administrator, "security-administrator", small);
    Draft plan =
        new Draft(
            "Lấn quyền",
            "",
            EffectiveDate.today(clock),
            List.of(new Step.Merge(List.of(small), large)));

    assertThatThrownBy(() -> reorganisations.draft(administrator, plan))
        .hasMessage("POWER: steps[0].unit");
    made.role(administrator, "security-administrator", large);
    assertThat(reorganisations.draft(administrator, plan).state())
        .isEqualTo(Reorganisation.State.DRAFT);
  }

  @Test
  void unitComesUnderNobodyNewUnlessASecurityAdministratorPlansIt() {
    UnitId moved = made.unit(province, "commune", TestTree.code(), "Xã Chuyển");
    UnitId target = made.unit(province, "department", TestTree.code(), "Sở Đích");
    PostId post = made.post(moved, "Chủ tịch");
    made.role(made.official("Sở"), "unit-administrator", target);
    UnitId between = new UnitId(UUID.randomUUID());
    LocalDate today = EffectiveDate.today(clock);
    List<List<Step>> plans =
        List.of(
            List.of(new Step.Move(moved, target)),
            List.of(new Step.Transfer(List.of(post), target)),
            List.of(new Step.Merge(List.of(moved), target)),
            List.of(new Step.Merge(List.of(target), moved)),
            List.of(
                new Step.Create(between, target, UnitKind.DIVISION, "", "Phòng Giữa"),
                new Step.Move(moved, between)));

    for (List<Step> steps : plans) {
      assertThatThrownBy(
              () -> reorganisations.draft(administrator, new Draft("Nhờ", "", today, steps)))
          .as(steps.toString())
          .hasMessageStartingWith("POWER: steps[");
    }
    made.role(administrator, "security-administrator", province);
    for (List<Step> steps : plans) {
      assertThat(reorganisations.draft(administrator, new Draft("Nhờ", "", today, steps)).state())
          .isEqualTo(Reorganisation.State.DRAFT);
    }
  }
}
