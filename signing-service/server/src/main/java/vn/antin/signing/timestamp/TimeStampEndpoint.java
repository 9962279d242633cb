package vn.antin.signing.timestamp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.LimitedBody;
import vn.antin.signing.web.Throttle;

/**
 * RFC 3161 §3.4. A refusal that is the client's to cure has status 200, as the RFC knows no other;
 * one that is ours has 503, with the same kind of body, so that a client asks another server.
 */
@RestController
final class TimeStampEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(TimeStampEndpoint.class);
  private static final String QUERY = "application/timestamp-query";
  private static final MediaType REPLY = MediaType.parseMediaType("application/timestamp-reply");
  private static final String METER = "antin.time-stamps";

  private final ObjectProvider<TimeStampAuthority> authority;
  private final ObjectProvider<Throttle> throttle;
  private final Timer granted;
  private final MeterRegistry meters;
  private volatile String trouble = "";

  TimeStampEndpoint(
      ObjectProvider<TimeStampAuthority> authority,
      ObjectProvider<Throttle> timeStampThrottle,
      MeterRegistry meters) {
    this.authority = authority;
    this.throttle = timeStampThrottle;
    this.granted = meters.timer(METER);
    this.meters = meters;
    Arrays.stream(Refusal.values()).forEach(this::refused); // they exist before they count
  }

  private Counter refused(Refusal refusal) {
    return meters.counter(METER + ".refused", "reason", refusal.title());
  }

  @PostMapping(path = "/tsa", consumes = QUERY)
  ResponseEntity<byte[]> stamp(HttpServletRequest request) throws IOException {
    var open = authority.getIfAvailable();
    if (open == null) {
      throw Problem.NOT_FOUND.because("the time-stamp authority is off");
    }
    throttle.getObject().count(request);
    var query = LimitedBody.read(request, StampQuery.LONGEST);
    var began = Timer.start();
    var answer = open.answer(query);
    var status = 200;
    switch (answer) {
      case StampAnswer.Granted _ -> {
        began.stop(granted);
        say("");
      }
      case StampAnswer.Refused(var refusal, _, var detail) -> {
        refused(refusal).increment();
        if (refusal.outage()) {
          status = 503;
          say(detail);
        }
      }
    }
    return ResponseEntity.status(status)
        .contentType(REPLY)
        .cacheControl(CacheControl.noStore())
        .body(answer.encoded());
  }

  /** Says each trouble once, not a thousand times a second. */
  private void say(String now) {
    if (!now.equals(trouble)) {
      trouble = now;
      if (!now.isEmpty()) {
        LOG.warn("No time-stamps: {}", now);
      }
    }
  }
}
