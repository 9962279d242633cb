package vn.antin.signing.timestamp.clock;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.antin.signing.problem.ConfigurationFault;

/**
 * How the clock is watched.
 *
 * @param servers time sources, {@code host} or {@code host:port}; without any, only jumps are seen
 * @param tolerance by how much the clock may be off, or jump
 * @param interval between two comparisons
 * @param timeout until a source must have answered
 * @param maxAge how long the last good comparison holds when the sources fall silent
 */
public record ClockSettings(
    @DefaultValue List<String> servers,
    @DefaultValue("500ms") Duration tolerance,
    @DefaultValue("30s") Duration interval,
    @DefaultValue("2s") Duration timeout,
    @DefaultValue("5m") Duration maxAge) {
  private static final int MOST_SERVERS = 16;

  public ClockSettings {
    servers = servers.stream().filter(each -> !each.isBlank()).map(String::strip).toList();
    if (servers.size() > MOST_SERVERS) {
      throw fault("servers has " + servers.size() + " entries", "Name 16 at most; 3 to 5 do.");
    }
    if (!tolerance.isPositive()
        || !interval.isPositive()
        || !timeout.isPositive()
        || maxAge.compareTo(interval) < 0) {
      throw fault(
          "tolerance, interval, timeout or max-age does not fit",
          "Make them positive, and max-age not shorter than interval.");
    }
    servers.forEach(TimeServer::parse);
  }

  static ConfigurationFault fault(String what, String action) {
    return new ConfigurationFault("antin.time-stamping.clock: " + what + ".", action);
  }
}
