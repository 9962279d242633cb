package vn.antin.signing.submission;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.problem.Problem;

/**
 * Server-sent events (WHATWG HTML, 9.2). The node asks the database once for all that its streams
 * watch, so a change made on any node is told by every one. A stream is a virtual thread that waits
 * for its next state; what it did not write in time is replaced by what came after. Numbers and
 * lifetimes are bounded.
 */
final class Streams implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** What is watched: a submission or an official. */
  record Watched(boolean inbox, UUID id) {}

  /** The names of events that are told when their data changed, in order. */
  record State(Map<String, Object> events) {}

  /** Reads what is watched now; what does not exist is left out. */
  interface Source {
    Map<UUID, State> read(boolean inbox, List<UUID> ids);
  }

  private static final class Stream {
    private final Watched watched;
    private final String application;
    private final AtomicReference<@Nullable State> latest = new AtomicReference<>();
    private final Semaphore news = new Semaphore(0);

    Stream(Watched watched, String application) {
      this.watched = watched;
      this.application = application;
    }

    void offer(State state) {
      if (!state.equals(latest.getAndSet(state))) {
        news.release();
      }
    }
  }

  private final Source source;
  private final SubmissionProperties properties;
  private final JsonMapper json;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  Streams(Source source, SubmissionProperties properties, JsonMapper json) {
    this.source = source;
    this.properties = properties;
    this.json = json;
  }

  /**
   * Writes events until the client goes, the stream's life ends, or the node stops.
   *
   * @param application a quarter of the streams at most watch requests of the same one
   * @throws vn.antin.signing.problem.SigningException TOO_MANY_REQUESTS when there are as many
   *     streams as may be
   */
  void run(Watched watched, String application, HttpServletResponse response) throws IOException {
    var stream = new Stream(watched, application);
    admit(stream);
    try {
      response.setContentType("text/event-stream");
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      write(response, ": open\n\n");
      read(List.of(stream));
      follow(stream, response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(stream);
    }
  }

  private synchronized void admit(Stream stream) {
    var same = open.stream().filter(each -> each.watched.equals(stream.watched)).count();
    var share =
        open.stream()
            .filter(each -> !each.watched.inbox())
            .filter(each -> each.application.equals(stream.application))
            .count();
    var full =
        open.size() >= properties.streams()
            || same >= properties.streamsEach()
            || (!stream.watched.inbox() && share >= Math.max(1, properties.streams() / 4));
    if (!running || full) {
      throw Problem.TOO_MANY_REQUESTS.because("too many event streams are open");
    }
    open.add(stream);
  }

  private void follow(Stream stream, HttpServletResponse response)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + properties.streamLife().toNanos();
    Map<String, Object> told = Map.of();
    while (running && System.nanoTime() < end) {
      if (!stream.news.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        write(response, ": \n\n");
        continue;
      }
      stream.news.drainPermits();
      var state = stream.latest.get();
      if (state == null) {
        continue;
      }
      for (var event : state.events().entrySet()) {
        if (!event.getValue().equals(told.get(event.getKey()))) {
          write(
              response,
              "event: %s\ndata: %s\n\n"
                  .formatted(event.getKey(), json.writeValueAsString(event.getValue())));
        }
      }
      told = state.events();
    }
  }

  private static void write(HttpServletResponse response, String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }

  @Scheduled(fixedDelayString = "${antin.signing-requests.interval:1s}", initialDelayString = "1s")
  void look() {
    try {
      read(List.copyOf(open));
    } catch (DataAccessException e) {
      LOG.debug("Event streams wait for the database: {}", e.getMessage());
    }
  }

  private void read(List<Stream> streams) {
    for (var inbox : List.of(true, false)) {
      var ids =
          streams.stream()
              .map(each -> each.watched)
              .filter(each -> each.inbox() == inbox)
              .map(Watched::id)
              .collect(Collectors.toSet());
      if (ids.isEmpty()) {
        continue;
      }
      var states = source.read(inbox, List.copyOf(ids));
      for (var stream : streams) {
        var state = states.get(stream.watched.id());
        if (stream.watched.inbox() == inbox && state != null) {
          stream.offer(state);
        }
      }
    }
  }

  int count() {
    return open.size();
  }

  @Override
  public void start() {
    running = true;
  }

  /** Streams end before the server waits for its answers to end. */
  @Override
  public void stop() {
    running = false;
    open.forEach(each -> each.news.release());
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
