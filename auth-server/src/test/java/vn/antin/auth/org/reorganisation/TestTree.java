package vn.antin.auth.org.reorganisation;

import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;

/** Makes units, officials and roles for tests; everything begins on 1 July 2025. */
public final class TestTree {
  public static final LocalDate BEGAN = LocalDate.parse("2025-07-01");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final JdbcClient jdbc;

  public TestTree(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An identifier nobody has. */
  public static String code() {
    return "R" + COUNT.incrementAndGet();
  }

  public UnitId unit(@Nullable UnitId parent, String kind, String code, String name) {
    return new UnitId(
        jdbc.sql(
                """
                INSERT INTO org_unit (parent_id, kind, code, name, valid_from)
                VALUES (CAST(:parent AS uuid), :kind, :code, :name, :began) RETURNING id
                """)
            .param("parent", parent == null ? null : parent.toString())
            .param("kind", kind)
            .param("code", code)
            .param("name", name)
            .param("began", BEGAN)
            .query(UUID.class)
            .single());
  }

  public PostId post(UnitId unit, String title) {
    return new PostId(
        jdbc.sql("INSERT INTO post (unit_id, title) VALUES (:unit, :title) RETURNING id")
            .param("unit", unit.value())
            .param("title", title)
            .query(UUID.class)
            .single());
  }

  public AccountId official(String name) {
    return new AccountId(
        jdbc.sql(
                """
                INSERT INTO account (username, family_name, given_name, display_name)
                VALUES (:username, 'Lê', :name, 'Lê ' || :name) RETURNING id
                """)
            .param("username", "reorganised-" + UUID.randomUUID())
            .param("name", name)
            .query(UUID.class)
            .single());
  }

  /** An official with that post as the main one. */
  public AccountId holder(PostId post, String name) {
    AccountId official = official(name);
    jdbc.sql(
            """
            INSERT INTO assignment (account_id, post_id, kind, valid_from)
            VALUES (:account, :post, 'main', :began)
            """)
        .param("account", official.value())
        .param("post", post.value())
        .param("began", BEGAN)
        .update();
    return official;
  }

  public void role(AccountId official, String role, UnitId unit) {
    jdbc.sql(
            """
            INSERT INTO role_grant (account_id, role, unit_id, valid_from)
            VALUES (:account, :role, :unit, :began)
            """)
        .param("account", official.value())
        .param("role", role)
        .param("unit", unit.value())
        .param("began", BEGAN)
        .update();
  }
}
