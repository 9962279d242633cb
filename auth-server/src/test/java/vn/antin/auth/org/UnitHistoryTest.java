package vn.antin.auth.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.account.AccountId;

/** Who held which post on which day, in which unit, under which names. */
@AuthServerTest
final class UnitHistoryTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final LocalDate JANUARY = LocalDate.parse("2026-01-01");
  private static final LocalDate MARCH = LocalDate.parse("2026-03-01");
  private static final LocalDate MAY = LocalDate.parse("2026-05-01");

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Units units;
  private final UnitIdentifiers identifiers;
  private final Posts posts;
  private final Assignments assignments;
  private final String code = "U" + COUNT.incrementAndGet();

  UnitHistoryTest(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Units units,
      UnitIdentifiers identifiers,
      Posts posts,
      Assignments assignments) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.units = units;
    this.identifiers = identifiers;
    this.posts = posts;
    this.assignments = assignments;
  }

  @Test
  void holderOfAPostIsToldUnderTheNamesOfThatDay() {
    UnitId department = unit(null, code, "Sở Giao thông vận tải", JANUARY);
    PostId post = posts.create(department, "Chuyên viên", JANUARY);
    AccountId official = official();
    assignments.create(new NewAssignment(official, post, AssignmentKind.MAIN, JANUARY, null));

    change(department, null, code + ".X", "Sở Xây dựng", MARCH);
    transaction.executeWithoutResult(status -> posts.rename(post, "Chuyên viên chính", MAY));

    assertThat(told(official, JANUARY)).isEqualTo("Chuyên viên, Sở Giao thông vận tải " + code);
    assertThat(told(official, MARCH.minusDays(1)))
        .isEqualTo("Chuyên viên, Sở Giao thông vận tải " + code);
    assertThat(told(official, MARCH)).isEqualTo("Chuyên viên, Sở Xây dựng " + code + ".X");
    assertThat(told(official, MAY)).isEqualTo("Chuyên viên chính, Sở Xây dựng " + code + ".X");
    assertThat(assignments.asOf(official, JANUARY.minusDays(1))).isEmpty();
    assertThat(units.history(department))
        .extracting(Unit::name)
        .containsExactly("Sở Xây dựng", "Sở Giao thông vận tải");
    assertThat(posts.history(post))
        .extracting(Post::title)
        .containsExactly("Chuyên viên chính", "Chuyên viên");
  }

  @Test
  void unitsPlaceInTheTreeIsToldForTheDay() {
    UnitId first = unit(null, code, "Tỉnh A", JANUARY);
    UnitId second = unit(null, code + "b", "Tỉnh B", JANUARY);
    UnitId commune = unit(first, code + ".1", "Xã Tân Sơn", JANUARY);

    change(commune, second, code + ".1", "Xã Tân Sơn", MARCH);

    assertThat(units.path(commune, JANUARY))
        .extracting(Unit::name)
        .containsExactly("Tỉnh A", "Xã Tân Sơn");
    assertThat(units.path(commune, MAY))
        .extracting(Unit::name)
        .containsExactly("Tỉnh B", "Xã Tân Sơn");
    assertThat(units.lies(commune, second)).isTrue();
    assertThat(units.lies(commune, first)).isFalse();
    assertThatThrownBy(() -> change(second, commune, code + "b", "Tỉnh B", MAY))
        .isInstanceOf(OrgException.class)
        .hasMessageContaining("CIRCLE");
  }

  @Test
  void formerIdentifierStillFindsTheUnitAndNamesNobodyElseMeanwhile() {
    UnitId unit = unit(null, code, "Xã Một", JANUARY);
    change(unit, null, code + "-2", "Xã Một", MARCH);
    transaction.executeWithoutResult(status -> identifiers.add(unit, "000.01." + code, JANUARY));

    for (String identifier : List.of(code, code + "-2", "000.01." + code)) {
      assertThat(identifiers.resolve(identifier, MAY)).extracting(Unit::id).containsExactly(unit);
    }
    assertThat(identifiers.resolve(code + "-2", JANUARY)).isEmpty();
    assertThat(identifiers.of(unit))
        .extracting(UnitIdentifiers.Identifier::identifier)
        .containsExactlyInAnyOrder(code, code + "-2", "000.01." + code);
    assertThatThrownBy(() -> unit(null, code + "-2", "Xã Hai", MAY)).hasMessageContaining("TAKEN");
    UnitId later = unit(null, code, "Xã Hai", MAY);
    assertThat(identifiers.resolve(code, MAY)).extracting(Unit::id).containsExactly(later);
    assertThat(identifiers.resolve(code, MARCH)).extracting(Unit::id).containsExactly(unit);
  }

  @Test
  void changeOnTheSameDayCorrectsAndOneBeforeTheLastIsRefused() {
    UnitId unit = unit(null, code, "Phòng Một", JANUARY);
    change(unit, null, code, "Phòng Hai", MARCH);
    change(unit, null, code, "Phòng Ba", MARCH);

    assertThat(units.history(unit)).extracting(Unit::name).containsExactly("Phòng Ba", "Phòng Một");
    assertThatThrownBy(() -> change(unit, null, code, "Phòng Bốn", JANUARY.plusDays(3)))
        .hasMessageContaining("DATE");
    assertThat(units.find(unit)).map(Unit::version).hasValue(3L);
  }

  @Test
  void officialHoldsOneMainPostAtATimeAndOthersBeside() {
    UnitId unit = unit(null, code, "Sở Một", JANUARY);
    PostId first = posts.create(unit, "Trưởng phòng", JANUARY);
    PostId second = posts.create(unit, "Phó Giám đốc", JANUARY);
    AccountId official = official();
    AssignmentId held =
        assignments.create(new NewAssignment(official, first, AssignmentKind.MAIN, JANUARY, null));

    assertThatThrownBy(() ->
            assignments.create(
                new NewAssignment(official, second, AssignmentKind.MAIN, MARCH, MAY)))
        .hasMessageContaining("MAIN_OVERLAPS");
    assignments.create(new NewAssignment(official, second, AssignmentKind.CONCURRENT, MARCH, MAY));
    assertThat(assignments.end(held, MARCH)).isTrue();
    assertThat(assignments.end(held, MARCH)).isFalse();
    assignments.create(new NewAssignment(official, second, AssignmentKind.MAIN, MARCH, null));

    assertThat(assignments.asOf(official, JANUARY))
        .extracting(Holding::title)
        .containsExactly("Trưởng phòng");
    assertThat(assignments.asOf(official, MARCH))
        .extracting(Holding::kind)
        .containsExactly(AssignmentKind.MAIN, AssignmentKind.CONCURRENT);
    assertThat(assignments.asOf(official, MAY)).hasSize(1);
    assertThat(assignments.history(official, MAY)).hasSize(3);
    assertThatThrownBy(() -> posts.end(second, MAY)).hasMessageContaining("NOT_EMPTY");
  }

  @Test
  void assignmentCalledOffBeforeItBeginsNeverBegins() {
    UnitId unit = unit(null, code, "Sở Hai", JANUARY);
    PostId post = posts.create(unit, "Chuyên viên", JANUARY);
    AccountId official = official();
    AssignmentId coming =
        assignments.create(new NewAssignment(official, post, AssignmentKind.MAIN, MAY, null));

    assertThat(assignments.end(coming, MARCH)).isTrue();

    assertThat(assignments.asOf(official, MAY)).isEmpty();
    assertThat(assignments.history(official, MAY)).isEmpty();
    assignments.create(new NewAssignment(official, post, AssignmentKind.MAIN, MARCH, null));
    assertThatThrownBy(() ->
            assignments.create(
                new NewAssignment(
                    official, post, AssignmentKind.ACTING, JANUARY.minusDays(1), null)))
        .hasMessageContaining("DATE");
  }

  private UnitId unit(@Nullable UnitId parent, String code, String name, LocalDate from) {
    return transaction.execute(
        status -> units.create(new NewUnit(parent, UnitKind.DEPARTMENT, code, name, from)));
  }

  private void change(
      UnitId unit, @Nullable UnitId parent, String code, String name, LocalDate from) {
    transaction.executeWithoutResult(
        status -> units.change(unit, new NewUnit(parent, UnitKind.DEPARTMENT, code, name, from)));
  }

  private String told(AccountId official, LocalDate day) {
    Holding held = assignments.asOf(official, day).getFirst();
    return held.title() + ", " + held.unitName() + " " + held.unitCode();
  }

  private AccountId official() {
    return new AccountId(
        jdbc.sql(
                """
                INSERT INTO account (username, family_name, given_name, display_name)
                VALUES (:name, 'Lê', 'An', 'Lê An') RETURNING id
                """)
            .param("name", "history-" + UUID.randomUUID())
            .query(UUID.class)
            .single());
  }
}
