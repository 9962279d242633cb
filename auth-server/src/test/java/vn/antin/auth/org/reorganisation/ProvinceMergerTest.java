package vn.antin.auth.org.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitIdentifiers;
import vn.antin.auth.org.UnitKind;

/**
 * Two provinces become one: departments and their divisions by name, communes in pairs. Every
 * official has a post of their own, so as many posts move as there are officials.
 */
@AuthServerTest
final class ProvinceMergerTest {
  private static final boolean LONG = Boolean.getBoolean("antin.long");
  private static final int OFFICIALS = LONG ? 10_000 : 300;
  private static final int DEPARTMENTS = LONG ? 20 : 3;
  private static final int DIVISIONS = LONG ? 6 : 2;
  private static final int COMMUNES = LONG ? 100 : 6;
  private static final int OFFICES = LONG ? 4 : 2;

  private final JdbcClient jdbc;
  private final Reorganisations reorganisations;
  private final UnitIdentifiers identifiers;
  private final InstantSource clock;
  private final TestTree made;

  ProvinceMergerTest(
      JdbcClient jdbc,
      Reorganisations reorganisations,
      UnitIdentifiers identifiers,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.reorganisations = reorganisations;
    this.identifiers = identifiers;
    this.clock = clock;
    this.made = new TestTree(jdbc);
  }

  /** A province with its units in the same order in both. */
  private record Province(
      String code,
      UnitId root,
      List<UnitId> departments,
      List<UnitId> divisions,
      List<UnitId> communes,
      List<UnitId> offices) {}

  @Test
  void provincesMergeWithinAMinuteAndNobodyIsLost() {
    Province first = province("Tỉnh Sơn");
    Province second = province("Tỉnh Hải");
    AccountId administrator = made.official("Trung Ương");
    made.role(administrator, "security-administrator", first.root());
    made.role(administrator, "security-administrator", second.root());
    jdbc.sql("SELECT 1 FROM analyze_people()").query().listOfRows();
    LocalDate today = EffectiveDate.today(clock);
    Reorganisation plan =
        reorganisations.draft(
            administrator,
            new Draft("Hợp nhất hai tỉnh", "Nghị quyết 202/2025/QH15", today, plan(first, second)));

    Instant began = Instant.now();
    Difference rehearsed = reorganisations.rehearse(administrator, plan.id()).orElseThrow();
    Duration rehearsal = Duration.between(began, Instant.now());
    assertThat(
            count(
                "SELECT count(*) FROM post p JOIN org_unit_ancestor a ON a.unit_id = p.unit_id"
                    + " WHERE a.ancestor_id = :id",
                first.root()))
        .isEqualTo(OFFICIALS);

    began = Instant.now();
    Reorganisations.Outcome outcome =
        reorganisations.confirm(administrator, plan.id(), plan.version());
    Duration took = Duration.between(began, Instant.now());

    Difference difference = ((Reorganisations.Outcome.Done) outcome).difference();
    assertThat(difference).isEqualTo(rehearsed);
    assertThat(took).isLessThan(Duration.ofSeconds(60));
    System.out.printf(
        "merger of two provinces of %d officials each, %d steps: rehearsal %d ms, effect %d ms%n",
        OFFICIALS, plan.steps().size(), rehearsal.toMillis(), took.toMillis());
    List<UnitId> now =
        identifiers.resolve(second.code(), today).stream().map(unit -> unit.id()).toList();
    assertThat(now).hasSize(1);
    assertThat(
            count(
                """
                SELECT count(DISTINCT s.account_id) FROM assignment s JOIN post p ON p.id = s.post_id
                JOIN org_unit u ON u.id = p.unit_id AND u.valid_to IS NULL
                JOIN org_unit_ancestor a ON a.unit_id = u.id
                WHERE a.ancestor_id = :id AND s.valid_to IS NULL
                """,
                now.getFirst()))
        .isEqualTo(2 * OFFICIALS);
    assertThat(
            count(
                """
                SELECT count(DISTINCT v.post_id) FROM post_version v
                JOIN org_unit_ancestor a ON a.unit_id = v.unit_id AND a.ancestor_id = :id
                WHERE v.valid_to = (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
                """,
                now.getFirst()))
        .as("where everybody was before is kept")
        .isEqualTo(2 * OFFICIALS);
  }

