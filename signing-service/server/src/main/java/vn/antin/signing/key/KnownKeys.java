package vn.antin.signing.key;

import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.KeyLabel;

/** Rows of keys that were used lately; none is believed longer than a minute. Thread-safe. */
final class KnownKeys {
  private static final int MOST = 4096;
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  private final Map<KeyLabel, Known> byLabel =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Serial private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyLabel, Known> eldest) {
          return size() > MOST;
        }
      };

  private record Known(StoredKey key, long since) {}

  synchronized Optional<StoredKey> get(KeyLabel label) {
    @Nullable Known known = byLabel.get(label);
    return known != null && System.nanoTime() - known.since() < BELIEVED.toNanos()
        ? Optional.of(known.key())
        : Optional.empty();
  }

  synchronized void put(StoredKey key) {
    byLabel.put(key.label(), new Known(key, System.nanoTime()));
  }

  synchronized void forget(KeyLabel label) {
    byLabel.remove(label);
  }

  synchronized void forgetAll() {
    byLabel.clear();
  }
}
