package vn.antin.auth.org.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestClock;
import vn.antin.auth.Unscheduled;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Assignments;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Holding;
import vn.antin.auth.org.OrgException;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.Unit;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitIdentifiers;
import vn.antin.auth.org.UnitKind;
import vn.antin.auth.org.Units;

@AuthServerTest
@Import({TestClock.Setup.class, ReorganisationsTest.Heard.class, Unscheduled.class})
final class ReorganisationsTest {
  private final JdbcClient jdbc;
  private final Reorganisations reorganisations;
  private final TakingEffect takingEffect;
  private final Units units;
  private final UnitIdentifiers identifiers;
  private final Assignments assignments;
  private final TestClock clock;
  private final Heard heard;
  private final TestTree made;
  private UnitId province = new UnitId(new UUID(0, 0));
  private AccountId administrator = new AccountId(new UUID(0, 0));

  ReorganisationsTest(
      JdbcClient jdbc,
      Reorganisations reorganisations,
      TakingEffect takingEffect,
      Units units,
      UnitIdentifiers identifiers,
      Assignments assignments,
      TestClock clock,
      Heard heard) {
    this.jdbc = jdbc;
    this.reorganisations = reorganisations;
    this.takingEffect = takingEffect;
    this.units = units;
    this.identifiers = identifiers;
    this.assignments = assignments;
    this.clock = clock;
    this.heard = heard;
    this.made = new TestTree(jdbc);
  }

