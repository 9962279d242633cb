package vn.antin.auth.oauth2.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.auth.TestClock;
import vn.antin.rootkey.RootKey;

final class DpopNoncesTest {
  private static final DpopProperties SETTINGS =
      new DpopProperties(
          true, Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofSeconds(15));

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();

  @Test
  void nonceOfOneNodeIsGoodOnAnotherForItsLifetime() {
    RootKey rootKey = RootKey.create(folder.resolve("root-key"));
    DpopNonces one = new DpopNonces(rootKey, SETTINGS, clock);
    DpopNonces two = new DpopNonces(RootKey.open(folder.resolve("root-key")), SETTINGS, clock);
    String nonce = one.current();
    assertThat(two.accepts(nonce)).isTrue();
    assertThat(one.current()).isEqualTo(nonce);
    clock.advance(Duration.ofMinutes(3));
    assertThat(two.accepts(nonce)).isTrue();
    assertThat(one.current()).isNotEqualTo(nonce);
    clock.advance(Duration.ofMinutes(2));
    assertThat(two.accepts(nonce)).isFalse();
  }

  @Test
  void inventedNonceIsRefused() {
    RootKey rootKey = RootKey.create(folder.resolve("root-key"));
    DpopNonces nonces = new DpopNonces(rootKey, SETTINGS, clock);
    String foreign =
        new DpopNonces(RootKey.create(folder.resolve("other")), SETTINGS, clock).current();
    assertThat(nonces.accepts(foreign)).isFalse();
    assertThat(nonces.accepts(null)).isFalse();
    assertThat(nonces.accepts("")).isFalse();
    assertThat(nonces.accepts("%%%")).isFalse();
    assertThat(nonces.accepts("A".repeat(60))).isFalse();
    assertThat(nonces.accepts("A".repeat(100_000))).isFalse();
    byte[] forAnotherPlace = rootKey.wrap(new byte[8], "signing-key:1");
    assertThat(nonces.accepts(java.util.Base64.getUrlEncoder().encodeToString(forAnotherPlace)))
        .isFalse();
  }
}
