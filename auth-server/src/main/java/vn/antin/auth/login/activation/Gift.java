package vn.antin.auth.login.activation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a link or slip is good for.
 *
 * @param lifetime how long
 * @param recovery whether it is for an account that has been in use
 * @param resetsFactors whether using it takes the other factors away
 * @param mailedTo the address that it is mailed to; null when it goes another way
 */
public record Gift(
    Duration lifetime, boolean recovery, boolean resetsFactors, @Nullable String mailedTo) {
  /** Lets an official choose their first password. */
  public static Gift activation(Duration lifetime) {
    return new Gift(lifetime, false, false, null);
  }

  String kind() {
    return recovery ? "recovery" : "activation";
  }
}
