package vn.antin.auth.api.scope;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestTree;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;

/**
 * A random tree with officials and administrators, and what each may know of it: worked out here
 * from the bare rows, by other means than the server's.
 */
final class RandomTree {
  private static final LocalDate TODAY = EffectiveDate.today(InstantSource.system());

  private final JdbcClient jdbc;
  private final Random random;
  private final List<UUID> units = new ArrayList<>();
  private final List<UUID> officials = new ArrayList<>();
  private final List<AccountId> administrators = new ArrayList<>();

  RandomTree(JdbcClient jdbc, Random random) {
    this.jdbc = jdbc;
    this.random = random;
    TestTree tree = new TestTree(jdbc);
    // A root nobody administers, so that no administrator has it all.
    units.add(tree.unit(null, word()).value());
    units.add(tree.unit(null, word()).value());
    for (int i = 0; i < 22; i++) {
      UUID parent = units.get(i < 3 ? 1 : 1 + random.nextInt(units.size() - 1));
      units.add(tree.unit(new UnitId(parent), word()).value());
    }
    units.add(tree.unit(new UnitId(units.getFirst()), word()).value());
    for (int i = 0; i < 45; i++) {
      UnitId home = i % 11 == 10 ? null : new UnitId(pick(units));
      UUID official = tree.official(home, word()).value();
      officials.add(official);
      if (home != null && random.nextInt(5) == 0) {
        second(official, pick(units));
      }
    }
    for (int i = 0; i < 25; i++) {
      delegate(pick(units), pick(officials), pick(officials));
    }
    Role[] roles = Role.values();
    for (int i = 0; i < 9; i++) {
      AccountId administrator = new AccountId(officials.get(i));
      // Every role comes; the first are those that may do most.
      Role role = roles[i % roles.length];
      tree.role(administrator, role, new UnitId(units.get(2 + random.nextInt(22))));
      if (random.nextBoolean()) {
        tree.role(
            administrator,
            roles[random.nextInt(roles.length)],
            new UnitId(units.get(2 + random.nextInt(22))));
      }
      if (random.nextInt(3) == 0) {
        tree.role(
            administrator,
            Role.SECURITY_ADMINISTRATOR,
            new UnitId(units.getFirst()),
            LocalDate.of(2025, 7, 1),
            TODAY.minusDays(1));
      }
      administrators.add(administrator);
    }
  }

  private void second(UUID official, UUID unit) {
    jdbc.sql(
            """
            WITH seat AS (INSERT INTO post (unit_id, title) VALUES (:unit, :title) RETURNING id)
            INSERT INTO assignment (account_id, post_id, kind, valid_from)
            SELECT :official, seat.id, 'concurrent', DATE '2025-08-01' FROM seat
            """)
        .param("unit", unit)
        .param("title", word())
        .param("official", official)
        .update();
  }

  /** Between anybody, wherever they are by now: records outlive the posts they rest on. */
  private void delegate(UUID unit, UUID delegator, UUID delegate) {
    jdbc.sql(
            """
            INSERT INTO signing_delegation (form, unit_id, delegator_id, delegator_post_id,
              delegate_id, delegate_post_id, matters, document_number, document_notation,
              document_date, valid_from, recorded_by, recorded_at)
            SELECT 'KT', :unit, giving.account_id, giving.post_id, given.account_id, given.post_id,
              'Tất cả', '1', 'QĐ', DATE '2025-08-01', DATE '2025-08-01', giving.account_id, now()
            FROM assignment giving CROSS JOIN assignment given
            WHERE giving.account_id = :delegator AND given.account_id = :delegate
              AND giving.account_id <> given.account_id
            LIMIT 1
            """)
        .param("unit", unit)
        .param("delegator", delegator)
        .param("delegate", delegate)
        .update();
  }

  List<AccountId> administrators() {
    return administrators;
  }

  List<UUID> units() {
    return units;
  }

  List<UUID> officials() {
    return officials;
  }

