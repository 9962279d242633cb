package vn.antin.signing.engine.online;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Bounds of requests.
 *
 * @param connect to wait for a connection
 * @param whole to wait for the whole answer, redirects included
 * @param allowedHosts names or addresses that may be reached although they are private; given by
 *     the operator, never by a document
 * @param redirects how many are followed, each judged like the first address
 */
public record OnlineLimits(
    Duration connect, Duration whole, Set<String> allowedHosts, int redirects) {
  private static final int REDIRECTS = 3;

  public OnlineLimits {
    if (!connect.isPositive() || !whole.isPositive()) {
      throw new IllegalArgumentException("Waiting times must be positive");
    }
    allowedHosts =
        allowedHosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Follows three redirects. */
  public OnlineLimits(Duration connect, Duration whole, Set<String> allowedHosts) {
    this(connect, whole, allowedHosts, REDIRECTS);
  }

  /** 3 s, 10 s, no private host. */
  public static OnlineLimits defaults() {
    return new OnlineLimits(Duration.ofSeconds(3), Duration.ofSeconds(10), Set.of());
  }

  public OnlineLimits allowing(Set<String> hosts) {
    return new OnlineLimits(connect, whole, hosts, redirects);
  }

  /** An answer that names another address is then a failure. */
  public OnlineLimits withoutRedirects() {
    return new OnlineLimits(connect, whole, allowedHosts, 0);
  }
}
