package vn.antin.signing.certificate.scope;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an administrator may see and do, worked out unit by unit from the bare rows: by other means
 * than the statements have.
 */
final class NaiveScope {
  /** From when to when something is in force; without an end when it is null. */
  private record Window(@Nullable Instant from, @Nullable Instant to) {
    boolean holds(Instant now) {
      return (from == null || !from.isAfter(now)) && !ended(now);
    }

    boolean ended(Instant now) {
      return to != null && !to.isAfter(now);
    }
  }

  private record Unit(UUID id, @Nullable UUID parent, Window window) {}

  private record Post(UUID id, UUID official, UUID unit, boolean main, Window window) {}

  private record Role(UUID official, UUID unit, String role, Window window) {}

  private record Credential(
      UUID id,
      @Nullable UUID official,
      @Nullable UUID unit,
      @Nullable UUID rested,
      boolean issued,
      boolean requested) {}

  private record Job(UUID id, UUID by, Set<UUID> administers, @Nullable UUID unit) {}

  private final Instant now;
  private final UUID caller;
  private final Collection<UUID> named;
  private final List<Unit> units;
  private final Map<UUID, UUID> parents = new HashMap<>();
  private final Set<UUID> kept;
  private final List<Post> posts;
  private final List<Role> roles;
  private final Set<UUID> active;
  private final List<Credential> credentials;
  private final List<Job> jobs;

  NaiveScope(JdbcClient sql, Instant now, UUID caller, Collection<UUID> named) {
    this.now = now;
    this.caller = caller;
    this.named = named;
    this.units =
        sql.sql("SELECT id, parent_id, valid_from, valid_to FROM unit")
            .query((row, _) -> new Unit(id(row, "id"), maybe(row, "parent_id"), window(row)))
            .list();
    for (var unit : units) {
      var parent = unit.parent();
      if (parent != null) {
        parents.put(unit.id(), parent);
      }
    }
    this.kept =
        Set.copyOf(
            sql.sql(
                    """
                    SELECT unit_id FROM seal_custody WHERE until IS NULL AND official_id = :caller
                    """)
                .param("caller", caller)
                .query(UUID.class)
                .list());
    this.posts =
        sql.sql("SELECT id, official_id, unit_id, kind, valid_from, valid_to FROM assignment")
            .query((row, _) ->
                new Post(
                    id(row, "id"),
                    id(row, "official_id"),
                    id(row, "unit_id"),
                    "main".equals(row.getString("kind")),
                    window(row)))
            .list();
    this.roles =
        sql.sql("SELECT official_id, unit_id, role, valid_from, valid_to FROM role_held")
            .query((row, _) ->
                new Role(
                    id(row, "official_id"), id(row, "unit_id"), row.getString("role"), window(row)))
            .list();
    this.active =
        Set.copyOf(
            sql.sql("SELECT id FROM official WHERE status = 'active'").query(UUID.class).list());
    this.credentials =
        sql.sql(
                """
                SELECT id, official_id, unit_id, held_unit_id, named_unit_id,
                  certificate IS NOT NULL AS issued,
                  EXISTS (SELECT FROM certificate_request WHERE credential_id = id) AS requested
                FROM credential
                """)
            .query((row, _) -> credential(row))
            .list();
    this.jobs =
        sql.sql("SELECT id, created_by, administers, unit_id FROM certificate_job")
            .query((row, _) ->
                new Job(
                    id(row, "id"),
                    id(row, "created_by"),
                    new HashSet<>(List.of((UUID[]) row.getArray("administers").getArray())),
                    maybe(row, "unit_id")))
            .list();
  }

  private static Credential credential(ResultSet row) throws SQLException {
    var held = maybe(row, "held_unit_id");
    return new Credential(
        id(row, "id"),
        maybe(row, "official_id"),
        maybe(row, "unit_id"),
        held == null ? maybe(row, "named_unit_id") : held,
        row.getBoolean("issued"),
        row.getBoolean("requested"));
  }

  /** What the token names, and everything below. */
  Set<UUID> sees() {
    return below(named);
  }

  /** Of that, where the caller holds one of these roles now, there or above. */
  Set<UUID> acts(String... which) {
    if (!active.contains(caller)) {
      return Set.of();
    }
    var held =
        roles.stream()
            .filter(role -> role.official().equals(caller) && role.window().holds(now))
            .filter(role -> List.of(which).contains(role.role()))
            .map(Role::unit)
            .toList();
    var both = new HashSet<>(sees());
    both.retainAll(below(held));
    return both;
  }

