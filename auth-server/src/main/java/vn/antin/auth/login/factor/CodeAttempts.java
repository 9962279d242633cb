package vn.antin.auth.login.factor;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.web.ClientAddress;

/**
 * Judges a typed code, wherever it is typed: every attempt is counted, by the {@link Throttle} and
 * by the {@link CodeCeiling}, before its code is looked at. Thread-safe.
 */
@Component
public final class CodeAttempts {
  private final Throttle throttle;
  private final CodeCeiling ceiling;

  CodeAttempts(Throttle throttle, CodeCeiling ceiling) {
    this.throttle = throttle;
    this.ceiling = ceiling;
  }

  /** What came of an attempt. */
  public sealed interface Judgement {
    record Right() implements Judgement {}

    /**
     * It was not right.
     *
     * @param closed whether codes of this kind count no more from now on
     */
    record Wrong(boolean closed) implements Judgement {}

    /** Codes of this kind count no more; the code was not looked at. */
    record Closed() implements Judgement {}

    /**
     * The code was not looked at.
     *
     * @param delay until there is room for another attempt
     */
    record Throttled(Duration delay) implements Judgement {}
  }

  /**
   * Counts an attempt and judges its code.
   *
   * @param spending spends the code; false when it is not right
   */
  public Judgement judge(
      AccountId account, FactorKind kind, ClientAddress address, BooleanSupplier spending) {
    Throttle.Count count = throttle.attempt(account, address);
    if (count.throttled()) {
      return new Judgement.Throttled(count.delay());
    }
    Optional<CodeCeiling.Attempt> attempt = ceiling.attempt(account, kind);
    if (attempt.isEmpty()) {
      return new Judgement.Closed();
    }
    if (!spending.getAsBoolean()) {
      ceiling.wrong(attempt.get());
      return new Judgement.Wrong(ceiling.closed(account, kind));
    }
    ceiling.right(attempt.get());
    throttle.takeBack(account, address);
    throttle.forgive(account);
    return new Judgement.Right();
  }
}
