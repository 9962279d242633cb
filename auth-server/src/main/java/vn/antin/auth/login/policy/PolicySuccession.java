package vn.antin.auth.login.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.org.reorganisation.UnitsReplaced;

/**
 * What a unit wanted of a login is wanted by those that take over from it, unless they have a
 * policy of their own. Where several merge, the one that wants the strongest login is kept.
 */
@Component
class PolicySuccession {
  private final JdbcClient jdbc;

  PolicySuccession(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the transaction in which the reorganisation takes effect, or is rehearsed. */
  @EventListener
  void follow(UnitsReplaced event) {
    List<UUID> units = new ArrayList<>();
    List<UUID> successors = new ArrayList<>();
    event
        .successors()
        .forEach((unit, taking) ->
            taking.forEach(successor -> {
              units.add(unit.value());
              successors.add(successor.value());
            }));
    jdbc.sql(
            """
            INSERT INTO sign_in_policy (unit_id, factors, least, least_since, grace_days,
              remember_days, idle_minutes, lifetime_minutes, sessions, counter, password_classes,
              password_age_days, set_by, set_at)
            SELECT DISTINCT ON (pair.successor) pair.successor, p.factors, p.least, p.least_since,
              p.grace_days, p.remember_days, p.idle_minutes, p.lifetime_minutes, p.sessions,
              p.counter, p.password_classes, p.password_age_days, p.set_by, p.set_at
            FROM unnest(CAST(:units AS uuid[]), CAST(:successors AS uuid[]))
              AS pair (unit, successor)
            JOIN sign_in_policy p ON p.unit_id = pair.unit
            ORDER BY pair.successor,
              array_position(ARRAY['urn:antin:acr:phishing-resistant', 'urn:antin:acr:two-factor',
                'urn:antin:acr:password'], p.least) NULLS LAST, p.set_at DESC
            ON CONFLICT DO NOTHING
            """)
        .param("units", units.toArray(UUID[]::new))
        .param("successors", successors.toArray(UUID[]::new))
        .update();
  }
}
