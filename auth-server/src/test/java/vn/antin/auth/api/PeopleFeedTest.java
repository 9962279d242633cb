package vn.antin.auth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.Browser;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(WithFakeTokens.class)
// About transactions, not nodes; those of a second node hold its feed up.
@TestPropertySource(properties = {"antin.sample.officials=300", "antin.test.nodes=1"})
final class PeopleFeedTest {
  private final DataSource database;
  private final JdbcClient jdbc;
  private final House house;
  private final JsonMapper json = new JsonMapper();
  private String next = "";

  PeopleFeedTest(DataSource database, JdbcClient jdbc, House house) {
    this.database = database;
    this.jdbc = jdbc;
    this.house = house;
  }

  /**
   * The feed waits for every older transaction; a server that has just started, or a database that
   * looks after its statistics, may have one open.
   */
  @BeforeEach
  void nobodyElseWrites() {
    await()
        .until(() ->
            jdbc.sql(
                    """
                    SELECT pg_snapshot_xmin(pg_current_snapshot())
                      = pg_snapshot_xmax(pg_current_snapshot())
                    """)
                .query(Boolean.class)
                .single());
  }

  @Test
  void resyncGivesEveryRowOnce() {
    List<String> seen = readOn(97);
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen.stream().filter(row -> row.startsWith("unit ")).count())
        .isEqualTo(count("org_unit"));
    assertThat(seen.stream().filter(row -> row.startsWith("assignment ")).count())
        .isEqualTo(count("assignment"));
    assertThat(seen.stream().filter(row -> row.startsWith("role ")).count())
        .isEqualTo(count("role_grant"));
    assertThat(readOn(97)).isEmpty();
  }

  @Test
  void changeOfATransactionThatCommitsLateIsNotSkipped() throws SQLException {
    readOn(5000);
    try (Connection late = database.getConnection();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute(insert("feed.late"));
      jdbc.sql(insert("feed.early")).update();
      assertThat(names()).doesNotContain("feed.late");
      late.commit();
    }
    nobodyElseWrites();
    List<String> after = readOn(5000);
    assertThat(after).anyMatch(row -> row.endsWith("feed.late"));
  }

  @Test
  void readerRacingWritersMissesNothing() throws ExecutionException, InterruptedException {
    readOn(5000);
    Set<String> read = new HashSet<>();
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        int name = writer;
        running.add(
            writers.submit(() -> {
              write("feed.race." + name);
              return null;
            }));
      }
      while (running.stream().anyMatch(future -> !future.isDone())) {
        read.addAll(readOn(7));
      }
      for (Future<?> future : running) {
        future.get();
      }
    }
    nobodyElseWrites();
    read.addAll(readOn(7));
    assertThat(read.stream().filter(row -> row.contains("feed.race.")).count()).isEqualTo(4 * 60);
  }

  @Test
  void movedUnitAndRenamedPostComeAgain() {
    readOn(5000);
    jdbc.sql("UPDATE org_unit SET name = name || ' mới' WHERE code = 'H99.13'").update();
    jdbc.sql(
            """
            UPDATE post SET title = title || ' cao cấp' WHERE id IN (
              SELECT post_id FROM assignment LIMIT 1)
            """)
        .update();
    nobodyElseWrites();
    List<String> changes = readOn(5000);
    assertThat(changes).anyMatch(row -> row.startsWith("unit "));
    assertThat(changes).anyMatch(row -> row.startsWith("assignment "));
  }

  private void write(String prefix) throws SQLException {
    for (int i = 0; i < 30; i++) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute(insert(prefix + "." + i + ".a"));
        // Transactions overlap in every order.
        statement.execute(
            "SELECT pg_sleep(" + ThreadLocalRandom.current().nextInt(8) + " / 1000.0)");
        statement.execute(insert(prefix + "." + i + ".b"));
        connection.commit();
      }
    }
  }

  private static String insert(String username) {
    return "INSERT INTO account (username, family_name, given_name, display_name) VALUES ('%s', 'Lê', 'An', 'Lê An')"
        .formatted(username);
  }

  private List<String> names() {
    return readOn(5000).stream().map(row -> row.substring(row.lastIndexOf(' ') + 1)).toList();
  }

  /** Reads from where the last reading ended to the end. */
  private List<String> readOn(int limit) {
    List<String> rows = new ArrayList<>();
    JsonNode page;
    do {
      page =
          json.readTree(
              new Browser(house.issuer().toString())
                  .with("Authorization", "Bearer signing-service_people.read")
                  .get("/internal/people?limit=" + limit + (next.isEmpty() ? "" : "&after=" + next))
                  .body());
      page.path("items")
          .forEach(item ->
              rows.add(
                  item.path("type").asString()
                      + " "
                      + item.path("id").asString()
                      + " "
                      + item.path("username").asString("")));
      next = page.path("next").asString();
    } while (page.path("more").asBoolean());
    return rows;
  }

  private long count(String table) {
    return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }
}