  private static List<Step> plan(Province first, Province second) {
    List<Step> steps = new ArrayList<>();
    UnitId whole = new UnitId(UUID.randomUUID());
    steps.add(new Step.Create(whole, null, UnitKind.PROVINCE, first.code(), "Tỉnh Sơn Hải"));
    steps.add(new Step.Merge(List.of(first.root(), second.root()), whole));
    List<UnitId> departments = new ArrayList<>();
    for (int i = 0; i < DEPARTMENTS; i++) {
      departments.add(
          join(
              steps,
              whole,
              UnitKind.DEPARTMENT,
              first.code() + ".N" + i,
              "Sở " + i,
              first.departments().get(i),
              second.departments().get(i)));
    }
    for (int i = 0; i < DEPARTMENTS * DIVISIONS; i++) {
      join(
          steps,
          departments.get(i / DIVISIONS),
          UnitKind.DIVISION,
          "",
          "Phòng " + i,
          first.divisions().get(i),
          second.divisions().get(i));
    }
    for (Province province : List.of(first, second)) {
      for (int i = 0; i < COMMUNES; i += 2) {
        UnitId commune =
            join(
                steps,
                whole,
                UnitKind.COMMUNE,
                province.code() + ".C" + i,
                "Xã ghép " + i,
                province.communes().get(i),
                province.communes().get(i + 1));
        for (int j = 0; j < OFFICES; j++) {
          join(
              steps,
              commune,
              UnitKind.DIVISION,
              "",
              "Phòng xã " + j,
              province.offices().get(i * OFFICES + j),
              province.offices().get((i + 1) * OFFICES + j));
        }
      }
    }
    return steps;
  }

  private static UnitId join(
      List<Step> steps,
      UnitId parent,
      UnitKind kind,
      String code,
      String name,
      UnitId one,
      UnitId other) {
    UnitId joined = new UnitId(UUID.randomUUID());
    steps.add(new Step.Create(joined, parent, kind, code, name));
    steps.add(new Step.Merge(List.of(one, other), joined));
    return joined;
  }

  private Province province(String name) {
    String code = TestTree.code();
    UnitId root = made.unit(null, "province", code, name);
    List<UnitId> departments = new ArrayList<>();
    List<UnitId> divisions = new ArrayList<>();
    for (int i = 0; i < DEPARTMENTS; i++) {
      departments.add(made.unit(root, "department", code + "." + i, "Sở " + i));
      for (int j = 0; j < DIVISIONS; j++) {
        divisions.add(
            made.unit(departments.getLast(), "division", code + "." + i + "." + j, "Phòng " + j));
      }
    }
    List<UnitId> communes = new ArrayList<>();
    List<UnitId> offices = new ArrayList<>();
    for (int i = 0; i < COMMUNES; i++) {
      communes.add(made.unit(root, "commune", code + ".C" + i, "Xã " + i));
      for (int j = 0; j < OFFICES; j++) {
        offices.add(
            made.unit(communes.getLast(), "division", code + ".C" + i + "." + j, "Phòng xã " + j));
      }
    }
    List<UnitId> places = new ArrayList<>(divisions);
    places.addAll(offices);
    people(places);
    return new Province(code, root, departments, divisions, communes, offices);
  }

  private void people(List<UnitId> places) {
    jdbc.sql(
            """
            WITH person AS (
              SELECT gen_random_uuid() AS account_id, gen_random_uuid() AS post_id,
                     (CAST(:places AS uuid[]))[n % :size + 1] AS unit_id, n
              FROM generate_series(1, :officials) AS n),
            made AS (
              INSERT INTO account (id, username, family_name, given_name, display_name)
              SELECT account_id, 'merged-' || account_id, 'Lê', 'An', 'Lê An' FROM person),
            seat AS (
              INSERT INTO post (id, unit_id, title, valid_from)
              SELECT post_id, unit_id, 'Chuyên viên', :began FROM person)
            INSERT INTO assignment (account_id, post_id, kind, valid_from)
            SELECT account_id, post_id, 'main', :began FROM person
            """)
        .param("places", places.stream().map(UnitId::value).toArray(UUID[]::new))
        .param("size", places.size())
        .param("officials", OFFICIALS)
        .param("began", TestTree.BEGAN)
        .update();
  }

  private int count(String sql, UnitId unit) {
    return jdbc.sql(sql).param("id", unit.value()).query(Integer.class).single();
  }
}
