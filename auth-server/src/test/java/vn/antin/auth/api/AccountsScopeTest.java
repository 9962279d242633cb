package vn.antin.auth.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.web.House;

/** Delegated administration on generated trees: what is listed is exactly what is within scope. */
@AuthServerTest
@Import(WithFakeTokens.class)
final class AccountsScopeTest {
  private final JdbcClient jdbc;
  private final House house;
  private final JsonMapper json = new JsonMapper();

  /** The tree as the test knows it. */
  private final List<UUID> units = new ArrayList<>();

  private final Map<UUID, UUID> parents = new HashMap<>();
  private final Map<UUID, Set<UUID>> places = new HashMap<>();
  private final Map<UUID, Set<UUID>> powers = new HashMap<>();
  private final List<UUID> officials = new ArrayList<>();

  AccountsScopeTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.house = house;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void administratorSeesExactlyTheAccountsOfTheirSubtree(long seed) {
    Random random = new Random(seed);
    grow(random, seed);
    for (UUID caller : officials) {
      Set<UUID> expected = new TreeSet<>();
      places.forEach((official, held) -> {
        if (held.stream().anyMatch(unit -> administers(caller, unit))) {
          expected.add(official);
        }
      });
      Set<UUID> unplaced = new HashSet<>(officials);
      unplaced.removeAll(places.keySet());
      if (powers.getOrDefault(caller, Set.of()).stream().anyMatch(u -> !parents.containsKey(u))) {
        expected.addAll(unplaced);
      }
      Set<UUID> listed = listAll(caller, 1 + random.nextInt(30));
      // What other trees leave without a post is for every administrator of a root.
      listed.removeIf(id -> !officials.contains(id) && unplaced(id));
      assertThat(listed).isEqualTo(expected);
    }
  }

  private boolean unplaced(UUID id) {
    return jdbc.sql("SELECT NOT EXISTS (SELECT FROM assignment WHERE account_id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private boolean administers(UUID caller, UUID unit) {
    for (@Nullable UUID at = unit; at != null; at = parents.get(at)) {
      if (powers.getOrDefault(caller, Set.of()).contains(at)) {
        return true;
      }
    }
    return false;
  }

  private Set<UUID> listAll(UUID caller, int limit) {
    Set<UUID> found = new TreeSet<>();
    String after = "";
    do {
      JsonNode page =
          json.readTree(
              new Browser(house.issuer().toString())
                  .with("Authorization", "Bearer " + caller + "_admin")
                  .get("/api/accounts?limit=" + limit + after)
                  .body());
      page.path("items")
          .forEach(item -> {
            assertThat(found.add(UUID.fromString(item.path("id").asString()))).isTrue();
          });
      after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asString();
    } while (!after.isEmpty());
    return found;
  }

  private void grow(Random random, long seed) {
    for (int i = 0; i < 30; i++) {
      UUID parent = i < 2 ? null : units.get(random.nextInt(units.size()));
      UUID unit =
          insert(
              """
              INSERT INTO org_unit (parent_id, kind, code, name, valid_from)
              VALUES (:a, 'division', :b, 'Phòng', DATE '2025-07-01') RETURNING id
              """,
              parent,
              "T" + seed + "." + i);
      units.add(unit);
      if (parent != null) {
        parents.put(unit, parent);
      }
    }
    for (int i = 0; i < 5; i++) {
      move(units.get(2 + random.nextInt(28)), units.get(random.nextInt(30)));
    }
    String[] names = {"Ánh", "An", "Đào", "Dung", "Ân", "Ước", "Xuân", "Bưởi"};
    for (int i = 0; i < 50; i++) {
      officials.add(
          insert(
              """
              INSERT INTO account (username, family_name, given_name, display_name)
              VALUES (:a, 'Lê', :b, 'Lê ' || :b) RETURNING id
              """,
              "scope" + seed + "." + i,
              names[random.nextInt(names.length)]));
    }
    for (UUID official : officials) {
      for (int held = random.nextInt(3); held > 0; held--) {
        UUID unit = units.get(random.nextInt(units.size()));
        hold(official, unit, held == 1 && random.nextBoolean() ? "DATE '2026-01-01'" : "NULL");
      }
    }
    for (UUID official : officials.subList(0, 12)) {
      UUID unit = units.get(random.nextInt(units.size()));
      boolean current = random.nextInt(4) > 0;
      insert(
          "INSERT INTO role_grant (account_id, unit_id, role, valid_from, valid_to) VALUES (:a, :b,"
              + (random.nextBoolean() ? "'unit-administrator'" : "'security-administrator'")
              + ", DATE '2025-07-01', "
              + (current ? "NULL" : "DATE '2026-01-01'")
              + ") RETURNING id",
          official,
          unit);
      if (current) {
        powers.computeIfAbsent(official, key -> new HashSet<>()).add(unit);
      }
      insert(
          """
          INSERT INTO role_grant (account_id, unit_id, role, valid_from)
          VALUES (:a, :b, 'auditor', DATE '2025-07-01') RETURNING id
          """,
          official,
          units.getFirst());
    }
    // A post that has ended places its holder only when nothing is held any more.
    for (UUID official : officials) {
      Set<UUID> held =
          new HashSet<>(
              jdbc.sql(
                      """
                      SELECT DISTINCT p.unit_id FROM assignment s JOIN post p ON p.id = s.post_id
                      WHERE s.account_id = :a AND (s.valid_to IS NULL OR NOT EXISTS (
                        SELECT FROM assignment o WHERE o.account_id = :a AND o.valid_to IS NULL))
                      """)
                  .param("a", official)
                  .query((row, number) -> row.getObject(1, UUID.class))
                  .list());
      if (!held.isEmpty()) {
        places.put(official, held);
      }
    }
  }

  private void move(UUID unit, UUID target) {
    for (@Nullable UUID at = target; at != null; at = parents.get(at)) {
      if (at.equals(unit)) {
        return;
      }
    }
    jdbc.sql("UPDATE org_unit SET parent_id = :to WHERE id = :unit")
        .param("to", target)
        .param("unit", unit)
        .update();
    parents.put(unit, target);
  }

  private void hold(UUID official, UUID unit, String until) {
    UUID post =
        insert("INSERT INTO post (unit_id, title) VALUES (:a, :b) RETURNING id", unit, "CV");
    insert(
        "INSERT INTO assignment (account_id, post_id, kind, valid_from, valid_to) VALUES (:a, :b,"
            + " 'concurrent', DATE '2025-07-01', "
            + until
            + ") RETURNING id",
        official,
        post);
  }

  private UUID insert(String sql, @Nullable Object a, Object b) {
    return jdbc.sql(sql).param("a", a).param("b", b).query(UUID.class).single();
  }
}
