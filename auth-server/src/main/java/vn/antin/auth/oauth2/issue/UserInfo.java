package vn.antin.auth.oauth2.issue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.access.OfficialClaims;
import vn.antin.auth.oauth2.request.ClaimScopes;
import vn.antin.auth.oauth2.request.RequestedClaims;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.session.SessionId;

/** What an official's tokens say of the official (OpenID Connect Core §5.4). */
@Repository
public final class UserInfo {
  private final JdbcClient jdbc;
  private final OfficialClaims work;
  private final InstantSource clock;

  UserInfo(JdbcClient jdbc, OfficialClaims work, InstantSource clock) {
    this.jdbc = jdbc;
    this.work = work;
    this.clock = clock;
  }

  /**
   * The claims for these scopes, and those that the request asked for one by one; empty when
   * family, session or account has ended.
   */
  public Optional<Map<String, Object>> find(FamilyId family, Set<String> scopes) {
    return read(family, requested -> joined(ClaimScopes.claims(scopes), requested.userInfo()));
  }

  /** What the request wants in the ID token as well (OpenID Connect Core §5.5). */
  Map<String, Object> forIdToken(Family family) {
    if (RequestedClaims.parse(family.claims()).idToken().isEmpty()) {
      return Map.of();
    }
    Map<String, Object> claims =
        new LinkedHashMap<>(read(family.id(), RequestedClaims::idToken).orElseGet(Map::of));
    claims.remove("sub");
    return claims;
  }

  private Optional<Map<String, Object>> read(
      FamilyId family, Function<RequestedClaims, Set<String>> wanted) {
    return jdbc.sql(
            """
            SELECT account.id, account.username, account.family_name, account.middle_name,
              account.given_name, account.display_name, account.email, account.locale,
              family.claims, family.client_id, family.session_id
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
        .query((row, number) ->
            claims(row, wanted.apply(RequestedClaims.parse(row.getString("claims")))))
        .optional();
  }

  private Map<String, Object> claims(ResultSet row, Set<String> wanted) throws SQLException {
    Map<String, Object> all = new LinkedHashMap<>();
    put(all, "name", row.getString("display_name"));
    put(all, "family_name", row.getString("family_name"));
    put(all, "middle_name", row.getString("middle_name"));
    put(all, "given_name", row.getString("given_name"));
    put(all, "preferred_username", row.getString("username"));
    put(all, "locale", row.getString("locale"));
    put(all, "email", row.getString("email"));
    all.keySet().retainAll(wanted);
    all.putAll(
        work.find(
            row.getString("client_id"),
            new AccountId(row.getObject("id", UUID.class)),
            new SessionId(row.getObject("session_id", UUID.class)),
            wanted));
    all.put("sub", row.getString("id"));
    return all;
  }

  private static Set<String> joined(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private static void put(Map<String, Object> claims, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      claims.put(name, value);
    }
  }
}
