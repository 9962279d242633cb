package vn.antin.signing.engine.timestamp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.antin.signing.engine.online.Answer;
import vn.antin.signing.engine.online.Online;

/**
 * Asks time-stamping authorities over HTTP (RFC 3161 section 3.4), one after another until one
 * gives a token that passes every check. One that failed is asked last for a minute. Thread-safe.
 */
public final class TimeStampClient implements TimeStampSource {

  private static final int LONGEST_ANSWER = 256 * 1024;
  private static final int UNKNOWN_SIZE = 12 * 1024;
  private static final int MARGIN = 256;
  private static final Duration MEMORY_OF_FAILURE = Duration.ofMinutes(1);

  private final List<TimeStampServer> servers;
  private final Online online;
  private final InstantSource clock;
  private final Duration skew;
  private final Map<TimeStampServer, Instant> failed = new ConcurrentHashMap<>();
  private final Map<TimeStampServer, Integer> sizes = new ConcurrentHashMap<>();

  /** Times may differ from the clock by five minutes. */
  public TimeStampClient(List<TimeStampServer> servers, Online online, InstantSource clock) {
    this(servers, online, clock, Duration.ofMinutes(5));
  }

  /**
   * @param servers in the order of preference
   * @param skew by how much the authority's time may differ from the clock
   */
  public TimeStampClient(
      List<TimeStampServer> servers, Online online, InstantSource clock, Duration skew) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("Time-stamps need at least one server");
    }
    this.servers = List.copyOf(servers);
    this.online = online;
    this.clock = clock;
    this.skew = skew;
  }

  @Override
  public TimeStampToken stamp(byte[] digest, String digestAlgorithm) {
    List<String> attempts = new ArrayList<>();
    for (TimeStampServer server : healthyFirst()) {
      TimeStampQuestion question = TimeStampQuestion.ask(server, digest, digestAlgorithm);
      Answer answer =
          online.post(
              server.address(),
              "application/timestamp-query",
              question.encoded(),
              "application/timestamp-reply",
              LONGEST_ANSWER);
      switch (answer) {
        case Answer.Received(byte[] body) -> {
          switch (question.check(body, clock.instant(), skew)) {
            case TimeStampQuestion.Accepted(TimeStampToken token) -> {
              failed.remove(server);
              sizes.merge(server, token.encoded().length, Math::max);
              return token;
            }
            case TimeStampQuestion.Objection(String why, boolean outage) -> {
              attempts.add(server.address() + " " + why);
              if (outage) {
                failed.put(server, clock.instant());
              }
            }
          }
        }
        case Answer.Failed(String why) -> {
          attempts.add(server.address() + " " + why);
          failed.put(server, clock.instant());
        }
        case Answer.Refused(String why) -> attempts.add(why);
      }
    }
    throw new TimeStampException("No time-stamp", attempts);
  }

  /** The greatest of what the servers are known to send; a generous guess for one not yet heard. */
  @Override
  public int expectedSize() {
    int greatest = 0;
    for (TimeStampServer server : servers) {
      Integer seen = sizes.get(server);
      greatest = Math.max(greatest, seen == null ? UNKNOWN_SIZE : seen + seen / 10 + MARGIN);
    }
    return greatest;
  }

  private List<TimeStampServer> healthyFirst() {
    Instant forgiven = clock.instant().minus(MEMORY_OF_FAILURE);
    List<TimeStampServer> healthy = new ArrayList<>();
    List<TimeStampServer> doubtful = new ArrayList<>();
    for (TimeStampServer server : servers) {
      Instant when = failed.get(server);
      (when == null || when.isBefore(forgiven) ? healthy : doubtful).add(server);
    }
    healthy.addAll(doubtful);
    return healthy;
  }
}
