package vn.antin.auth.oauth2.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PublishedKeysTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private final AtomicInteger fetched = new AtomicInteger();
  private @Nullable JWKSet published = set("one");
  private final PublishedKeys keys =
      new PublishedKeys(() -> {
        fetched.incrementAndGet();
        return Optional.ofNullable(published);
      });

  @Test
  void keysAreRememberedForFiveMinutes() {
    keys.current(NOW);
    keys.current(NOW.plus(Duration.ofMinutes(4)));
    assertThat(fetched).hasValue(1);
    published = set("two");
    assertThat(ids(keys.current(NOW.plus(Duration.ofMinutes(5))))).isEqualTo("two");
    assertThat(fetched).hasValue(2);
  }

  @Test
  void unknownKeyMakesUsLookAgainAtMostEveryHalfMinute() {
    keys.current(NOW);
    published = set("two");
    assertThat(ids(keys.refreshed(NOW.plusSeconds(29)))).isEqualTo("one");
    assertThat(ids(keys.refreshed(NOW.plusSeconds(30)))).isEqualTo("two");
    keys.refreshed(NOW.plusSeconds(31));
    keys.refreshed(NOW.plusSeconds(59));
    assertThat(fetched).hasValue(2);
  }

  @Test
  void keysOfAClientThatIsAwayServeOnForAnHourAndNoLonger() {
    keys.current(NOW);
    published = null;
    assertThat(ids(keys.current(NOW.plus(Duration.ofMinutes(59))))).isEqualTo("one");
    assertThat(keys.current(NOW.plus(Duration.ofMinutes(61))).getKeys()).isEmpty();
  }

  @Test
  void clientThatWasNeverReachedIsNotHammered() {
    published = null;
    assertThat(keys.current(NOW).getKeys()).isEmpty();
    keys.current(NOW.plusSeconds(1));
    keys.refreshed(NOW.plusSeconds(2));
    assertThat(fetched).hasValue(1);
  }

  @Test
  void manyRequestsAtOnceFetchOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          java.util.stream.IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> keys.current(NOW)))
              .toList();
      for (var one : all) {
        assertThat(ids(one.get())).isEqualTo("one");
      }
    }
    assertThat(fetched).hasValue(1);
  }

  private static String ids(JWKSet set) {
    return set.getKeys().getFirst().getKeyID();
  }

  private static JWKSet set(String id) {
    try {
      JWK key = new ECKeyGenerator(Curve.P_256).keyID(id).generate();
      return new JWKSet(key.toPublicJWK());
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
