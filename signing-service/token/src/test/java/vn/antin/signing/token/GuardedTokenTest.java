package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.antin.signing.token.SigningOutcome.Reason;

/** A token that hangs does not take its callers with it. */
final class GuardedTokenTest {

  private static final KeyLabel LABEL = new KeyLabel("a");
  private static final TokenLimits SHORT =
      new TokenLimits(2, Duration.ofMillis(100), Duration.ofMillis(100));

  /** Short for what hangs, and long enough for what does not. */
  private static final TokenLimits FAIR =
      new TokenLimits(2, Duration.ofSeconds(3), Duration.ofSeconds(3));

  private final HangingVault vault = new HangingVault();

  @Test
  void callThatHangsIsUnknownAndOpensTheBreakerUntilItReturns() {
    try (Token token = GuardedToken.open("test", FAIR, () -> vault)) {
      assertThat(sign(token)).isInstanceOf(SigningOutcome.Unknown.class);
      assertThat(token.status().usable()).isFalse();
      assertThat(token.status().overdue()).isEqualTo(1);
      assertThat(sign(token))
          .isInstanceOfSatisfying(
              SigningOutcome.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE));
      assertThatExceptionOfType(TokenException.class)
          .isThrownBy(() -> token.find(LABEL))
          .returns(TokenException.Fault.UNAVAILABLE, TokenException::fault);

      vault.gate.release(1000);
      while (!token.status().usable()) {
        Thread.onSpinWait();
      }
      assertThat(sign(token)).isInstanceOf(SigningOutcome.Signed.class);
    }
  }

  @Test
  void callThatNeverBeganIsRefusedAsBusyNotUnknown() throws Exception {
    TokenLimits patient = new TokenLimits(1, Duration.ofMinutes(2), Duration.ofMillis(200));
    try (Token token = GuardedToken.open("test", patient, () -> vault)) {
      Thread first = Thread.startVirtualThread(() -> sign(token));
      vault.entered.await();
      assertThatExceptionOfType(TokenException.class)
          .isThrownBy(() -> token.generate(LABEL, KeyKind.EC_P256))
          .returns(TokenException.Fault.BUSY, TokenException::fault);
      vault.gate.release(1000);
      first.join();
      assertThat(vault.generated).isFalse();
    }
  }

  @Test
  void failureWhileSigningIsUnknown() {
    vault.failing = true;
    vault.gate.release(1000);
    try (Token token = GuardedToken.open("test", FAIR, () -> vault)) {
      assertThat(sign(token)).isInstanceOf(SigningOutcome.Unknown.class);
      assertThat(token.status().usable()).isTrue();
    }
  }

  @Test
  void vaultThatOpensTooLateIsClosed() throws Exception {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() ->
            GuardedToken.open(
                "late",
                SHORT,
                () -> {
                  vault.gate.acquire();
                  return vault;
                }));
    assertThat(vault.closed.getCount()).isOne();

    vault.gate.release();
    assertThat(vault.closed.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void pinThatIsRefusedTooLateIsNotTriedAgain() throws Exception {
    var refused = new CountDownLatch(1);
    Callable<Vault> opening =
        () -> {
          vault.gate.acquire();
          refused.countDown();
          throw new TokenException(TokenException.Fault.PIN_REFUSED, "C_Login");
        };
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> GuardedToken.open("late PIN", SHORT, opening))
        .returns(TokenException.Fault.UNAVAILABLE, TokenException::fault);

    vault.gate.release();
    refused.await();
    TokenException.Fault told = TokenException.Fault.UNAVAILABLE;
    while (told == TokenException.Fault.UNAVAILABLE) {
      try (Token token = GuardedToken.open("late PIN", SHORT, () -> unavailable())) {
        throw new AssertionError(token);
      } catch (TokenException e) {
        told = e.fault();
      }
    }
    assertThat(told).isEqualTo(TokenException.Fault.PIN_REFUSED);
  }

  private static Vault unavailable() {
    throw new TokenException(TokenException.Fault.UNAVAILABLE, "not yet told");
  }

  private static SigningOutcome sign(Token token) {
    return token.sign(LABEL, SigningAlgorithm.ECDSA_SHA256, new byte[1]);
  }

  private static final class HangingVault implements Vault {
    private final Semaphore gate = new Semaphore(0);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile boolean generated;

    @Override
    public SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, SigningInput input) {
      entered.countDown();
      gate.acquireUninterruptibly();
      if (failing) {
        throw new IllegalStateException("the device went away");
      }
      return new SigningOutcome.Signed(new SignatureValue(input.bytes()));
    }

    @Override
    public TokenKey generate(KeyLabel label, KeyKind kind) {
      generated = true;
      throw new IllegalStateException("not asked for");
    }

    @Override
    public String name() {
      return "hanging";
    }

    @Override
    public TokenCapabilities capabilities() {
      return SoftwareKey.capabilities();
    }

    @Override
    public List<KeyLabel> labels() {
      return List.of();
    }

    @Override
    public Optional<TokenKey> find(KeyLabel label) {
      return Optional.empty();
    }

    @Override
    public boolean destroy(KeyLabel label) {
      return false;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
