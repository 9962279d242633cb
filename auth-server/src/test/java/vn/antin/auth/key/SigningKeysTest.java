package vn.antin.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditLog;
import vn.antin.auth.TestClock;
import vn.antin.auth.TestDatabase;
import vn.antin.rootkey.RootKey;

final class SigningKeysTest {
  private static final KeyProperties PROPERTIES =
      new KeyProperties(Duration.ofDays(30), Duration.ofDays(2), Duration.ofDays(7));

  private final TestClock clock = new TestClock();
  private JdbcClient jdbc;
  private DataSource database;
  private RootKey rootKey;

  /** One node of the installation. */
  private record Node(SigningKeys keys, KeyRotation rotation) {}

  @BeforeEach
  void emptyDatabase(@TempDir Path folder) {
    TestDatabase fresh = TestDatabase.create();
    migrate(fresh, "classpath:db/migration", "flyway_schema_history");
    migrate(fresh, "classpath:db/audit", "flyway_audit");
    database = new DriverManagerDataSource(fresh.url(), fresh.name() + "_app", "app");
    jdbc = JdbcClient.create(database);
    rootKey = RootKey.create(folder.resolve("root.key"));
  }

  private static void migrate(TestDatabase fresh, String location, String table) {
    Flyway.configure()
        .dataSource(fresh.url(), fresh.name(), "owner")
        .locations(location)
        .table(table)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(Map.of("app_role", fresh.name() + "_app"))
        .load()
        .migrate();
  }

  private Node node() {
    KeyTable table = new KeyTable(jdbc, rootKey);
    SigningKeys keys = new SigningKeys(table, PROPERTIES, clock);
    return new Node(
        keys,
        new KeyRotation(
            table,
            keys,
            PROPERTIES,
            new TransactionTemplate(new JdbcTransactionManager(database)),
            new AuditLog(new TransactionAwareDataSourceProxy(database), clock),
            clock));
  }

  @Test
  void nodesThatStartTogetherAgreeOnOneKey() throws Exception {
    List<Node> nodes = IntStream.range(0, 4).mapToObj(i -> node()).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (var start :
          nodes.stream().map(node -> threads.submit(() -> node.rotation().rotate())).toList()) {
        start.get();
      }
    }
    assertThat(nodes)
        .extracting(node -> node.keys().signingKeyId())
        .containsOnly(nodes.getFirst().keys().signingKeyId());
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void nextKeyIsPublishedLongBeforeItSignsAndTheOldOneAfterwards() throws Exception {
    Node node = node();
    node.rotation().rotate();
    String first = node.keys().signingKeyId();
    List<String> published = ids(node.keys().published());
    assertThat(published).hasSize(2).contains(first);
    String next = published.stream().filter(kid -> !kid.equals(first)).findFirst().orElseThrow();

    clock.advance(Duration.ofDays(30).plusMinutes(1));
    assertThat(node.keys().signingKeyId()).isEqualTo(next);
    node.rotation().rotate();
    assertThat(ids(node.keys().published())).hasSize(3).contains(first, next);

    clock.advance(Duration.ofDays(8));
    node.rotation().rotate();
    assertThat(ids(node.keys().published())).hasSize(2).doesNotContain(first);
    assertThat(ids(node.keys().everUsed())).hasSize(3).contains(first);
  }

  @Test
  void retiredKeyKeepsNoPrivatePart() throws Exception {
    Node node = node();
    node.rotation().rotate();
    String first = node.keys().signingKeyId();
    clock.advance(Duration.ofDays(30).plusHours(1));
    node.rotation().rotate();
    assertThat(
            jdbc.sql("SELECT kid FROM signing_key WHERE private_key IS NULL")
                .query(String.class)
                .list())
        .containsExactly(first);
    assertThat(
            jdbc.sql("SELECT object FROM audit.entry WHERE type = 'oauth2.key-retired'")
                .query(String.class)
                .list())
        .containsExactly(first);
    assertThat(select(node.keys().everUsed())).noneMatch(JWK::isPrivate);
  }

  @Test
  void installationThatSleptPastARotationGoesOnWithTheKeyItHasPublished() {
    Node node = node();
    node.rotation().rotate();
    clock.advance(Duration.ofDays(200));
    Node awake = node();
    awake.rotation().rotate();
    assertThat(awake.keys().signingKeyId()).isNotBlank();
    assertThat(rows()).isEqualTo(3);
  }

  private int rows() {
    return jdbc.sql("SELECT count(*) FROM signing_key").query(Integer.class).single();
  }

  private static List<String> ids(JWKSource<SecurityContext> source) throws Exception {
    return select(source).stream().map(JWK::getKeyID).toList();
  }

  private static List<JWK> select(JWKSource<SecurityContext> source) throws Exception {
    return source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
  }
}
