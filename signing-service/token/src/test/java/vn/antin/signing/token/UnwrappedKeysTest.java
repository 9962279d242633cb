package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class UnwrappedKeysTest {

  @Test
  void copyInUseDoesNotKeepTheOthersBeyondTheirTime() throws Exception {
    var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    var held = new UnwrappedKeys(8, Duration.ZERO);
    var hanging = held.add(new KeyLabel("hanging"), key, 1);
    held.giveBack(held.add(new KeyLabel("done"), key, 2));

    assertThat(held.takeEnded()).containsExactly(2L);
    held.giveBack(hanging);
    assertThat(held.takeEnded()).containsExactly(1L);
    assertThat(held.size()).isZero();
  }
}
