package vn.antin.auth.provisioning.spreadsheet;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A province of its own for one test, with an administrator. */
final class Office {
  private final JdbcClient jdbc;
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  final UUID province;
  final UUID interior;
  final UUID registry;
  final UUID finance;
  final UUID administrator;

  Office(JdbcClient jdbc) {
    this.jdbc = jdbc;
    province = unit(null, "province", "H", "Ủy ban nhân dân tỉnh");
    interior = unit(province, "department", "H.01", "Sở Nội vụ");
    registry = unit(interior, "division", "H.01.01", "Văn phòng");
    finance = unit(province, "department", "H.02", "Sở Tài chính");
    unit(finance, "division", "H.02.01", "Văn phòng");
    for (UUID unit : new UUID[] {interior, registry, finance}) {
      jdbc.sql(
              "INSERT INTO post (unit_id, title) VALUES (:unit, 'Chuyên viên'), (:unit, 'Giám"
                  + " đốc')")
          .param("unit", unit)
          .update();
    }
    administrator = official("admin", null);
    grant(administrator, interior);
  }

  /** A code that no other test has. */
  String code(String code) {
    return code + "-" + mark;
  }

  UUID unit(@Nullable UUID parent, String kind, String code, String name) {
    return jdbc.sql(
            """
            INSERT INTO org_unit (parent_id, kind, code, name, valid_from)
            VALUES (:parent, :kind, :code, :name, DATE '2025-07-01') RETURNING id
            """)
        .param("parent", parent)
        .param("kind", kind)
        .param("code", code(code))
        .param("name", name)
        .query(UUID.class)
        .single();
  }

  UUID official(String name, @Nullable UUID unit) {
    UUID id =
        jdbc.sql(
                """
                INSERT INTO account (username, family_name, middle_name, given_name, display_name,
                  official_code)
                VALUES (lower(:name), 'Trần', 'Thị', 'Bình', 'Trần Thị Bình', :name) RETURNING id
                """)
            .param("name", code(name))
            .query(UUID.class)
            .single();
    if (unit != null) {
      jdbc.sql(
              """
              INSERT INTO assignment (account_id, post_id, kind, valid_from)
              SELECT :id, id, 'main', DATE '2025-07-01' FROM post
              WHERE unit_id = :unit AND title = 'Chuyên viên'
              """)
          .param("id", id)
          .param("unit", unit)
          .update();
    }
    return id;
  }

  void grant(UUID account, UUID unit) {
    grant(account, unit, "unit-administrator");
  }

  void grant(UUID account, UUID unit, String role) {
    jdbc.sql(
            """
            INSERT INTO role_grant (account_id, role, unit_id, valid_from)
            VALUES (:account, :role, :unit, DATE '2025-07-01')
            """)
        .param("account", account)
        .param("role", role)
        .param("unit", unit)
        .update();
  }

  /** The unit and title of the main post held today in Vietnam; null when none is. */
  @Nullable String place(UUID account) {
    return jdbc.sql(
            """
            SELECT u.name || ': ' || p.title FROM assignment s JOIN post p ON p.id = s.post_id
            JOIN org_unit u ON u.id = p.unit_id
            WHERE s.account_id = :account AND s.kind = 'main'
              AND s.valid_from <= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
              AND (s.valid_to IS NULL OR s.valid_to > (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
            """)
        .param("account", account)
        .query(String.class)
        .optional()
        .orElse(null);
  }
}
