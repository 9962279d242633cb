package vn.antin.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditLog;
import vn.antin.auth.TestClock;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.key.KeyProperties.Pkcs11;
import vn.antin.auth.key.KeyProperties.Store;
import vn.antin.rootkey.RootKey;

final class SigningKeysTest {
  private static final Set<TokenAlgorithm> ES256 = Set.of(TokenAlgorithm.ES256);
  private static final byte[] INPUT = "input".getBytes(StandardCharsets.US_ASCII);

  private final TestClock clock = new TestClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private JdbcClient jdbc;
  private DataSource database;
  private RootKey rootKey;
  private @Nullable KeyHolders opened;

  /** One node of the installation. */
  private record Node(SigningKeys keys, KeyRotation rotation) {
    void rotate() {
      rotation.rotate(ES256);
      keys.refresh();
    }

    String signingKeyId() {
      return keys.signing(TokenAlgorithm.ES256).id();
    }

    List<String> published() {
      return keys.published().stream().map(VerificationKey::id).toList();
    }
  }

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
    return node(Store.SOFTWARE, null);
  }

  private Node node(Store store, @Nullable Pkcs11 token) {
    KeyProperties properties =
        new KeyProperties(
            Duration.ofDays(30),
            Duration.ofDays(2),
            Duration.ofDays(7),
            List.of("ES256", "RS256", "PS256", "EdDSA", "ML-DSA-65"),
            store,
            token);
    KeyHolders holders = new KeyHolders(properties);
    if (token != null) {
      opened = holders;
    }
    KeyTable table = new KeyTable(jdbc, rootKey, holders);
    KeyRotation rotation =
        new KeyRotation(
            table,
            holders,
            properties,
            new TransactionTemplate(new JdbcTransactionManager(database)),
            new AuditLog(new TransactionAwareDataSourceProxy(database), clock),
            clock);
    return new Node(new SigningKeys(table, holders, rotation, properties, meters, clock), rotation);
  }

  @AfterEach
  void closeToken() {
    if (opened != null) {
      opened.destroy();
    }
  }

  @Test
  void nodesThatStartTogetherAgreeOnOneKey() throws Exception {
    List<Node> nodes = IntStream.range(0, 4).mapToObj(i -> node()).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (var start : nodes.stream().map(node -> threads.submit(node::rotate)).toList()) {
        start.get();
      }
    }
    assertThat(nodes).extracting(Node::signingKeyId).containsOnly(nodes.getFirst().signingKeyId());
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void nextKeyIsPublishedLongBeforeItSignsAndTheOldOneAfterwards() {
    Node node = node();
    node.rotate();
    String first = node.signingKeyId();
    List<String> published = node.published();
    assertThat(published).hasSize(2).contains(first);
    String next = published.stream().filter(kid -> !kid.equals(first)).findFirst().orElseThrow();

    clock.advance(Duration.ofDays(30).plusMinutes(1));
    assertThat(node.signingKeyId()).isEqualTo(next);
    node.rotate();
    assertThat(node.published()).hasSize(3).contains(first, next);

    clock.advance(Duration.ofDays(8));
    node.rotate();
    assertThat(node.published()).hasSize(2).doesNotContain(first);
    assertThat(node.keys().everUsed()).hasSize(3);
    assertThat(node.keys().everUsed(first)).isPresent();
  }

  @Test
  void signatureOfARetiredKeyCanBeCheckedYearsLater() {
    Node node = node();
    SigningKey first = node.keys().signing(TokenAlgorithm.ES256);
    byte[] value = first.sign(INPUT);
    for (int month = 0; month < 36; month++) {
      clock.advance(Duration.ofDays(30));
      node.rotate();
    }
    SigningKeys.UsedKey used =
        node.keys().everUsed().stream()
            .filter(key -> key.key().id().equals(first.id()))
            .findFirst()
            .orElseThrow();
    assertThat(TokenAlgorithm.ES256.verify(used.key().key(), INPUT, value)).isTrue();
    assertThat(Duration.between(used.from(), used.until())).isEqualTo(Duration.ofDays(30));
    assertThat(node.keys().published(first.id())).isEmpty();
  }

  @Test
  void retiredKeyKeepsNoPrivatePart() {
    Node node = node();
    node.rotate();
    String first = node.signingKeyId();
    clock.advance(Duration.ofDays(30).plusHours(1));
    node.rotate();
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
  }

  @Test
  void installationThatSleptPastARotationGoesOnWithTheKeyItHasPublished() {
    Node node = node();
    node.rotate();
    clock.advance(Duration.ofDays(200));
    Node awake = node();
    awake.rotate();
    assertThat(awake.signingKeyId()).isNotBlank();
    assertThat(rows()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void keyIsMadeWhenFirstNeededAndItsPublishedPartChecksItsSignatures(TokenAlgorithm algorithm) {
    SigningKey key = node().keys().signing(algorithm);
    byte[] value = key.sign(INPUT);
    // Another node knows it from the table alone.
    SigningKeys elsewhere = node().keys();
    VerificationKey published = elsewhere.published(key.id()).orElseThrow();
    assertThat(published.jwk()).containsEntry("alg", algorithm.jose()).containsEntry("use", "sig");
    assertThat(published.jwk().keySet()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "priv");
    assertThat(algorithm.verify(published.key(), INPUT, value)).isTrue();
    assertThat(algorithm.verify(published.key(), new byte[1], value)).isFalse();
    assertThat(algorithm.verify(published.key(), INPUT, new byte[1])).isFalse();
    assertThat(elsewhere.signing(algorithm).id()).isEqualTo(key.id());
  }

  @Test
  void keyMadeByAnotherNodeIsFoundAtOnce() {
    Node one = node();
    Node two = node();
    one.rotate();
    two.rotate();
    clock.advance(Duration.ofSeconds(2));
    SigningKey made = two.keys().signing(TokenAlgorithm.PS256);
    assertThat(one.keys().published(made.id())).isPresent();

    one.keys().changed();
    assertThat(one.keys().published()).extracting(VerificationKey::id).contains(made.id());
  }

  @Test
  void keysAreNeverSharedBetweenAlgorithms() {
    Node node = node();
    node.rotation().rotate(Set.of(TokenAlgorithm.values()));
    node.keys().refresh();
    assertThat(node.keys().published()).hasSize(2 * TokenAlgorithm.values().length);
    assertThat(node.keys().published()).extracting(VerificationKey::key).doesNotHaveDuplicates();
  }

  @Test
  void keyOfTheFirstReleaseStillSigns() throws Exception {
    com.nimbusds.jose.jwk.ECKey old =
        new com.nimbusds.jose.jwk.gen.ECKeyGenerator(com.nimbusds.jose.jwk.Curve.P_256)
            .keyUse(com.nimbusds.jose.jwk.KeyUse.SIGNATURE)
            .algorithm(com.nimbusds.jose.JWSAlgorithm.ES256)
            .keyIDFromThumbprint(true)
            .generate();
    jdbc.sql(
            """
            INSERT INTO signing_key (kid, algorithm, public_jwk, private_key, signs_from, created_at)
            VALUES (:kid, 'ES256', :public, :private, now() - INTERVAL '1 day', now())
            """)
        .param("kid", old.getKeyID())
        .param("public", old.toPublicJWK().toJSONString())
        .param("private", rootKey.wrap(old.getD().decode(), "signing-key:" + old.getKeyID()))
        .update();
    SigningKeys keys = node().keys();
    SigningKey signing = keys.signing(TokenAlgorithm.ES256);
    assertThat(signing.id()).isEqualTo(old.getKeyID());
    VerificationKey published = keys.published(old.getKeyID()).orElseThrow();
    assertThat(TokenAlgorithm.ES256.verify(published.key(), INPUT, signing.sign(INPUT))).isTrue();
  }

  @Test
  void ageOfTheSigningKeyIsMeasured() {
    Node node = node();
    node.rotate();
    clock.advance(Duration.ofDays(3));
    assertThat(meters.get("antin.keys.signing.age").tag("algorithm", "ES256").gauge().value())
        .isBetween(3 * 86_400.0, 3 * 86_400.0 + 60);
  }

  @Test
  void keysInATokenSignAndNeverLeaveItAndAreDestroyedWhenTheyRetire(@TempDir Path folder) {
    SoftHsm hsm = SoftHsm.create(folder);
    Node software = node();
    software.rotate();
    String before = software.signingKeyId();

    Node node = node(Store.PKCS11, hsm.place());
    node.rotate();
    // The software key signs until the token's key has been published long enough.
    assertThat(node.signingKeyId()).isEqualTo(before);
    assertThat(node.published()).hasSize(4).contains(before);
    clock.advance(Duration.ofDays(2).plusMinutes(1));
    String first = node.signingKeyId();
    assertThat(first).isNotEqualTo(before);

    for (TokenAlgorithm algorithm :
        List.of(TokenAlgorithm.ES256, TokenAlgorithm.RS256, TokenAlgorithm.PS256)) {
      SigningKey key = node.keys().signing(algorithm);
      byte[] value = key.sign(INPUT);
      VerificationKey published = node.keys().published(key.id()).orElseThrow();
      assertThat(algorithm.verify(published.key(), INPUT, value)).isTrue();
    }
    assertThat(node.keys().algorithms())
        .doesNotContain(TokenAlgorithm.EDDSA, TokenAlgorithm.ML_DSA_65);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> node.keys().signing(TokenAlgorithm.EDDSA));

    clock.advance(Duration.ofDays(31));
    node.rotate();
    assertThat(
            jdbc.sql("SELECT count(*) FROM signing_key WHERE kid = :kid AND private_key IS NULL")
                .param("kid", first)
                .query(Integer.class)
                .single())
        .isOne();
  }

  private int rows() {
    return jdbc.sql("SELECT count(*) FROM signing_key").query(Integer.class).single();
  }
}
