package vn.antin.signing.csc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.engine.online.Answer;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.web.Faults;

/**
 * Works on calls that are answered later, on any node; the approval is looked up again, so what was
 * taken back meanwhile signs nothing. A call whose node died is begun again: its hashes that were
 * not spent are signed, and if any was, the answer says that it is not known what became of it.
 */
final class LaterWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaterWork.class);

  /** Longer than any call takes, and than the lease of a hash in the ledger. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int AWAY = 503;
  private static final int MESSAGES = 6;
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final LaterRepository later;
  private final SigningRight right;
  private final Map<String, SigningMethod> methods;
  private final Online online;
  private final JsonMapper json;
  private final InstantSource time;
  private final Semaphore places;
  private final Semaphore messenger = new Semaphore(1);

  LaterWork(
      LaterRepository later,
      SigningRight right,
      Map<String, SigningMethod> methods,
      Online online,
      JsonMapper json,
      InstantSource time,
      int places) {
    this.later = later;
    this.right = right;
    this.methods = Map.copyOf(methods);
    this.online = online;
    this.json = json;
    this.time = time;
    this.places = new Semaphore(places);
  }

  /** Others wait for their turn on the scheduler's thread, so the work is done beside it. */
  @Scheduled(fixedDelayString = "1s", initialDelayString = "2s")
  void look() {
    beside(
        "csc-later",
        places,
        () -> {
          for (var next = take(); next != null; next = take()) {
            work(next);
          }
        });
    beside("csc-messages", messenger, this::tell);
  }

  /** What can be fetched no more goes. */
  @Scheduled(fixedDelayString = "60s", initialDelayString = "30s")
  void forget() {
    try {
      later.forgetOld(time.instant());
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Answers wait for the database: {}", e.getMessage());
    }
  }

  private static void beside(String name, Semaphore places, Runnable work) {
    if (places.tryAcquire()) {
      Thread.ofVirtual()
          .name(name)
          .start(() -> {
            try {
              work.run();
            } catch (DataAccessException | TransactionException e) {
              LOG.debug("Later answers wait for the database: {}", e.getMessage());
            } finally {
              places.release();
            }
          });
    }
  }

  private LaterCall.@Nullable Open take() {
    var now = time.instant();
    return later.take(now, now.plus(LEASE)).orElse(null);
  }

  /** What is away comes back, or the approval ends. */
  private void work(LaterCall.Open call) {
    var answer = answer(call);
    if (answer.status() == AWAY) {
      later.postponed(call.id(), time.instant().plus(PAUSE));
    } else {
      later.answered(answer, time.instant());
    }
  }

  private LaterCall.Answered answer(LaterCall.Open call) {
    try {
      var grant = right.again(call);
      var method = Objects.requireNonNull(methods.get(call.method()));
      var body = method.ready(grant, Parameters.ofText(call.call())).apply(call.id());
      return new LaterCall.Answered(call.id(), 200, json.writeValueAsString(body));
    } catch (RuntimeException e) {
      return refused(call, e);
    }
  }

  private LaterCall.Answered refused(LaterCall.Open call, RuntimeException fault) {
    var told = fault instanceof CscFault known ? known : CscErrors.of(Faults.problem(fault));
    if (fault instanceof SigningException known
        && known.problem() == Problem.IDEMPOTENCY_IN_PROGRESS) {
      told = CscFault.later("Another node is at it, or was until it went away");
    }
    if (call.attempts() > 0 && told.description().equals(HashSigning.NOT_AUTHORIZED)) {
      told = CscErrors.of(Problem.OUTCOME_UNKNOWN); // interrupted after some were spent
    }
    if (told.status() >= 500) {
      LOG.error("Call {} failed", call, fault);
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("error", told.error());
    body.put("error_description", told.description());
    return new LaterCall.Answered(call.id(), told.status(), json.writeValueAsString(body));
  }

  /** The message names the answer and holds nothing of it. */
  private void tell() {
    for (var next = message(); next != null; next = message()) {
      var body =
          json.writeValueAsString(Map.of("responseID", next.id().toString()))
              .getBytes(StandardCharsets.UTF_8);
      var said = online.post(next.address(), "application/json", body, "*/*", LONGEST_ANSWER);
      switch (said) {
        case Answer.Received _ -> later.told(next.id());
        case Answer.Refused(var reason) -> {
          LOG.warn("Nobody is told of answer {}: {}", next.id(), reason);
          later.told(next.id());
        }
        case Answer.Failed _ -> {
          if (next.told() >= MESSAGES) {
            later.told(next.id());
          }
        }
      }
    }
  }

  /** Six times within about an hour; who was not reached can still ask. */
  private LaterRepository.@Nullable Message message() {
    return later.nextMessage(time.instant()).orElse(null);
  }

  @Override
  public void close() {
    online.close();
  }
}
