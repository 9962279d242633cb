package vn.antin.signing.token;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;
import vn.antin.signing.token.TokenThreads.Attempt;

/** A vault behind bounded threads: the form in which every token is used. */
final class GuardedToken implements Token {

  private static final Map<String, TokenException> LATE = new ConcurrentHashMap<>();

  private final Vault vault;
  private final TokenThreads threads;
  private final TokenLimits limits;

  private GuardedToken(Vault vault, TokenThreads threads, TokenLimits limits) {
    this.vault = vault;
    this.threads = threads;
    this.limits = limits;
  }

  /**
   * Opens a vault, unless that takes too long: then it is closed when it opens after all. A PIN
   * that was refused then, or an unprotected key, is what the next opening of this name is told
   * instead.
   */
  static Token open(String name, TokenLimits limits, Callable<Vault> opening) {
    TokenException late = LATE.get(name);
    if (late != null) {
      throw late;
    }
    TokenThreads threads = new TokenThreads(name, limits.threads());
    Opening handed = new Opening(name, opening);
    try {
      return new GuardedToken(call(threads, limits.generation(), handed), threads, limits);
    } catch (RuntimeException e) {
      handed
          .givenUp()
          .ifPresent(vault ->
              threads.attempt(
                  limits.patience(),
                  () -> {
                    vault.close();
                    return true;
                  }));
      threads.close();
      throw e;
    }
  }

  /** Makes sure that a vault has exactly one who closes it. */
  private static final class Opening implements Callable<Vault> {
    private final String name;
    private final Callable<Vault> opening;
    private @Nullable Vault opened;
    private boolean givenUp;

    Opening(String name, Callable<Vault> opening) {
      this.name = name;
      this.opening = opening;
    }

    @Override
    public Vault call() throws Exception {
      try {
        Vault vault = opening.call();
        if (hand(vault)) {
          return vault;
        }
        vault.close();
        throw new TokenException(Fault.UNAVAILABLE, "The token opened too late");
      } catch (TokenException e) {
        failed(e);
        throw e;
      }
    }

    private synchronized boolean hand(Vault vault) {
      opened = vault;
      return !givenUp;
    }

    private synchronized void failed(TokenException e) {
      boolean settled =
          switch (e.fault()) {
            case PIN_REFUSED, PIN_LOCKED, KEY_NOT_PROTECTED -> true;
            default -> false;
          };
      if (givenUp && settled) {
        LATE.put(name, e);
      }
    }

    /** What was opened and reached nobody. */
    synchronized Optional<Vault> givenUp() {
      givenUp = true;
      return Optional.ofNullable(opened);
    }
  }

  @Override
  public TokenStatus status() {
    boolean usable = !threads.breakerOpen();
    int overdue = threads.overdue();
    String detail =
        usable
            ? "The token answers"
            : overdue + " of " + threads.size() + " calls hang; no more are made until they return";
    return new TokenStatus(vault.name(), usable, threads.size(), overdue, detail);
  }

  @Override
  public TokenCapabilities capabilities() {
    return vault.capabilities();
  }

  @Override
  public void probe() {
    var _ =
        call(
            threads,
            limits.patience(),
            () -> {
              vault.probe();
              return true;
            });
  }

  @Override
  public Stream<KeyLabel> labels() {
    return call(threads, limits.patience(), vault::labels).stream();
  }

  @Override
  public Optional<TokenKey> find(KeyLabel label) {
    return call(threads, limits.patience(), () -> vault.find(label));
  }

  @Override
  public TokenKey generate(KeyLabel label, KeyKind kind) {
    return call(threads, limits.generation(), () -> vault.generate(label, kind));
  }

  @Override
  public SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, SigningInput input) {
    return signing(() -> vault.sign(label, algorithm, input));
  }

  @Override
  public SigningOutcome sign(WrappedKey key, SigningAlgorithm algorithm, SigningInput input) {
    return signing(() -> vault.sign(key, algorithm, input));
  }

  private SigningOutcome signing(Callable<SigningOutcome> work) {
    return switch (threads.attempt(limits.patience(), work)) {
      case Attempt.Done<SigningOutcome>(SigningOutcome outcome) -> outcome;
      case Attempt.Failed<SigningOutcome>(TokenException before) ->
          new SigningOutcome.Refused(Reason.UNAVAILABLE, before.getMessage());
      case Attempt.Failed<SigningOutcome>(Throwable cause) ->
          new SigningOutcome.Unknown("The token failed while signing: " + cause);
      case Attempt.NotStarted<SigningOutcome>(boolean breakerOpen) ->
          breakerOpen
              ? new SigningOutcome.Refused(Reason.UNAVAILABLE, status().detail())
              : new SigningOutcome.Refused(
                  Reason.BUSY, "No thread of the token became free in " + limits.patience());
      case Attempt.Overdue<SigningOutcome>() ->
          new SigningOutcome.Unknown("The token did not answer within " + limits.patience());
    };
  }

  @Override
  public boolean destroy(KeyLabel label) {
    return call(threads, limits.patience(), () -> vault.destroy(label));
  }

  @Override
  public WrappedKey generateWrapped(KeyLabel label, KeyKind kind) {
    return call(threads, limits.generation(), () -> vault.generateWrapped(label, kind));
  }

  @Override
  public WrappedKey rewrap(WrappedKey key) {
    return call(threads, limits.patience(), () -> vault.rewrap(key));
  }

  @Override
  public void forget(KeyLabel label) {
    vault.forget(label);
  }

  @Override
  public void forgetAll() {
    vault.forgetAll();
  }

  @Override
  public int held() {
    return vault.held();
  }

  @Override
  public boolean makeMasterKey(String label) {
    return call(threads, limits.generation(), () -> vault.makeMasterKey(label));
  }

  @Override
  public void enterMasterKey(String label, byte[] key) {
    byte[] copy = key.clone();
    var _ =
        call(
            threads,
            limits.generation(),
            () -> {
              try {
                vault.enterMasterKey(label, copy);
                return true;
              } finally {
                Arrays.fill(copy, (byte) 0);
              }
            });
  }

  @Override
  public boolean isMasterKey(byte[] key) {
    byte[] copy = key.clone();
    return call(
        threads,
        limits.generation(),
        () -> {
          try {
            return vault.isMasterKey(copy);
          } finally {
            Arrays.fill(copy, (byte) 0);
          }
        });
  }

  @Override
  public void close() {
    threads.attempt(
        limits.patience(),
        () -> {
          vault.close();
          return true;
        });
    threads.close();
  }

  private static <T> T call(TokenThreads threads, Duration limit, Callable<T> work) {
    return switch (threads.attempt(limit, work)) {
      case Attempt.Done<T>(T value) -> value;
      case Attempt.Failed<T>(TokenException expected) -> throw expected;
      case Attempt.Failed<T>(Throwable cause) ->
          throw new TokenException(Fault.UNAVAILABLE, "The token failed: " + cause, cause);
      case Attempt.NotStarted<T>(boolean breakerOpen) ->
          throw new TokenException(
              breakerOpen ? Fault.UNAVAILABLE : Fault.BUSY,
              "The token's threads are all taken; waited " + limit);
      case Attempt.Overdue<T>() ->
          throw new TokenException(Fault.UNAVAILABLE, "The token did not answer within " + limit);
    };
  }
}
