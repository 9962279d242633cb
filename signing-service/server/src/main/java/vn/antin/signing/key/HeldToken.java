package vn.antin.signing.key;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenException.Fault;

/**
 * One configured token, opened at the first use or by the first look at its health, which is taken
 * every second. While the last look failed nothing is asked of it. A refused PIN or an unprotected
 * master key is remembered and not tried again before a restart, because tokens lock; anything else
 * is tried again. Thread-safe.
 */
final class HeldToken implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeldToken.class);
  private static final Duration BETWEEN_OPENINGS = Duration.ofSeconds(1);

  private final String name;
  private final Duration patience;
  private final Supplier<Token> opener;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger running = new AtomicInteger();
  private final LongAdder signed = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final Rate rate = new Rate();
  private @Nullable CompletableFuture<Token> opening;
  private long openingBegan;
  private volatile @Nullable String fault;

  HeldToken(String name, Duration patience, Supplier<Token> opener) {
    this.name = name;
    this.patience = patience;
    this.opener = opener;
  }

  String name() {
    return name;
  }

  /** The open token, waiting for its opening no longer than a caller waits. */
  Token open() {
    try {
      return begun().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TokenException(Fault.UNAVAILABLE, "Token " + name + " is still being opened", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenException(Fault.UNAVAILABLE, "Interrupted while opening " + name, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TokenException known) {
        throw known;
      }
      throw new TokenException(Fault.UNAVAILABLE, "Token " + name + " does not open", e);
    }
  }

  /** The token, when it is open and was well at the last look. */
  Optional<Token> ready() {
    return fault == null ? opened() : Optional.empty();
  }

  /** The token, when it is open. */
  Optional<Token> opened() {
    lock.lock();
    try {
      return opening != null && opening.isDone() && !opening.isCompletedExceptionally()
          ? Optional.of(opening.resultNow())
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** What is wrong with it; empty when nothing is known to be. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  int running() {
    return running.get();
  }

  long signed() {
    return signed.sum();
  }

  long refused() {
    return refused.sum();
  }

  long unknown() {
    return unknown.sum();
  }

  double perSecond() {
    return rate.perSecond();
  }

  /** Has the token sign, unless it is known to be away; never throws. */
  SigningOutcome sign(Function<Token, SigningOutcome> work) {
    var wrong = fault;
    if (wrong != null) {
      return counted(new SigningOutcome.Refused(Reason.UNAVAILABLE, name + ": " + wrong));
    }
    running.incrementAndGet();
    try {
      return counted(work.apply(open()));
    } catch (TokenException e) {
      return counted(new SigningOutcome.Refused(Reason.UNAVAILABLE, name + ": " + e.getMessage()));
    } finally {
      running.decrementAndGet();
    }
  }

  private SigningOutcome counted(SigningOutcome outcome) {
    switch (outcome) {
      case SigningOutcome.Signed _ -> signed.increment();
      case SigningOutcome.Refused _ -> refused.increment();
      case SigningOutcome.Unknown _ -> unknown.increment();
    }
    return outcome;
  }

  /** Looks whether it is well. Returns within the patience, twice that when it is opened for it. */
  void look() {
    rate.tick(signed.sum());
    try {
      open().probe();
      wellAgain();
    } catch (TokenException e) {
      if (e.fault() == Fault.BUSY || Thread.currentThread().isInterrupted()) {
        return; // it works, there is only too much of it; or the service stops
      }
      if (fault == null) {
        LOG.warn("Token {} is not used: {}", name, e.getMessage());
      }
      fault = String.valueOf(e.getMessage());
    }
  }

  private void wellAgain() {
    if (fault != null) {
      LOG.info("Token {} is used again", name);
      fault = null;
    }
  }

  /** Closes it, also one that is just being opened. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (opening != null) {
        var _ = opening.thenAccept(Token::close);
      }
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Token> begun() {
    lock.lock();
    try {
      var current = opening;
      if (current == null || (current.isCompletedExceptionally() && mayTryAgain(current))) {
        openingBegan = System.nanoTime();
        current =
            CompletableFuture.supplyAsync(
                opener,
                work -> Thread.ofPlatform().daemon().name("token-open-" + name).start(work));
        opening = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private boolean mayTryAgain(CompletableFuture<Token> failed) {
    var cause = failed.exceptionNow();
    var settled =
        cause instanceof TokenException known
            && switch (known.fault()) {
              case PIN_REFUSED, PIN_LOCKED, KEY_NOT_PROTECTED -> true;
              default -> false;
            };
    return !settled && System.nanoTime() - openingBegan > BETWEEN_OPENINGS.toNanos();
  }
}
