package vn.antin.auth.approval.confirmation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.login.factor.SigningSecret;

/**
 * Compares and sets signing PINs. An attempt is charged and committed before the PIN is compared,
 * so neither parallel guesses nor a broken connection pass the limit. Thread-safe.
 */
@Service
class SigningPins implements SigningSecret {
  static final int LIMIT = 5;
  private static final Duration LOCK = Duration.ofMinutes(15);

  private final SigningPinRepository pins;
  private final SecretHashes hashes;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  SigningPins(
      SigningPinRepository pins,
      SecretHashes hashes,
      AuditLog audit,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.pins = pins;
    this.hashes = hashes;
    this.audit = audit;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public boolean isSet(AccountId account) {
    return pins.exists(account);
  }

  @Override
  public boolean matches(AccountId account, String typed) {
    return check(account, typed) instanceof PinCheck.Correct;
  }

  PinCheck check(AccountId account, String pin) {
    Optional<SigningPinRepository.Charged> charged = charge(account);
    if (charged.isEmpty()) {
      return pins.lockedUntil(account, clock.instant())
          .<PinCheck>map(PinCheck.Locked::new)
          .orElseGet(PinCheck.NotSet::new);
    }
    try {
      if (hashes.matches(new Password(pin), charged.get().hash())) {
        pins.reset(account);
        return new PinCheck.Correct();
      }
    } catch (TooManyHashes e) {
      pins.refund(account);
      return new PinCheck.Busy();
    }
    int left = LIMIT - charged.get().attempts();
    return left > 0 ? new PinCheck.Wrong(left) : new PinCheck.Locked(clock.instant().plus(LOCK));
  }

  private Optional<SigningPinRepository.Charged> charge(AccountId account) {
    return transaction.execute(status -> {
      var charged = pins.charge(account, clock.instant(), LIMIT, LOCK);
      if (charged.isPresent() && charged.get().attempts() == LIMIT) {
        audit.append(event("signing-pin.locked", account));
      }
      return charged;
    });
  }

  void set(AccountId account, SigningPin pin) throws TooManyHashes {
    String hash = hashes.hash(new Password(pin.value()));
    Instant now = clock.instant();
    transaction.executeWithoutResult(status -> {
      boolean first = !pins.exists(account);
      pins.set(account, hash, now);
      events.publishEvent(
          new CredentialChanged(
              account,
              CredentialChanged.Kind.SIGNING_PIN,
              first ? CredentialChanged.Change.CREATED : CredentialChanged.Change.UPDATED));
      audit.append(event("signing-pin.set", account));
    });
  }

  private static AuditEvent event(String type, AccountId account) {
    return new AuditEvent(type, account.toString(), account.toString(), Map.of(), Map.of());
  }
}
