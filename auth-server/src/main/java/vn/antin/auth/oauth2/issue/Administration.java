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

/** Over which units an official has an administrator's power today. */
@Repository
final class Administration {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Administration(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Empty unless the scope {@code admin} was granted. */
  List<UUID> unitsOf(AccountId account, Set<String> scopes) {
    return !scopes.contains("admin")
        ? List.of()
        : jdbc.sql(
                """
                SELECT DISTINCT unit_id FROM role_grant
                WHERE account_id = :account
                  AND role IN ('security-administrator', 'unit-administrator')
                  AND valid_from <= :today AND (valid_to IS NULL OR valid_to > :today)
                ORDER BY unit_id
                """)
            .param("account", account.value())
            .param("today", LocalDate.ofInstant(clock.instant(), VIETNAM))
            .query((row, number) -> row.getObject("unit_id", UUID.class))
            .list();
  }
}
