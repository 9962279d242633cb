package vn.antin.auth.key;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import vn.antin.auth.change.ChangeListener;

/**
 * The keys in force on this node; read anew when a row changes and every minute. While PostgreSQL
 * cannot be reached the last reading serves on, so that tokens can still be checked. Thread-safe.
 */
@Component
public final class SigningKeys implements ChangeListener {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration FRESH = Duration.ofSeconds(60);

  /** Whoever presents made-up key ids makes us read the table once in this time. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final KeyTable table;
  private final KeyHolders holders;
  private final KeyRotation rotation;
  private final KeyProperties properties;
  private final InstantSource clock;
  private final AtomicReference<@Nullable KeyRing> ring = new AtomicReference<>();
  private final ReentrantLock reading = new ReentrantLock();

  SigningKeys(
      KeyTable table,
      KeyHolders holders,
      KeyRotation rotation,
      KeyProperties properties,
      MeterRegistry meters,
      InstantSource clock) {
    this.table = table;
    this.holders = holders;
    this.rotation = rotation;
    this.properties = properties;
    this.clock = clock;
    for (TokenAlgorithm algorithm : holders.offered()) {
      Gauge.builder("antin.keys.signing.age", () -> age(algorithm))
          .description("How long the key that signs now has been signing")
          .tag("algorithm", algorithm.jose())
          .baseUnit("seconds")
          .register(meters);
    }
  }

  /**
   * A key that was used, or will be.
   *
   * @param until when the next one of its algorithm took over, or will; far away when none is known
   */
  public record UsedKey(VerificationKey key, Instant from, Instant until) {}

  /** The algorithms with which this installation signs. */
  public Set<TokenAlgorithm> algorithms() {
    return holders.offered();
  }

  /** The key that signs now; made at once when the algorithm has none yet. */
  public SigningKey signing(TokenAlgorithm algorithm) {
    return ring().signing(algorithm, clock.instant()).orElseGet(() -> first(algorithm));
  }

  private SigningKey first(TokenAlgorithm algorithm) {
    if (!holders.offered().contains(algorithm)) {
      throw new IllegalArgumentException(
          "expected one of %s, found %s".formatted(holders.offered(), algorithm));
    }
    rotation.rotate(Set.of(algorithm));
    refresh();
    return ring()
        .signing(algorithm, clock.instant())
        .orElseThrow(() -> new KeyUnavailableException("no key in force for " + algorithm));
  }

  /** The keys that relying parties may meet. */
  public List<VerificationKey> published() {
    return ring().published(holders.offered(), clock.instant(), properties.keep());
  }

  /** A key that relying parties may meet. */
  public Optional<VerificationKey> published(String id) {
    return everUsed(id).isEmpty()
        ? Optional.empty()
        : published().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Any key that has ever signed, for hints and old evidence. */
  public Optional<VerificationKey> everUsed(String id) {
    return ring().find(id).or(() -> lookAgain().find(id));
  }

  /** For a key that another node may have made a moment ago. */
  private KeyRing lookAgain() {
    KeyRing known = ring();
    if (clock.instant().isBefore(known.readAt().plus(PATIENCE))) {
      return known;
    }
    reading.lock();
    try {
      KeyRing meanwhile = ring.get();
      return meanwhile != null && meanwhile.readAt().isAfter(known.readAt())
          ? meanwhile
          : readInstead(known);
    } finally {
      reading.unlock();
    }
  }

  /** Every key that has ever signed or will, oldest first. */
  public List<UsedKey> everUsed() {
    return ring().all().stream()
        .flatMap(SigningKeys::used)
        .sorted(Comparator.comparing(UsedKey::from))
        .toList();
  }

  private static Stream<UsedKey> used(List<StoredKey> keys) {
    return IntStream.range(0, keys.size())
        .mapToObj(index ->
            new UsedKey(
                keys.get(index).verification(),
                keys.get(index).signsFrom(),
                KeyRing.replacedAt(keys, index)));
  }

  /** Reads the table now. */
  void refresh() {
    ring.set(read());
  }

  private KeyRing ring() {
    KeyRing known = ring.get();
    Instant now = clock.instant();
    if (known == null) {
      refresh();
      return ring();
    }
    if (now.isBefore(known.readAt().plus(FRESH)) || !reading.tryLock()) {
      return known;
    }
    try {
      return readInstead(known);
    } finally {
      reading.unlock();
    }
  }

  private KeyRing readInstead(KeyRing known) {
    try {
      KeyRing read = read();
      ring.set(read);
      return read;
    } catch (DataAccessException e) {
      LOG.warn("signing keys: the database cannot be read, using what is known", e);
      ring.set(known.readAgain(clock.instant()));
      return known;
    }
  }

  @Override
  public String channel() {
    return "signing_key";
  }

  @Override
  public void changed() {
    ring.updateAndGet(known -> known == null ? null : known.readAgain(Instant.EPOCH));
  }

  private KeyRing read() {
    return new KeyRing(table.readAll(), holders.current().column(), clock.instant());
  }

  private double age(TokenAlgorithm algorithm) {
    Instant now = clock.instant();
    KeyRing known = ring.get();
    return known == null
        ? Double.NaN
        : known
            .signsSince(algorithm, now)
            .map(since -> (double) Duration.between(since, now).toSeconds())
            .orElse(Double.NaN);
  }
}
