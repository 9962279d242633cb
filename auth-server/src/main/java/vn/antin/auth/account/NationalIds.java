package vn.antin.auth.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.rootkey.RootKey;

/**
 * How national ids are kept: wrapped by the root key, to be shown; and as HMAC-SHA-256, to be
 * found. The key of the hash is a secret of its own, itself wrapped by the root key, so that the
 * root key can be replaced without making every hash anew.
 */
@Repository
final class NationalIds {
  private static final String SECRET = "national-id-secret";
  private static final int LENGTH = 32;

  private final JdbcClient jdbc;
  private final RootKey rootKey;
  private final InstantSource clock;
  private final TransactionTemplate ownTransaction;
  private final AtomicReference<@Nullable SecretKey> known = new AtomicReference<>();

  NationalIds(
      JdbcClient jdbc,
      RootKey rootKey,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.rootKey = rootKey;
    this.clock = clock;
    // What is remembered must be there, also when the caller's transaction is rolled back.
    ownTransaction =
        new TransactionTemplate(
            transactions,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
  }

  byte[] wrap(AccountId account, NationalId number) {
    return rootKey.wrap(number.reveal().getBytes(StandardCharsets.US_ASCII), context(account));
  }

  NationalId unwrap(AccountId account, byte[] wrapped) {
    return new NationalId(
        new String(rootKey.unwrap(wrapped, context(account)), StandardCharsets.US_ASCII));
  }

  byte[] hash(NationalId number) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret());
      return mac.doFinal(number.reveal().getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  private static String context(AccountId account) {
    return "national-id:" + account;
  }

  private SecretKey secret() {
    SecretKey remembered = known.get();
    if (remembered != null) {
      return remembered;
    }
    byte[] kept = Objects.requireNonNull(ownTransaction.execute(status -> keep()));
    SecretKey key = new SecretKeySpec(rootKey.unwrap(kept, SECRET), "HmacSHA256");
    known.set(key);
    return key;
  }

  /** The wrapped secret, made if this installation has none yet. */
  private byte[] keep() {
    byte[] made = new byte[LENGTH];
    new SecureRandom().nextBytes(made);
    jdbc.sql(
            """
            INSERT INTO national_id_secret (secret, created_at) VALUES (:secret, :now)
            ON CONFLICT DO NOTHING
            """)
        .param("secret", rootKey.wrap(made, SECRET))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return jdbc.sql("SELECT secret FROM national_id_secret").query(byte[].class).single();
  }
}
