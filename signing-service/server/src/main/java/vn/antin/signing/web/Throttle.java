package vn.antin.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.antin.signing.problem.Problem;

/**
 * Counts anonymous calls per address and minute, an IPv6 caller by its /64. Each node counts for
 * itself. Thread-safe; memory is bounded.
 */
public final class Throttle {
  private static final int MOST_ADDRESSES = 20_000;
  private static final String CROWD = "crowd";

  private final int perMinute;
  private final Set<String> trustedProxies;
  private final InstantSource time;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private volatile long minute;

  /**
   * @param trustedProxies addresses whose X-Forwarded-For is believed
   */
  public Throttle(int perMinute, Collection<String> trustedProxies, InstantSource time) {
    this.perMinute = perMinute;
    this.trustedProxies = Set.copyOf(trustedProxies);
    this.time = time;
  }

  /** Counts the call; one too many is refused before its body is read. */
  public void count(HttpServletRequest request) {
    var now = time.instant().getEpochSecond() / 60;
    if (now != minute) {
      minute = now;
      counts.clear();
    }
    var address = address(request);
    var key = counts.size() < MOST_ADDRESSES || counts.containsKey(address) ? address : CROWD;
    if (counts.merge(key, 1, Integer::sum) > perMinute) {
      throw Problem.TOO_MANY_REQUESTS.because("more than " + perMinute + " in a minute");
    }
  }

  /** The last address that a proxy we know has added; what stands before it anyone may write. */
  private String address(HttpServletRequest request) {
    var peer = request.getRemoteAddr();
    var forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded == null || !trustedProxies.contains(peer)) {
      return network(peer);
    }
    return network(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
  }

  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
    } catch (IllegalArgumentException e) {
      return CROWD;
    }
  }
}
