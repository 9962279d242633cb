package vn.antin.auth.approval.confirmation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.CodeAttempts;
import vn.antin.auth.login.factor.CodeAttempts.Judgement;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.PasskeyAssertions;
import vn.antin.auth.login.factor.TypedCode;
import vn.antin.auth.web.ClientAddress;

/** Decides what an official is asked for, and checks what is typed. Thread-safe. */
@Component
public final class ApprovalConfirmations {
  private final PasskeyAssertions passkeys;
  private final SigningPins pins;
  private final TypedCode codes;
  private final CodeAttempts attempts;
  private final ConfirmationProperties properties;
  private final InstantSource clock;

  ApprovalConfirmations(
      PasskeyAssertions passkeys,
      SigningPins pins,
      List<TypedCode> codes,
      CodeAttempts attempts,
      ConfirmationProperties properties,
      InstantSource clock) {
    this.passkeys = passkeys;
    this.pins = pins;
    this.codes =
        codes.stream().filter(code -> code.kind() == FactorKind.TOTP).findFirst().orElseThrow();
    this.attempts = attempts;
    this.properties = properties;
    this.clock = clock;
  }

  /** What this official is asked for now. */
  public ConfirmationMethod method(AccountId official) {
    if (passkeys.enrolled(official)) {
      return new ConfirmationMethod(ConfirmationMethod.Kind.PASSKEY, true);
    }
    return switch (properties.fallback()) {
      case PIN -> new ConfirmationMethod(ConfirmationMethod.Kind.PIN, pins.isSet(official));
      case TOTP -> new ConfirmationMethod(ConfirmationMethod.Kind.TOTP, codes.enrolled(official));
      case NONE -> new ConfirmationMethod(ConfirmationMethod.Kind.PASSKEY, false);
    };
  }

  /**
   * Checks a PIN or a code, whichever this official is asked for; counted before it is compared.
   */
  public Typed check(AccountId official, String typed, ClientAddress address) {
    return switch (method(official).kind()) {
      case PASSKEY -> new Typed.Refused(Refusal.of("approval.passkey.asked"));
      case PIN -> typed(new Confirmation.ByPin(), Refusal.of(pins.check(official, typed)));
      case TOTP -> typed(new Confirmation.ByCode(), code(official, typed, address));
    };
  }

  private static Typed typed(Confirmation right, @Nullable Refusal refusal) {
    return refusal == null ? new Typed.Right(right) : new Typed.Refused(refusal);
  }

  private @Nullable Refusal code(AccountId official, String typed, ClientAddress address) {
    return switch (attempts.judge(
        official, codes.kind(), address, () -> codes.spend(official, typed))) {
      case Judgement.Right() -> null;
      case Judgement.Wrong(boolean closed) ->
          Refusal.of(closed ? "code.closed" : "approval.code.wrong");
      case Judgement.Closed() -> Refusal.of("code.closed");
      case Judgement.Throttled(Duration delay) ->
          new Refusal("approval.locked", 0, clock.instant().plus(delay));
    };
  }

  /** What came of comparing. */
  public sealed interface Typed {
    record Right(Confirmation confirmation) implements Typed {}

    record Refused(Refusal refusal) implements Typed {}
  }
}
