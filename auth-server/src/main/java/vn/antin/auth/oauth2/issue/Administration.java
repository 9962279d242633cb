package vn.antin.auth.oauth2.issue;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/** Which roles of an administrator an official holds today, and over which units. */
@Repository
final class Administration {
  private static final Set<String> OVER_UNITS =
      Set.of("security-administrator", "unit-administrator");
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Administration(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Empty unless the scope {@code admin} was granted. */
  Administered of(AccountId account, Set<String> scopes) {
    if (!scopes.contains("admin")) {
      return Administered.NOTHING;
    }
    List<Role> held =
        jdbc.sql(
                """
                SELECT DISTINCT role, unit_id FROM role_grant
                WHERE account_id = :account
                  AND valid_from <= :today AND (valid_to IS NULL OR valid_to > :today)
                ORDER BY role, unit_id
                """)
            .param("account", account.value())
            .param("today", LocalDate.ofInstant(clock.instant(), VIETNAM))
            .query((row, number) ->
                new Role(row.getString("role"), row.getObject("unit_id", UUID.class)))
            .list();
    return new Administered(
        held.stream()
            .filter(role -> OVER_UNITS.contains(role.role()))
            .map(Role::unit)
            .distinct()
            .sorted()
            .toList(),
        held.stream().map(Role::role).distinct().toList());
  }

  private record Role(String role, UUID unit) {}
}
