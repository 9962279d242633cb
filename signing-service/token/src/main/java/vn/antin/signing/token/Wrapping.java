package vn.antin.signing.token;

import java.time.Duration;
import java.util.List;

/**
 * How wrapped keys are used in a token.
 *
 * @param masterKeys labels of the master keys; the first wraps, all unwrap; empty for no wrapping
 * @param held how many unwrapped keys are kept at most for their next use
 * @param heldFor how long each is kept after its last use
 */
public record Wrapping(List<String> masterKeys, int held, Duration heldFor) {

  public Wrapping {
    masterKeys = List.copyOf(masterKeys);
    if (held < 0 || held > 10_000) {
      throw new IllegalArgumentException("0 to 10000 unwrapped keys are held, found " + held);
    }
  }

  public static Wrapping none() {
    return new Wrapping(List.of(), 0, Duration.ZERO);
  }

  /** Under master keys with these labels; 256 unwrapped keys, a minute each. */
  public static Wrapping under(String... masterKeys) {
    return new Wrapping(List.of(masterKeys), 256, Duration.ofMinutes(1));
  }
}
