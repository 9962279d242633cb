package vn.antin.auth.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;

/**
 * Fills an empty database with a made-up province. The first officials are there before the server
 * opens its doors; of a large province the others follow while it already serves.
 */
@Component
final class SampleProvince implements InitializingBean, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(SampleProvince.class);
  private static final String PASSWORD = "antin-demo-2026";
  private static final String PIN = "202611";
  private static final int AT_ONCE = 2_000;
  private static final int STEP = 5_000;

  /** Nodes that start together make the province once. */
  private static final long LOCK = 0x53616d706c65L;

  private final SampleProperties properties;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final SecretHashes hashes;
  private final Thread rest = Thread.ofVirtual().name("sample-province").unstarted(this::makeRest);
  private volatile boolean stopping;

  SampleProvince(
      SampleProperties properties,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      SecretHashes hashes) {
    this.properties = properties;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.hashes = hashes;
  }

  @Override
  public void afterPropertiesSet() {
    if (properties.officials() == 0 && present() > 0) {
      throw SampleRefusedException.left();
    }
    if (present() < Math.min(AT_ONCE, properties.officials())) {
      step(new Secrets(hash(PASSWORD), hash(PIN)), AT_ONCE);
      analyze();
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void whenServing() {
    if (present() < properties.officials()) {
      rest.start();
    }
  }

  private void makeRest() {
    try {
      Secrets secrets = new Secrets(hash(PASSWORD), hash(PIN));
      int present = present();
      while (!stopping && present < properties.officials()) {
        present = step(secrets, STEP);
        LOG.debug("Sample province: {} officials so far", present);
      }
      analyze();
      LOG.info("Sample province: {} of {} officials", present, properties.officials());
    } catch (RuntimeException e) {
      LOG.warn("Sample province: not complete; the next start goes on with it", e);
    }
  }

  /** The shared hashes of the made-up officials. */
  private record Secrets(String password, String pin) {}

  /** Makes at most so many more officials; gives how many there are then. */
  private int step(Secrets secrets, int most) {
    return Objects.requireNonNull(transaction.execute(status -> make(secrets, most)));
  }

  private int make(Secrets secrets, int most) {
    jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().singleRow();
    int present = present();
    int last = Math.min(present + most, properties.officials());
    if (present >= last) {
      return present;
    }
    if (jdbc.sql("SELECT EXISTS (SELECT FROM account WHERE NOT sample)")
        .query(Boolean.class)
        .single()) {
      throw SampleRefusedException.unwanted();
    }
    if (present == 0) {
      jdbc.sql(statement("tree.sql")).update();
      LOG.info("Sample province: a made-up province is being filled; not for production");
    }
    jdbc.sql(statement("officials.sql"))
        .param("first", present + 1)
        .param("last", last)
        .param("password", secrets.password())
        .param("pin", secrets.pin())
        .update();
    jdbc.sql(
            """
            INSERT INTO sample_province (officials) VALUES (:last)
            ON CONFLICT (singleton) DO UPDATE SET officials = excluded.officials
            """)
        .param("last", last)
        .update();
    return last;
  }

  private int present() {
    return jdbc.sql("SELECT officials FROM sample_province")
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  private void analyze() {
    jdbc.sql("SELECT 1 FROM analyze_people()").query().listOfRows();
  }

  private String hash(String secret) {
    try {
      return hashes.hash(new Password(secret));
    } catch (TooManyHashes e) {
      throw new IllegalStateException("the sample's hashes took too long", e);
    }
  }

  @Override
  public void destroy() throws InterruptedException {
    stopping = true;
    if (rest.isAlive()) {
      rest.join(Duration.ofSeconds(20));
    }
  }

  private static String statement(String name) {
    try {
      return new ClassPathResource("sample/" + name).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
