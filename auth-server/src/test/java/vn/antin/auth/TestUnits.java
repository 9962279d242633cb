package vn.antin.auth;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.account.AccountId;

/** Makes units, posts and their holders for tests, all since the beginning of 2026. */
public record TestUnits(JdbcClient jdbc) {
  private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);

  /** A new unit with a code of its own. */
  public UUID unit(String kind, String code, @Nullable UUID parent) {
    return jdbc.sql(
            """
            INSERT INTO org_unit (parent_id, kind, code, name, valid_from)
            VALUES (:parent, :kind, :code, :name, :since) RETURNING id
            """)
        .param("parent", parent)
        .param("kind", kind)
        .param("code", code)
        .param("name", "Đơn vị " + code)
        .param("since", SINCE)
        .query(UUID.class)
        .single();
  }

  public UUID post(UUID unit, String title) {
    return jdbc.sql("INSERT INTO post (unit_id, title) VALUES (:unit, :title) RETURNING id")
        .param("unit", unit)
        .param("title", title)
        .query(UUID.class)
        .single();
  }

  /** Lets the official hold the post from now on; returns the assignment. */
  public UUID seat(AccountId official, UUID post, String kind) {
    return jdbc.sql(
            """
            INSERT INTO assignment (account_id, post_id, kind, valid_from)
            VALUES (:official, :post, :kind, :since) RETURNING id
            """)
        .param("official", official.value())
        .param("post", post)
        .param("kind", kind)
        .param("since", SINCE)
        .query(UUID.class)
        .single();
  }

  /** Takes the post from the official as if it had ended long ago. */
  public void unseat(UUID assignment) {
    jdbc.sql("UPDATE assignment SET valid_to = DATE '2026-01-02' WHERE id = :id")
        .param("id", assignment)
        .update();
  }

  public void role(AccountId official, String role, UUID unit) {
    jdbc.sql(
            """
            INSERT INTO role_grant (account_id, role, unit_id, valid_from)
            VALUES (:official, :role, :unit, :since)
            """)
        .param("official", official.value())
        .param("role", role)
        .param("unit", unit)
        .param("since", SINCE)
        .update();
  }
}
