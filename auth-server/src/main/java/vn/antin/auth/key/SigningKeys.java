package vn.antin.auth.key;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The keys in force on this node; read anew every minute. While PostgreSQL cannot be reached the
 * last reading serves on, so that tokens can still be checked. Thread-safe.
 */
@Component
public final class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration FRESH = Duration.ofSeconds(60);

  private final KeyTable table;
  private final KeyProperties properties;
  private final InstantSource clock;
  private final AtomicReference<@Nullable KeyRing> ring = new AtomicReference<>();

  SigningKeys(KeyTable table, KeyProperties properties, InstantSource clock) {
    this.table = table;
    this.properties = properties;
    this.clock = clock;
  }

  /** The id of the key that signs now. */
  public String signingKeyId() {
    return ring().signing(clock.instant()).getKeyID();
  }

  /** Holds the private key that signs now and nothing else. */
  public JWKSource<SecurityContext> signing() {
    return (selector, context) -> select(selector, List.of(ring().signing(clock.instant())));
  }

  /** The public keys that relying parties may meet. */
  public JWKSource<SecurityContext> published() {
    return (selector, context) ->
        select(selector, ring().published(clock.instant(), properties.keep()));
  }

  /** The public part of every key that has ever signed: for hints and old evidence. */
  public JWKSource<SecurityContext> everUsed() {
    return (selector, context) ->
        select(selector, ring().keys().stream().map(stored -> stored.key().toPublicJWK()).toList());
  }

  /** Reads the table now. */
  void refresh() {
    ring.set(new KeyRing(table.readAll(), clock.instant()));
  }

  private KeyRing ring() {
    KeyRing known = ring.get();
    Instant now = clock.instant();
    if (known != null && now.isBefore(known.readAt().plus(FRESH))) {
      return known;
    }
    try {
      KeyRing read = new KeyRing(table.readAll(), now);
      ring.set(read);
      return read;
    } catch (DataAccessException e) {
      if (known == null) {
        throw e;
      }
      LOG.warn("signing keys: the database cannot be read, using what is known", e);
      ring.set(new KeyRing(known.keys(), now));
      return known;
    }
  }

  private static List<JWK> select(JWKSelector selector, List<ECKey> keys) {
    return selector.select(new JWKSet(List.copyOf(keys)));
  }
}
