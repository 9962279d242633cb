package vn.antin.auth.login.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.SessionTerms;
import vn.antin.auth.session.Sessions;

/** Says what holds for a login. */
@Repository
public final class SignInPolicies {
  /**
   * Of the units that an official works in, each with the policies on its way up; roots if none.
   */
  private static final String FOR_LOGIN =
      """
      WITH home AS (
        SELECT DISTINCT post.unit_id
        FROM assignment s JOIN post ON post.id = s.post_id
        WHERE s.account_id = CAST(:account AS uuid)
          AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to > :today)),
      place AS (
        SELECT unit_id FROM home
        UNION ALL
        SELECT id FROM org_unit WHERE parent_id IS NULL AND NOT EXISTS (SELECT FROM home)),
      wanted AS (
        SELECT place.unit_id AS home, link.depth, p.id
        FROM place JOIN org_unit_ancestor link ON link.unit_id = place.unit_id
        JOIN sign_in_policy p ON p.unit_id = link.ancestor_id
        UNION ALL
        SELECT NULL, 0, p.id FROM sign_in_policy p WHERE p.client_id = :client)
      SELECT wanted.home, greatest(p.least_since, a.created_at) AS grace_from,
      """
          + PolicyRows.SETTINGS
          + """
          FROM wanted JOIN sign_in_policy p ON p.id = wanted.id
          LEFT JOIN account a ON a.id = CAST(:account AS uuid)
          ORDER BY wanted.home NULLS LAST, wanted.depth
          """;

  private static final UUID CLIENT = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final Sessions sessions;
  private final InstantSource clock;

  SignInPolicies(JdbcClient jdbc, Sessions sessions, InstantSource clock) {
    this.jdbc = jdbc;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** What one unit, or the system, says, and since when it wants its level. */
  private record Said(PolicySettings settings, @Nullable Instant graceFrom) {
    Said orElse(Said above) {
      return new Said(
          settings.orElse(above.settings), settings.least() == null ? above.graceFrom : graceFrom);
    }
  }

  /**
   * What holds: of each unit that the official works in the nearest word on every setting, of
   * several units the strictest, and what the system wants besides.
   *
   * @param account whose login; null while nobody knows
   * @param clientId the system it leads to, if one
   */
  public SignInPolicy of(@Nullable AccountId account, @Nullable String clientId) {
    Map<UUID, Said> said = new LinkedHashMap<>();
    jdbc.sql(FOR_LOGIN)
        .param("account", account == null ? null : account.toString())
        .param("client", clientId)
        .param("today", EffectiveDate.today(clock))
        .query(row -> {
          UUID home = row.getObject("home", UUID.class);
          OffsetDateTime from = row.getObject("grace_from", OffsetDateTime.class);
          Said here = new Said(PolicyRows.settings(row), from == null ? null : from.toInstant());
          said.merge(home == null ? CLIENT : home, here, Said::orElse);
        });
    Said client = said.remove(CLIENT);
    SignInPolicy usual = usual();
    SignInPolicy units =
        said.values().stream()
            .map(one -> usual.with(one.settings(), one.graceFrom()))
            .reduce(SignInPolicy::and)
            .orElse(usual);
    return client == null ? units : units.demanding(client.settings());
  }

  /** What holds where nobody says anything. */
  private SignInPolicy usual() {
    SessionTerms terms = sessions.usualTerms();
    return new SignInPolicy(
        EnumSet.allOf(FactorKind.class),
        Assurance.PASSWORD,
        null,
        Duration.ZERO,
        terms.idle(),
        terms.lifetime(),
        SessionTerms.UNLIMITED,
        false,
        0,
        Duration.ZERO);
  }
}
