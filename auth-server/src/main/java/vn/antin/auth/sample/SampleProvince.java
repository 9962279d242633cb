package vn.antin.auth.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;

/** Fills an empty database with a made-up province before the server opens its doors. */
@Component
final class SampleProvince implements InitializingBean {
  private static final Logger LOG = LoggerFactory.getLogger(SampleProvince.class);
  private static final String PASSWORD = "antin-demo-2026";
  private static final String PIN = "202611";

  /** Nodes that start together make the province once. */
  private static final long LOCK = 0x53616d706c65L;

  private final SampleProperties properties;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final SecretHashes hashes;
  private final InstantSource clock;

  SampleProvince(
      SampleProperties properties,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      SecretHashes hashes,
      InstantSource clock) {
    this.properties = properties;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.hashes = hashes;
    this.clock = clock;
  }

  @Override
  public void afterPropertiesSet() {
    if (properties.officials() > 0 && present() < properties.officials()) {
      transaction.executeWithoutResult(status -> make());
    }
  }

  private int present() {
    return jdbc.sql("SELECT officials FROM sample_province")
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  private void make() {
    jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().singleRow();
    int present = present();
    int wanted = properties.officials();
    if (present >= wanted) {
      return;
    }
    if (jdbc.sql("SELECT EXISTS (SELECT FROM account WHERE NOT sample)")
        .query(Boolean.class)
        .single()) {
      throw new SampleRefusedException();
    }
    Instant start = clock.instant();
    jdbc.sql("SET LOCAL work_mem = '128MB'").update();
    if (present == 0) {
      jdbc.sql(statement("tree.sql")).update();
    }
    try {
      jdbc.sql(statement("officials.sql"))
          .param("first", present + 1)
          .param("last", wanted)
          .param("password", hashes.hash(new Password(PASSWORD)))
          .param("pin", hashes.hash(new Password(PIN)))
          .update();
    } catch (TooManyHashes e) {
      throw new IllegalStateException("two hashes at start-up took too long", e);
    }
    jdbc.sql(
            """
            INSERT INTO sample_province (officials) VALUES (:wanted)
            ON CONFLICT (singleton) DO UPDATE SET officials = excluded.officials
            """)
        .param("wanted", wanted)
        .update();
    jdbc.sql("SELECT 1 FROM analyze_people()").query().listOfRows();
    LOG.info(
        "Sample province: {} officials made in {} ms; not for production",
        wanted - present,
        Duration.between(start, clock.instant()).toMillis());
  }

  private static String statement(String name) {
    try {
      return new ClassPathResource("sample/" + name).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
