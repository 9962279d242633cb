package vn.antin.signing.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** Does the work of a call with an {@code Idempotency-Key} once. Thread-safe. */
public final class Idempotency {
  /** The work of a call. */
  @FunctionalInterface
  public interface Work extends Function<Turn, ResponseEntity<?>> {}

  /** After which a call that has not ended counts as left behind by its node. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);

  private final CallRepository repository;
  private final TransactionOperations transaction;
  private final RootKey rootKey;
  private final JsonMapper json;
  private final IdempotencyProperties properties;
  private final InstantSource time;

  Idempotency(
      CallRepository repository,
      TransactionOperations transaction,
      RootKey rootKey,
      JsonMapper json,
      IdempotencyProperties properties,
      InstantSource time) {
    this.repository = repository;
    this.transaction = transaction;
    this.rootKey = rootKey;
    this.json = json;
    this.properties = properties;
    this.time = time;
  }

  /**
   * Answers a call whose work is all in the database: it and the answer are written together.
   *
   * @param caller the client, and the official it acts for
   * @param asked what the call asks for, in a form that JSON can be made of
   */
  public ResponseEntity<?> create(
      HttpServletRequest request, String caller, Object asked, Work work) {
    return answer(
        request,
        caller,
        asked,
        turn ->
            transaction.execute(_ -> {
              var answer = kept(work.apply(turn));
              if (!repository.answered(turn.id(), wrapped(turn.id(), answer))) {
                throw Problem.IDEMPOTENCY_IN_PROGRESS.because("another call has answered");
              }
              return answer;
            }),
        work);
  }

  /**
   * Answers a call whose work cannot be taken back; it goes by its turn when it is tried again.
   *
   * @param caller the client, and the official it acts for
   * @param asked what the call asks for, in a form that JSON can be made of
   */
  public ResponseEntity<?> act(HttpServletRequest request, String caller, Object asked, Work work) {
    return answer(
        request,
        caller,
        asked,
        turn -> {
          var answer = kept(work.apply(turn));
          try {
            repository.answered(turn.id(), wrapped(turn.id(), answer));
          } catch (DataAccessException | TransactionException e) {
            LOG.warn("An answer could not be kept; the ledger has what it says: {}", e.toString());
          }
          return answer;
        },
        work);
  }

  private ResponseEntity<?> answer(
      HttpServletRequest request,
      String caller,
      Object asked,
      Function<Turn, @Nullable KeptAnswer> kept,
      Work work) {
    var call = Call.of(request, caller, json.writeValueAsBytes(asked));
    if (call == null) {
      return work.apply(new Turn(UUID.randomUUID(), false));
    }
    var now = time.instant();
    var id = UUID.randomUUID();
    if (repository.begin(id, call, now, now.plus(LEASE), now.plus(properties.keep()))) {
      return run(new Turn(id, false), kept);
    }
    var known = repository.find(call).orElseThrow(Idempotency::inProgress);
    if (!known.asks(call)) {
      throw Problem.IDEMPOTENCY_KEY_REUSED.because("the key was used for another call");
    }
    var answer = known.answer();
    if (answer != null) {
      return unwrapped(known.id(), answer).response();
    }
    if (!repository.takeOver(known.id(), now, now.plus(LEASE))) {
      throw inProgress();
    }
    return run(new Turn(known.id(), true), kept);
  }

  private ResponseEntity<?> run(Turn turn, Function<Turn, @Nullable KeptAnswer> work) {
    try {
      var answer = work.apply(turn);
      if (answer == null) {
        throw new IllegalStateException("a transaction answered nothing");
      }
      return answer.response();
    } catch (RuntimeException e) {
      failed(turn);
      throw e;
    }
  }

  /** Only success is kept: the next call with the key tries again, or goes on. */
  private void failed(Turn turn) {
    try {
      repository.open(turn.id(), time.instant());
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("A call with a key stays under way until its lease ends: {}", e.toString());
    }
  }

  private KeptAnswer kept(ResponseEntity<?> answer) {
    return KeptAnswer.of(answer, json.writeValueAsBytes(answer.getBody()));
  }

  private byte[] wrapped(UUID id, KeptAnswer answer) {
    return rootKey.wrap(json.writeValueAsBytes(answer), context(id));
  }

  private KeptAnswer unwrapped(UUID id, byte[] answer) {
    return json.readValue(rootKey.unwrap(answer, context(id)), KeptAnswer.class);
  }

  private static String context(UUID id) {
    return "idempotent-answer:" + id;
  }

  private static SigningException inProgress() {
    return Problem.IDEMPOTENCY_IN_PROGRESS.because("the call with this key has not ended");
  }

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
  void forgetOld() {
    repository.forgetOld(time.instant());
  }
}
