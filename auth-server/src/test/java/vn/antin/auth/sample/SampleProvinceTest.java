package vn.antin.auth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;

final class SampleProvinceTest {
  private TestDatabase database = TestDatabase.create();

  @BeforeEach
  void emptyDatabase() {
    database = TestDatabase.create();
  }

  @Test
  void fixedLoginsHoldTheirPostsAndRoles() {
    try (TestServer server = start(200)) {
      JdbcClient jdbc = server.bean(JdbcClient.class);
      assertThat(count(jdbc, "account")).isEqualTo(200);
      assertThat(
              jdbc.sql(
                      """
                      SELECT a.username || ' ' || p.title || ' ' || u.code || ' ' || coalesce(r.role, '')
                      FROM account a JOIN assignment s ON s.account_id = a.id AND s.kind = 'main'
                      JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
                      LEFT JOIN role_grant r ON r.account_id = a.id
                      WHERE a.username <= 'official0004' ORDER BY a.username
                      """)
                  .query(String.class)
                  .list())
          .containsExactly(
              "official0001 Chủ tịch Ủy ban nhân dân tỉnh H99 ",
              "official0002 Văn thư H99.01.01 records-clerk",
              "official0003 Chuyên viên chính H99.06.06 security-administrator",
              "official0004 Chuyên viên H99.101.01 unit-administrator");
      assertThat(
              jdbc.sql("SELECT count(DISTINCT kind) FROM org_unit").query(Integer.class).single())
          .isEqualTo(4);
      assertThat(
              jdbc.sql(
                      """
                      SELECT count(*) FROM account a
                      WHERE NOT EXISTS (SELECT FROM assignment WHERE account_id = a.id)
                      """)
                  .query(Integer.class)
                  .single())
          .isZero();
    }
  }

  @Test
  void largerProvinceContainsTheSmallerOne() {
    List<String> small;
    try (TestServer server = start(60)) {
      small = people(server.bean(JdbcClient.class), 60);
    }
    try (TestServer server = start(150)) {
      JdbcClient jdbc = server.bean(JdbcClient.class);
      assertThat(count(jdbc, "account")).isEqualTo(150);
      assertThat(people(jdbc, 60)).isEqualTo(small);
    }
    try (TestServer server = start(60)) {
      assertThat(count(server.bean(JdbcClient.class), "account")).isEqualTo(150);
    }
  }

  @Test
  void largeProvinceIsCompletedWhileTheServerAlreadyServes() {
    int wanted = Boolean.getBoolean("antin.long") ? 200_000 : 5_000;
    try (TestServer server = start(wanted)) {
      JdbcClient jdbc = server.bean(JdbcClient.class);
      assertThat(count(jdbc, "account")).isGreaterThanOrEqualTo(2_000);
      Instant limit = Instant.now().plus(Duration.ofMinutes(10));
      while (count(jdbc, "account") < wanted) {
        assertThat(Instant.now()).isBefore(limit);
      }
      assertThat(
              jdbc.sql("SELECT count(DISTINCT account_id) FROM assignment")
                  .query(Integer.class)
                  .single())
          .isEqualTo(wanted);
    }
  }

  @Test
  void databaseWithRealAccountsIsLeftAlone() {
    try (TestServer server = start(0)) {
      server
          .bean(JdbcClient.class)
          .sql(
              """
              INSERT INTO account (username, family_name, given_name, display_name)
              VALUES ('an', 'Lê', 'An', 'Lê An')
              """)
          .update();
    }
    assertThatThrownBy(() -> start(5)).hasRootCauseInstanceOf(SampleRefusedException.class);
  }

  private static int count(JdbcClient jdbc, String table) {
    return jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
  }

  private static List<String> people(JdbcClient jdbc, int officials) {
    return jdbc.sql(
            """
            SELECT concat_ws(' ', a.id, a.display_name, a.email, s.post_id, s.kind)
            FROM account a JOIN assignment s ON s.account_id = a.id
            ORDER BY a.username, s.id LIMIT :officials
            """)
        .param("officials", officials)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private TestServer start(int officials) {
    return TestServer.start(database, "antin.sample.officials=" + officials);
  }
}
