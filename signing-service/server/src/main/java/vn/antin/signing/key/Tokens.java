package vn.antin.signing.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.SigningOutcome.Refused;
import vn.antin.signing.token.Token;

/**
 * All configured tokens. Work goes to one that is well and has least to do; when it refuses before
 * the key was used, to the next. What is unknown is never tried elsewhere.
 */
final class Tokens implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

  private final List<HeldToken> all;
  private final Duration patience;
  private final ScheduledExecutorService looking;
  private final AtomicInteger turn = new AtomicInteger();

  Tokens(List<HeldToken> all, Duration patience) {
    this.all = List.copyOf(all);
    this.patience = patience;
    this.looking =
        Executors.newScheduledThreadPool(
            all.size(), Thread.ofPlatform().daemon().name("token-health-", 0).factory());
  }

  /** Begins to look after the tokens' health, opening them meanwhile. */
  void start() {
    for (var token : all) {
      var _ = looking.scheduleWithFixedDelay(() -> look(token), 0, 1, TimeUnit.SECONDS);
    }
  }

  private static void look(HeldToken token) {
    try {
      token.look();
    } catch (RuntimeException e) { // a look that throws would be the last
      LOG.warn("Looking after token {} failed", token.name(), e);
    }
  }

  List<HeldToken> all() {
    return all;
  }

  /** The least busy first; of equal ones each in its turn; those that are not well last. */
  List<HeldToken> inOrder() {
    var order = new ArrayList<>(all);
    Collections.rotate(order, turn.getAndIncrement() % all.size());
    order.sort(
        Comparator.comparingInt((HeldToken each) -> each.fault().isPresent() ? 1 : 0)
            .thenComparingInt(HeldToken::running));
    return order;
  }

  /** Tokens that are open and well, and do what is asked for. */
  List<Token> ready(Predicate<Token> wanted) {
    return inOrder().stream().flatMap(each -> each.ready().stream()).filter(wanted).toList();
  }

  SigningOutcome sign(List<HeldToken> candidates, Function<Token, SigningOutcome> work) {
    long began = System.nanoTime();
    var worst = new Refused(Reason.NO_SUCH_KEY, "No token holds the key");
    for (var token : candidates) {
      if (System.nanoTime() - began >= patience.toNanos()) {
        break;
      }
      var outcome = token.sign(work);
      if (!(outcome instanceof Refused refusal)) {
        return outcome;
      }
      if (worst.reason() == Reason.NO_SUCH_KEY) {
        worst = refusal;
      }
    }
    return worst;
  }

  void forEachOpen(Consumer<Token> work) {
    all.forEach(each -> each.opened().ifPresent(work));
  }

  @Override
  public void close() {
    looking.shutdownNow();
    all.forEach(HeldToken::close);
  }
}
