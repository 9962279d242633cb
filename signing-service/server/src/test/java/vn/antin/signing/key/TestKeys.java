package vn.antin.signing.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenException;

/** A database with the service's tables, and nodes over it whose tokens the test chooses. */
final class TestKeys {
  static final Duration PATIENCE = Duration.ofSeconds(2);

  final TestDatabase database = TestDatabase.create();
  private final DataSource app;
  private final RootKey rootKey;

  TestKeys(Path folder) throws IOException {
    Flyway.configure()
        .dataSource(database.url(), database.name(), "")
        .placeholders(Map.of("app_role", database.appRole()))
        .load()
        .migrate();
    var source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.appRole());
    app = source;
    rootKey = RootKey.create(Files.createTempDirectory(folder, "root").resolve("root.key"));
  }

  /** One node. */
  record Node(
      Keys keys,
      Tokens tokens,
      ForgottenKeys forgotten,
      KeyRepository repository,
      MasterKeyRotation rotation)
      implements AutoCloseable {
    @Override
    public void close() {
      rotation.close();
      forgotten.close();
      tokens.close();
    }
  }

  Node node(HeldToken... held) {
    var tokens = new Tokens(List.of(held), PATIENCE);
    var repository =
        new KeyRepository(JdbcClient.create(app), new KeySeal(rootKey), InstantSource.system());
    var known = new KnownKeys();
    var apart = new TransactionTemplate(new JdbcTransactionManager(app));
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    var forgotten = new ForgottenKeys(repository, known, tokens, InstantSource.system());
    for (var each : held) {
      await(() -> opens(each));
    }
    forgotten.start();
    return new Node(
        new Keys(tokens, repository, known, apart),
        tokens,
        forgotten,
        repository,
        new MasterKeyRotation(repository, known, tokens, false));
  }

  /** A token that answers: nothing depends on how soon. */
  static HeldToken held(String name, Supplier<Token> opener) {
    return new HeldToken(name, Duration.ofMinutes(1), opener);
  }

  /** A token that may go away: it is waited for as long as the product does. */
  static HeldToken remote(Supplier<Token> opener) {
    return new HeldToken("remote", PATIENCE, opener);
  }

  private static boolean opens(HeldToken held) {
    try {
      held.open();
      return true;
    } catch (TokenException e) {
      return false;
    }
  }

  /** Waits for a state, a minute at most. */
  static void await(BooleanSupplier reached) {
    long limit = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError("not reached within a minute");
      }
      Thread.onSpinWait();
    }
  }
}
