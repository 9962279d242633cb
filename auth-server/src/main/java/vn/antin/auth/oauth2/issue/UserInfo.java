package vn.antin.auth.oauth2.issue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.oauth2.token.FamilyId;

/** What an official's tokens say of the official (OpenID Connect Core §5.4). */
@Repository
public final class UserInfo {
  private final JdbcClient jdbc;
  private final InstantSource clock;

  UserInfo(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The claims for these scopes; empty when family, session or account has ended. */
  public Optional<Map<String, Object>> find(FamilyId family, Set<String> scopes) {
    return jdbc.sql(
            """
            SELECT account.id, account.username, account.family_name, account.middle_name,
              account.given_name, account.display_name, account.email, account.locale
            FROM token_family family
            JOIN session ON session.id = family.session_id
            JOIN account ON account.id = family.account_id
            WHERE family.bucket = DATE '%s' AND family.id = :id
              AND family.revoked_at IS NULL AND family.ends_at > :now
              AND session.ended_at IS NULL AND session.expires_at > :now
              AND account.status = 'active'
            """
                // A literal lets the planner see one partition, also in a generic plan.
                .formatted(family.bucket()))
        .param("id", family.value())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, number) -> claims(row, scopes))
        .optional();
  }

  private static Map<String, Object> claims(ResultSet row, Set<String> scopes) throws SQLException {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", row.getString("id"));
    if (scopes.contains("profile")) {
      put(claims, "name", row.getString("display_name"));
      put(claims, "family_name", row.getString("family_name"));
      put(claims, "middle_name", row.getString("middle_name"));
      put(claims, "given_name", row.getString("given_name"));
      put(claims, "preferred_username", row.getString("username"));
      put(claims, "locale", row.getString("locale"));
    }
    if (scopes.contains("email")) {
      put(claims, "email", row.getString("email"));
    }
    return claims;
  }

  private static void put(Map<String, Object> claims, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      claims.put(name, value);
    }
  }
}
