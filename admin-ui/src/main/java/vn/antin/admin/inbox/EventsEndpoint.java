package vn.antin.admin.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Content;

/**
 * Passes on that something happened to an official's inbox, as server-sent events. Only the names
 * of the events go to the browser: what happened it reads from the pages. Streams are bounded in
 * number and in time, and a browser that is refused one goes on without.
 */
@Controller
class EventsEndpoint implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(EventsEndpoint.class);
  private static final Set<String> PASSED_ON = Set.of("changed", "progress");
  private static final int LONGEST_LINE = 65_536;

  private final InboxClient inbox;
  private final Callers callers;
  private final EventsProperties properties;
  private final Semaphore streams;
  private final Map<String, Integer> byOfficial = new ConcurrentHashMap<>();
  private final ScheduledExecutorService ends =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("inbox-events").factory());

  EventsEndpoint(InboxClient inbox, Callers callers, EventsProperties properties) {
    this.inbox = inbox;
    this.callers = callers;
    this.properties = properties;
    this.streams = new Semaphore(properties.all());
  }

  @GetMapping("/inbox/events")
  void events(
      Optional<DeskSession> session, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // No content ends an EventSource for good; it must not be led through a login.
    if (session.isEmpty() || !enter(session.get().subject())) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return;
    }
    try {
      if (inbox.events(callers.official(session.get(), request))
          instanceof Answer.Granted<Content>(var content)) {
        pass(content.stream(), response);
      } else {
        response.setStatus(HttpStatus.NO_CONTENT.value());
      }
    } finally {
      leave(session.get().subject());
    }
  }

  @Override
  public void destroy() {
    ends.shutdownNow();
  }

  private void pass(InputStream in, HttpServletResponse response) throws IOException {
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    var out = response.getOutputStream();
    out.write("retry: 10000\n\n".getBytes(UTF_8));
    response.flushBuffer();
    var end =
        ends.schedule(() -> close(in), properties.lifetime().toMillis(), TimeUnit.MILLISECONDS);
    try (in) {
      for (var line = line(in); line.isPresent(); line = line(in)) {
        var text = line.get();
        var name = text.startsWith("event:") ? text.substring(6).strip() : "";
        if (PASSED_ON.contains(name)) {
          out.write(("event: " + name + "\ndata: 1\n\n").getBytes(UTF_8));
          response.flushBuffer();
        } else if (text.startsWith(":")) {
          // A sign of life; writing it on shows whether the browser is still there.
          out.write(":\n\n".getBytes(UTF_8));
          response.flushBuffer();
        }
      }
    } catch (IOException e) {
      LOG.debug("event stream ended: {}", e.getMessage());
    } finally {
      end.cancel(false);
    }
  }

  /** The next line without its end; nothing at the end of the stream or for a line too long. */
  private static Optional<String> line(InputStream in) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return Optional.of(bytes.toString(UTF_8));
      }
      if (bytes.size() >= LONGEST_LINE) {
        return Optional.empty();
      }
      bytes.write(b);
    }
    return Optional.empty();
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      LOG.debug("event stream closed: {}", e.getMessage());
    }
  }

  private boolean enter(String official) {
    if (!streams.tryAcquire()) {
      return false;
    }
    boolean within = byOfficial.merge(official, 1, Integer::sum) <= properties.official();
    if (!within) {
      leave(official);
    }
    return within;
  }

  private void leave(String official) {
    byOfficial.computeIfPresent(official, (_, open) -> open > 1 ? open - 1 : null);
    streams.release();
  }
}