  private Set<UUID> below(Collection<UUID> tops) {
    return units.stream()
        .map(Unit::id)
        .filter(unit -> above(unit).stream().anyMatch(tops::contains))
        .collect(Collectors.toSet());
  }

  /** The unit itself and those above it. */
  private Set<UUID> above(UUID unit) {
    var path = new HashSet<UUID>();
    for (@Nullable UUID at = unit; at != null; at = parents.get(at)) {
      path.add(at);
    }
    return path;
  }

  private boolean whole(Set<UUID> scope) {
    var roots =
        units.stream()
            .filter(unit -> unit.parent() == null && !unit.window().ended(now))
            .map(Unit::id)
            .toList();
    return !roots.isEmpty() && scope.containsAll(roots);
  }

  private Optional<UUID> post(UUID official) {
    return posts.stream()
        .filter(post -> post.official().equals(official) && post.window().holds(now))
        .min(
            Comparator.comparing((Post post) -> !post.main())
                .thenComparing(post -> post.id().toString()))
        .map(Post::unit);
  }

  private boolean postWithin(UUID official, Set<UUID> scope) {
    return posts.stream()
        .anyMatch(post ->
            post.official().equals(official)
                && post.window().holds(now)
                && scope.contains(post.unit()));
  }

  private boolean mightOutside(@Nullable UUID official, Set<UUID> scope) {
    return roles.stream()
        .anyMatch(role ->
            role.official().equals(official)
                && !role.window().ended(now)
                && !scope.contains(role.unit()));
  }

  private boolean seen(Credential credential) {
    var scope = sees();
    if (whole(scope)) {
      return true;
    }
    var unit = credential.unit();
    var official = credential.official();
    if (official == null) {
      return unit != null && scope.contains(unit);
    }
    return post(official).isPresent()
        ? postWithin(official, scope)
        : credential.rested() != null && scope.contains(credential.rested());
  }

  private Set<String> ids(Predicate<Credential> which) {
    return credentials.stream()
        .filter(which)
        .map(each -> each.id().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> certificates() {
    return ids(each -> each.issued() && seen(each));
  }

  Set<String> requests() {
    return ids(each -> each.requested() && seen(each));
  }

  /** What may be acted upon with such a scope. */
  Set<String> answeredFor(Set<UUID> scope) {
    return ids(each -> {
      var official = each.official();
      var own =
          each.unit() != null
              ? each.unit()
              : official == null ? null : post(official).orElse(each.rested());
      return whole(scope) || (own != null && scope.contains(own) && !mightOutside(official, scope));
    });
  }

  /** Officials to whom such a scope may give a certificate. */
  Set<String> served(Set<UUID> scope) {
    return active.stream()
        .filter(official ->
            post(official)
                .filter(unit ->
                    whole(scope) || (scope.contains(unit) && !mightOutside(official, scope)))
                .isPresent())
        .map(UUID::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> jobs() {
    var scope = sees();
    return jobs.stream()
        .filter(job -> {
          var unit = job.unit();
          return unit == null
              ? job.by().equals(caller) && scope.containsAll(job.administers())
              : scope.contains(unit);
        })
        .map(job -> job.id().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Units with a seal, within the scope, or where the caller is clerk now or keeps it. */
  Set<String> seals() {
    var scope = sees();
    var seals = new TreeSet<String>();
    for (var credential : credentials) {
      var unit = credential.unit();
      if (unit != null
          && credential.issued()
          && (scope.contains(unit) || kept.contains(unit) || clerk(unit))) {
        seals.add(unit.toString());
      }
    }
    return seals;
  }

  private boolean clerk(UUID unit) {
    return roles.stream()
        .anyMatch(role ->
            role.official().equals(caller)
                && role.unit().equals(unit)
                && role.role().equals("records-clerk")
                && role.window().holds(now));
  }

  private static UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  private static @Nullable UUID maybe(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  private static Window window(ResultSet row) throws SQLException {
    var from = row.getObject("valid_from", OffsetDateTime.class);
    var to = row.getObject("valid_to", OffsetDateTime.class);
    return new Window(from == null ? null : from.toInstant(), to == null ? null : to.toInstant());
  }
}