  /** Twelve letters that stand nowhere else. */
  String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private UUID pick(List<UUID> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** The units over which the official holds any role with power today. */
  Set<UUID> scope(AccountId administrator) {
    Map<UUID, UUID> parents = new HashMap<>();
    jdbc.sql("SELECT id, parent_id FROM org_unit WHERE parent_id IS NOT NULL")
        .query((row, number) ->
            parents.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
        .list();
    Set<UUID> held = new HashSet<>();
    jdbc.sql("SELECT unit_id, role, valid_from, valid_to FROM role_grant WHERE account_id = :id")
        .param("id", administrator.value())
        .query((row, number) -> {
          LocalDate from = row.getObject("valid_from", LocalDate.class);
          @Nullable LocalDate to = row.getObject("valid_to", LocalDate.class);
          return !from.isAfter(TODAY)
              && (to == null || to.isAfter(TODAY))
              && !Role.of(row.getString("role")).orElseThrow().powers().isEmpty()
              && held.add(row.getObject("unit_id", UUID.class));
        })
        .list();
    Set<UUID> scope = new HashSet<>();
    Set<UUID> all = new HashSet<>(units);
    all.addAll(parents.keySet());
    for (UUID unit : all) {
      for (@Nullable UUID at = unit; at != null; at = parents.get(at)) {
        if (held.contains(at)) {
          scope.add(unit);
          break;
        }
      }
    }
    return scope;
  }

  /** The officials with a post, held now or to come, or the last one, in these units. */
  Set<UUID> officialsIn(Set<UUID> scope) {
    Set<UUID> inside = new HashSet<>();
    jdbc.sql(
            """
            SELECT s.account_id, p.unit_id FROM assignment s JOIN post p ON p.id = s.post_id
            """)
        .query((row, number) ->
            scope.contains(row.getObject("unit_id", UUID.class))
                && inside.add(row.getObject("account_id", UUID.class)))
        .list();
    // Who never held a post belongs to the administrators of a root.
    if (jdbc
        .sql("SELECT id FROM org_unit WHERE parent_id IS NULL")
        .query((row, number) -> row.getObject(1, UUID.class))
        .list()
        .stream()
        .anyMatch(scope::contains)) {
      inside.addAll(
          jdbc.sql(
                  """
                  SELECT a.id FROM account a
                  WHERE NOT EXISTS (SELECT FROM assignment s WHERE s.account_id = a.id)
                  """)
              .query((row, number) -> row.getObject(1, UUID.class))
              .list());
    }
    return inside;
  }

  /** The officials who hold a power over a unit over which the administrator does not hold it. */
  Set<UUID> above(AccountId administrator) {
    Set<String> own = powers(administrator.value());
    Set<UUID> above = new HashSet<>();
    for (UUID official : officials) {
      if (!official.equals(administrator.value()) && !own.containsAll(held(official))) {
        above.add(official);
      }
    }
    return above;
  }

  /** Each power with each unit it covers. */
  private Set<String> powers(UUID administrator) {
    Set<String> powers = new HashSet<>();
    for (String held : held(administrator)) {
      UUID top = UUID.fromString(held.substring(0, held.indexOf(' ')));
      jdbc.sql("SELECT unit_id::text FROM org_unit_ancestor WHERE ancestor_id = :top")
          .param("top", top)
          .query(String.class)
          .list()
          .forEach(unit -> powers.add(unit + held.substring(held.indexOf(' '))));
    }
    return powers;
  }

  private Set<String> held(UUID official) {
    Set<String> held = new HashSet<>();
    jdbc.sql("SELECT unit_id::text, role, valid_to FROM role_grant WHERE account_id = :id")
        .param("id", official)
        .query((row, number) -> {
          String unit = row.getString("unit_id");
          LocalDate to = row.getObject("valid_to", LocalDate.class);
          return (to == null || to.isAfter(TODAY))
              && held.addAll(
                  Role.of(row.getString("role")).orElseThrow().powers().stream()
                      .map(power -> unit + " " + power)
                      .toList());
        })
        .list();
    return held;
  }
}
