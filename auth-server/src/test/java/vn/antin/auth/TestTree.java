package vn.antin.auth;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Role;
import vn.antin.auth.org.UnitId;

/** Makes units, officials with posts, and their roles for tests. */
public final class TestTree {
  private static final LocalDate LONG_AGO = LocalDate.of(2025, 7, 1);

  private final JdbcClient jdbc;

  public TestTree(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A unit of a code nobody else has. */
  public UnitId unit(@Nullable UnitId parent, String name) {
    return new UnitId(
        jdbc.sql(
                """
                INSERT INTO org_unit (parent_id, kind, code, name, valid_from)
                VALUES (:parent, :kind, :code, :name, :from) RETURNING id
                """)
            .param("parent", parent == null ? null : parent.value())
            .param("kind", parent == null ? "province" : "division")
            .param("code", "T" + UUID.randomUUID())
            .param("name", name)
            .param("from", LONG_AGO)
            .query(UUID.class)
            .single());
  }

  /** An official with a post in this unit; without any when there is no unit. */
  public AccountId official(@Nullable UnitId unit, String given) {
    UUID account =
        jdbc.sql(
                """
                INSERT INTO account (username, family_name, given_name, display_name, email)
                VALUES (:username, 'Lê', :given, 'Lê ' || :given, :email) RETURNING id
                """)
            .param("username", "t" + UUID.randomUUID())
            .param("given", given)
            .param("email", UUID.randomUUID() + "@tinh.example")
            .query(UUID.class)
            .single();
    if (unit != null) {
      jdbc.sql(
              """
              WITH seat AS (
                INSERT INTO post (unit_id, title) VALUES (:unit, 'Chuyên viên') RETURNING id)
              INSERT INTO assignment (account_id, post_id, kind, valid_from)
              SELECT :account, seat.id, 'main', :from FROM seat
              """)
          .param("unit", unit.value())
          .param("account", account)
          .param("from", LONG_AGO)
          .update();
    }
    return new AccountId(account);
  }

  /** A role since long ago. */
  public UUID role(AccountId account, Role role, UnitId unit) {
    return role(account, role, unit, LONG_AGO, null);
  }

  public UUID role(
      AccountId account, Role role, UnitId unit, LocalDate from, @Nullable LocalDate to) {
    return jdbc.sql(
            """
            INSERT INTO role_grant (account_id, role, unit_id, valid_from, valid_to)
            VALUES (:account, :role, :unit, :from, :to) RETURNING id
            """)
        .param("account", account.value())
        .param("role", role.value())
        .param("unit", unit.value())
        .param("from", from)
        .param("to", to)
        .query(UUID.class)
        .single();
  }
}
