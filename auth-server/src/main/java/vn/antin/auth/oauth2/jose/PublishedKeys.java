package vn.antin.auth.oauth2.jose;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one client publishes, as last fetched. One thread fetches while the others wait, and never
 * sooner than 30 seconds after the last time, so that nobody can make this server hammer another.
 * When a fetch fails, the last keys serve on for an hour: a client's short outage does not lock its
 * users out.
 */
final class PublishedKeys {
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STALE = Duration.ofHours(1);
  private static final JWKSet NONE = new JWKSet();

  private final Supplier<Optional<JWKSet>> source;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile State state = new State(NONE, null, null);

  private record State(JWKSet keys, @Nullable Instant fetchedAt, @Nullable Instant lastAttemptAt) {
    boolean within(Duration time, Instant now) {
      return fetchedAt != null && now.isBefore(fetchedAt.plus(time));
    }

    boolean justTried(Instant now) {
      return lastAttemptAt != null && now.isBefore(lastAttemptAt.plus(PATIENCE));
    }
  }

  PublishedKeys(Supplier<Optional<JWKSet>> source) {
    this.source = source;
  }

  JWKSet current(Instant now) {
    return state.within(FRESH, now) ? state.keys() : refreshed(now);
  }

  JWKSet refreshed(Instant now) {
    fetching.lock();
    try {
      if (!state.justTried(now)) {
        State before = state;
        state =
            source
                .get()
                .map(keys -> new State(keys, now, now))
                .orElseGet(() -> new State(before.keys(), before.fetchedAt(), now));
      }
      return state.within(STALE, now) ? state.keys() : NONE;
    } finally {
      fetching.unlock();
    }
  }
}
