package vn.antin.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
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
  private final Proxies trustedProxies;
  private final InstantSource time;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private volatile long minute;

  /**
   * @param trustedProxies those whose X-Forwarded-For is believed
   */
  public Throttle(int perMinute, Proxies trustedProxies, InstantSource time) {
    this.perMinute = perMinute;
    this.trustedProxies = trustedProxies;
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

  /**
   * The last address that a proxy we know has added, which some write into a line of its own; what
   * stands before it anyone may write.
   */
  private String address(HttpServletRequest request) {
    var lines = Collections.list(request.getHeaders("X-Forwarded-For"));
    if (lines.isEmpty() || !trustedProxies.sent(request)) {
      return network(request.getRemoteAddr());
    }
    var forwarded = String.join(",", lines);
    return network(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
  }

  private static String network(String address) {
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
    } catch (IllegalArgumentException e) {
      return CROWD;
    }
  }
}
