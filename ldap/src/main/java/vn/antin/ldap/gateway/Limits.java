package vn.antin.ldap.gateway;

import java.time.Duration;

/**
 * Bounds on what clients can make the gateway do.
 *
 * @param searchSize entries per search or per page
 * @param searchTime for one search
 * @param messageBytes of one request
 * @param connections open at a time, over all addresses
 * @param connectionsPerAddress open at a time from one address
 * @param concurrentRequests binds, searches and compares under way; more wait briefly, then {@code
 *     busy}
 * @param idleBound without a request after a bind
 * @param idleAnonymous without a request before one, and for a TLS handshake
 */
public record Limits(
    int searchSize,
    Duration searchTime,
    int messageBytes,
    int connections,
    int connectionsPerAddress,
    int concurrentRequests,
    Duration idleBound,
    Duration idleAnonymous) {
  public Limits {
    if (searchSize < 1
        || messageBytes < 512
        || connections < 1
        || connectionsPerAddress < 1
        || concurrentRequests < 1) {
      throw new IllegalArgumentException(
          "limits must be positive and a message at least 512 bytes");
    }
    if (!searchTime.isPositive() || !idleBound.isPositive() || !idleAnonymous.isPositive()) {
      throw new IllegalArgumentException("time limits must be positive");
    }
  }

  public static Limits usual() {
    return new Limits(
        1000,
        Duration.ofSeconds(10),
        64 * 1024,
        512,
        64,
        8,
        Duration.ofMinutes(15),
        Duration.ofSeconds(30));
  }
}
