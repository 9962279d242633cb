package vn.antin.signing.token;

import java.time.Duration;

/**
 * Bounds on the use of a token.
 *
 * @param threads calls that run at once, 1 to 64
 * @param patience how long a caller waits for a call, queueing included
 * @param generation the same for making a key pair, which an HSM may take long for
 */
public record TokenLimits(int threads, Duration patience, Duration generation) {

  public TokenLimits {
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("A token has 1 to 64 threads, found " + threads);
    }
    if (!patience.isPositive() || !generation.isPositive()) {
      throw new IllegalArgumentException("Waiting times must be positive");
    }
  }

  /** Four threads, 2 s, 2 min: software takes half a minute for RSA-4096 on a busy machine. */
  public static TokenLimits defaults() {
    return new TokenLimits(4, Duration.ofSeconds(2), Duration.ofMinutes(2));
  }
}