  /** Listens as other packages do. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Heard {
    final List<UnitsReplaced> events = new ArrayList<>();

    @EventListener
    void replaced(UnitsReplaced event) {
      events.add(event);
    }
  }

  @BeforeEach
  void grow() {
    province = made.unit(null, "province", TestTree.code(), "Tỉnh Thử");
    administrator = made.official("Quản Trị");
    made.role(administrator, "unit-administrator", province);
    heard.events.clear();
  }

  @Test
  void mergedUnitsGoOnAsOneWithTheirPeoplePostsAndAdministrators() {
    made.role(administrator, "security-administrator", province);
    String code = TestTree.code();
    UnitId first = made.unit(province, "commune", code, "Xã Tân Sơn");
    UnitId second = made.unit(province, "commune", TestTree.code(), "Xã Tân Hải");
    UnitId office = made.unit(first, "division", TestTree.code(), "Văn phòng");
    PostId post = made.post(second, "Chủ tịch");
    AccountId chairman = made.holder(post, "Chủ Tịch");
    AccountId local = made.official("Xã");
    made.role(local, "unit-administrator", first);
    made.role(local, "records-clerk", first);
    UnitId merged = new UnitId(UUID.randomUUID());

    Difference difference =
        now(
            new Step.Create(merged, province, UnitKind.COMMUNE, code, "Xã Sơn Hải"),
            new Step.Merge(List.of(first, second), merged));

    LocalDate today = EffectiveDate.today(clock);
    assertThat(difference.totals()).isEqualTo(new Difference.Totals(1, 2, 1, 1, 0, 1));
    assertThat(difference.moved())
        .containsExactly(new Difference.MovedLine("Xã Tân Hải", "Xã Sơn Hải", 1));
    assertThat(difference.seals())
        .containsExactly(new Difference.SealLine("Xã Tân Sơn", List.of("Lê Xã")));
    assertThat(told(chairman, today)).isEqualTo("Chủ tịch, Xã Sơn Hải " + code);
    assertThat(told(chairman, today.minusDays(1))).startsWith("Chủ tịch, Xã Tân Hải");
    assertThat(units.path(office, today))
        .extracting(Unit::name)
        .containsExactly("Tỉnh Thử", "Xã Sơn Hải", "Văn phòng");
    assertThat(units.path(office, today.minusDays(1)))
        .extracting(Unit::name)
        .containsExactly("Tỉnh Thử", "Xã Tân Sơn", "Văn phòng");
    assertThat(rolesOf(local))
        .containsExactlyInAnyOrder("records-clerk " + first, "unit-administrator " + merged);
    assertThat(units.lies(first, merged)).as("history stays within reach").isTrue();
    assertThat(heard.events)
        .containsExactly(
            new UnitsReplaced(Map.of(first, List.of(merged), second, List.of(merged)), today));
  }

  @Test
  void identifiersOfEndedUnitsFindWhatTookOverAlsoOverSeveralSteps() {
    String code = TestTree.code();
    UnitId old = made.unit(province, "department", code, "Sở Một");
    UnitId middle = made.unit(province, "department", TestTree.code(), "Sở Hai");
    UnitId last = made.unit(province, "department", TestTree.code(), "Sở Ba");

    now(new Step.Merge(List.of(old), middle), new Step.Merge(List.of(middle), last));

    assertThat(identifiers.resolve(code, EffectiveDate.today(clock)))
        .extracting(Unit::id)
        .containsExactly(last);
    assertThat(identifiers.resolve(code, EffectiveDate.today(clock).minusDays(1)))
        .extracting(Unit::id)
        .containsExactly(old);
    assertThat(heard.events.getFirst().successors())
        .containsEntry(old, List.of(last))
        .containsEntry(middle, List.of(last));
  }

  @Test
  void splitUnitHandsOverWhatThePlanSaysAndTheRestToTheFirst() {
    UnitId department = made.unit(province, "department", TestTree.code(), "Sở Tài chính Kế hoạch");
    UnitId budget = made.unit(department, "division", TestTree.code(), "Phòng Ngân sách");
    UnitId planning = made.unit(department, "division", TestTree.code(), "Phòng Kế hoạch");
    PostId director = made.post(department, "Giám đốc");
    PostId deputy = made.post(department, "Phó Giám đốc");
    AccountId held = made.holder(deputy, "Phó");
    AccountId local = made.official("Sở");
    made.role(local, "unit-administrator", department);
    UnitId finance = new UnitId(UUID.randomUUID());
    UnitId plans = new UnitId(UUID.randomUUID());
    String financeCode = TestTree.code();

    now(
        new Step.Create(finance, province, UnitKind.DEPARTMENT, financeCode, "Sở Tài chính"),
        new Step.Create(plans, province, UnitKind.DEPARTMENT, TestTree.code(), "Sở Kế hoạch"),
        new Step.Move(planning, plans),
        new Step.Transfer(List.of(deputy), plans),
        new Step.Split(department, List.of(finance, plans), false));

    LocalDate today = EffectiveDate.today(clock);
    assertThat(units.find(budget)).map(Unit::parent).hasValue(finance);
    assertThat(units.find(planning)).map(Unit::parent).hasValue(plans);
    assertThat(told(held, today)).startsWith("Phó Giám đốc, Sở Kế hoạch");
    assertThat(
            jdbc.sql("SELECT unit_id FROM post WHERE id = :id")
                .param("id", director.value())
                .query(UUID.class)
                .single())
        .isEqualTo(finance.value());
    assertThat(rolesOf(local))
        .containsExactlyInAnyOrder("unit-administrator " + finance, "unit-administrator " + plans);
    assertThat(identifiers.successors(department))
        .extracting(Unit::id)
        .containsExactlyInAnyOrder(finance, plans);
    assertThat(heard.events.getFirst().successors())
        .containsEntry(department, List.of(finance, plans));
  }

  @Test
  void unitThatGivesPartsAwayGoesOn() {
    UnitId department = made.unit(province, "department", TestTree.code(), "Sở Y tế");
    UnitId centre = new UnitId(UUID.randomUUID());

    now(
        new Step.Create(centre, province, UnitKind.CENTRE, "", "Trung tâm Kiểm soát bệnh tật"),
        new Step.Split(department, List.of(centre), true));

    assertThat(units.find(department)).map(Unit::validTo).isEmpty();
    assertThat(heard.events.getFirst().successors())
        .containsEntry(department, List.of(department, centre));
  }

  @Test
  void dissolvedUnitEndsItsPostsAndMustBeEmptyOfUnits() {
    UnitId board = made.unit(province, "board", TestTree.code(), "Ban Quản lý");
    UnitId division = made.unit(board, "division", TestTree.code(), "Phòng Dự án");
    AccountId official = made.holder(made.post(board, "Trưởng ban"), "Ban");

    assertThatThrownBy(() -> now(new Step.Dissolve(board)))
        .isInstanceOf(OrgException.class)
        .hasMessage("NOT_EMPTY: steps[0].unit");
    Difference difference = now(new Step.Dissolve(division), new Step.Dissolve(board));

    assertThat(difference.unplaced())
        .containsExactly(new Difference.UnplacedLine("Lê Ban", "Trưởng ban", "Ban Quản lý"));
    assertThat(assignments.asOf(official, EffectiveDate.today(clock))).isEmpty();
    assertThat(told(official, EffectiveDate.today(clock).minusDays(1))).startsWith("Trưởng ban");
    assertThat(heard.events.getFirst().successors()).containsEntry(board, List.of());
  }

  @Test
  void unitsSwapTheirIdentifiers() {
    String one = TestTree.code();
    String two = TestTree.code();
    UnitId first = made.unit(province, "commune", one, "Xã Một");
    UnitId second = made.unit(province, "commune", two, "Xã Hai");

    now(new Step.Rename(first, null, two, null), new Step.Rename(second, null, one, "Xã Mới"));

    LocalDate today = EffectiveDate.today(clock);
    assertThat(identifiers.resolve(one, today)).extracting(Unit::id).containsExactly(second);
    assertThat(identifiers.resolve(two, today)).extracting(Unit::name).containsExactly("Xã Một");
    assertThat(units.history(second)).extracting(Unit::name).containsExactly("Xã Mới", "Xã Hai");
    assertThat(
            jdbc.sql("SELECT count(*) FROM org_unit_identifier WHERE identifier LIKE 'new-%'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void rehearsalTellsTheDifferenceAndChangesNothing() {
    UnitId unit = made.unit(province, "commune", TestTree.code(), "Xã Cũ");
    LocalDate day = EffectiveDate.today(clock).plusDays(30);
    Reorganisation plan =
        reorganisations.draft(
            administrator,
            new Draft(
                "Đổi tên xã",
                "Nghị quyết 1",
                day,
                List.of(new Step.Rename(unit, null, null, "Xã Mới"))));

    Difference difference = reorganisations.rehearse(administrator, plan.id()).orElseThrow();

    assertThat(difference.units())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.was()).extracting("name").isEqualTo("Xã Cũ");
          assertThat(line.becomes())
              .extracting("name", "parent")
              .containsExactly("Xã Mới", "Tỉnh Thử");
        });
    AccountId local = made.official("Who does not administer what lies above");
    made.role(local, "unit-administrator", unit);
    assertThat(reorganisations.rehearse(local, plan.id()).orElseThrow().units())
        .flatExtracting(line -> List.of(line.was(), line.becomes()))
        .extracting("name", "parent")
        .containsExactly(tuple("Xã Cũ", null), tuple("Xã Mới", null));
    assertThat(units.find(unit)).map(Unit::name).hasValue("Xã Cũ");
    assertThat(units.history(unit)).hasSize(1);
  }

  @Test
  void confirmedPlanCanBeUndoneUntilItTakesEffectOnItsDayAndOnceOnly()
      throws ExecutionException, InterruptedException {
    UnitId unit = made.unit(province, "commune", TestTree.code(), "Xã Cũ");
    LocalDate day = EffectiveDate.today(clock).plusDays(2);
    Reorganisation plan =
        reorganisations.draft(
            administrator,
            new Draft("Đổi tên", "", day, List.of(new Step.Rename(unit, null, null, "Xã Mới"))));
    Reorganisation confirmed =
        done(reorganisations.confirm(administrator, plan.id(), plan.version()));
    assertThat(confirmed.state()).isEqualTo(Reorganisation.State.CONFIRMED);
    assertThat(reorganisations.confirm(administrator, plan.id(), plan.version()))
        .isInstanceOf(Reorganisations.Outcome.Changed.class);
    Reorganisation undone =
        done(reorganisations.undo(administrator, plan.id(), confirmed.version()));
    assertThat(undone.state()).isEqualTo(Reorganisation.State.DRAFT);
    Reorganisation again =
        done(reorganisations.confirm(administrator, plan.id(), undone.version()));
    assertThat(takingEffect.next()).as("before its day").isFalse();

    clock.advance(Duration.ofDays(2));
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> look = takingEffect::next;
      List<Boolean> took = new ArrayList<>();
      for (Future<Boolean> each : nodes.invokeAll(List.of(look, look, look, look))) {
        took.add(each.get());
      }
      assertThat(took).containsOnlyOnce(true);
    }

    assertThat(units.asOf(unit, day)).map(Unit::name).hasValue("Xã Mới");
    assertThat(units.asOf(unit, day.minusDays(1))).map(Unit::name).hasValue("Xã Cũ");
    assertThat(reorganisations.undo(administrator, plan.id(), again.version()))
        .isInstanceOf(Reorganisations.Outcome.Changed.class);
    assertThat(
            jdbc.sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
                .param("id", plan.id().toString())
                .query(String.class)
                .list())
        .containsExactly(
            "reorganisation.drafted",
            "reorganisation.confirmed",
            "reorganisation.undone",
            "reorganisation.confirmed",
            "reorganisation.took-effect");
  }

  @Test
  void planThatCannotTakeEffectAnyMoreSaysWhyAndStaysUndoable() {
    UnitId unit = made.unit(province, "commune", TestTree.code(), "Xã Cũ");
    LocalDate day = EffectiveDate.today(clock).plusDays(1);
    Reorganisation plan =
        reorganisations.draft(
            administrator,
            new Draft("Đổi tên", "", day, List.of(new Step.Rename(unit, null, null, "Xã Mới"))));
    done(reorganisations.confirm(administrator, plan.id(), plan.version()));
    now(new Step.Dissolve(unit));

    clock.advance(Duration.ofDays(1));
    assertThat(takingEffect.next()).isTrue();
    assertThat(takingEffect.next()).as("not again at once").isFalse();

    Reorganisation stuck = reorganisations.find(administrator, plan.id()).orElseThrow();
    assertThat(stuck.fault()).isEqualTo("date steps[0].unit");
    assertThat(done(reorganisations.undo(administrator, plan.id(), stuck.version())).state())
        .isEqualTo(Reorganisation.State.DRAFT);
  }

  @Test
  void planOfWhoLostTheirPowerMeanwhileDoesNotTakeEffect() {
    UnitId unit = made.unit(province, "commune", TestTree.code(), "Xã Cũ");
    Reorganisation plan =
        reorganisations.draft(
            administrator,
            new Draft(
                "Đổi tên",
                "",
                EffectiveDate.today(clock).plusDays(1),
                List.of(new Step.Rename(unit, null, null, "Xã Mới"))));
    done(reorganisations.confirm(administrator, plan.id(), plan.version()));
    jdbc.sql("UPDATE role_grant SET valid_to = valid_from WHERE account_id = :id")
        .param("id", administrator.value())
        .update();

    clock.advance(Duration.ofDays(1));
    assertThat(takingEffect.next()).isTrue();

    assertThat(units.find(unit)).map(Unit::name).hasValue("Xã Cũ");
    assertThat(
            jdbc.sql("SELECT fault FROM reorganisation WHERE id = :id")
                .param("id", plan.id().value())
                .query(String.class)
                .single())
        .isEqualTo("power steps[0].unit");
  }

  @Test
  void identifierOfAnEndedUnitGoesToItsHeirsAlone() {
    String code = TestTree.code();
    UnitId ended = made.unit(province, "department", code, "Sở Cũ");
    UnitId heir = made.unit(province, "department", TestTree.code(), "Sở Kế");
    UnitId other = made.unit(province, "department", TestTree.code(), "Sở Khác");
    now(new Step.Merge(List.of(ended), heir));

    assertThatThrownBy(() -> now(new Step.Rename(other, null, code, null)))
        .hasMessage("TAKEN: steps[0].code");
    now(new Step.Rename(heir, null, code, null));

    assertThat(units.find(heir)).map(Unit::code).hasValue(code);
  }

  private static Reorganisation done(Reorganisations.Outcome outcome) {
    return ((Reorganisations.Outcome.Done) outcome).plan();
  }

  /** Drafts and confirms a plan for today; what it changed. */
  private Difference now(Step... steps) {
    Reorganisation plan =
        reorganisations.draft(
            administrator, new Draft("Sắp xếp", "", EffectiveDate.today(clock), List.of(steps)));
    Difference difference =
        ((Reorganisations.Outcome.Done)
                reorganisations.confirm(administrator, plan.id(), plan.version()))
            .difference();
    return java.util.Objects.requireNonNull(difference);
  }

  private String told(AccountId official, LocalDate day) {
    Holding held = assignments.asOf(official, day).getFirst();
    return held.title() + ", " + held.unitName() + " " + held.unitCode();
  }

  private List<String> rolesOf(AccountId official) {
    return jdbc.sql(
            """
            SELECT role || ' ' || unit_id FROM role_grant
            WHERE account_id = :id AND (valid_to IS NULL OR valid_to > :today)
            """)
        .param("id", official.value())
        .param("today", EffectiveDate.today(clock))
        .query((row, number) -> row.getString(1))
        .list();
  }
}
