package vn.antin.auth.directory;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.account.Username;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.password.PasswordCheck;
import vn.antin.auth.login.password.Passwords;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.web.ClientAddress;
import vn.antin.ldap.gateway.BindOutcome;

/**
 * Judges binds. LDAP asks for nothing but a password, so an account that needs a second factor does
 * not bind with its own: only with one that its owner has made for a system. Any account may use
 * such a one. A refusal looks and takes the same whatever its reason.
 */
@Component
final class GatewayLogins {
  /** Who has set up one of these is never let in by a password alone. */
  private static final Set<FactorKind> CHOSEN = Set.of(FactorKind.TOTP, FactorKind.PASSKEY);

  private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

  private final Accounts accounts;
  private final Passwords passwords;
  private final ApplicationPasswords made;
  private final SignInPolicies policies;
  private final ObjectProvider<Factor> factors;
  private final AuditLog audit;
  private final MeterRegistry meters;

  GatewayLogins(
      Accounts accounts,
      Passwords passwords,
      ApplicationPasswords made,
      SignInPolicies policies,
      ObjectProvider<Factor> factors,
      AuditLog audit,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.made = made;
    this.policies = policies;
    this.factors = factors;
    this.audit = audit;
    this.meters = meters;
  }

  BindOutcome bind(Username username, Password password, ClientAddress address) {
    Optional<ApplicationPassword> forSystem = ApplicationPassword.read(password.reveal());
    Optional<Account> account = accounts.find(username);
    if (forSystem.isPresent()) {
      return judge(account.orElse(null), forSystem.get(), username, address);
    }
    if (account.isPresent() && needsSecond(account.get().id())) {
      try {
        passwords.waste(username, password, address);
      } catch (TooManyHashes e) {
        return new BindOutcome.Unavailable();
      }
      record(account.get(), "login.failed", "second-factor-needed", username, address);
      return new BindOutcome.Refused();
    }
    return switch (passwords.verify(username, password, address)) {
      case PasswordCheck.Accepted(Account known) -> accepted(known);
      case PasswordCheck.Busy(), PasswordCheck.DirectoryUnreachable() ->
          new BindOutcome.Unavailable();
      case PasswordCheck.Refused(),
          PasswordCheck.Throttled(_, _),
          PasswordCheck.Disabled(_),
          PasswordCheck.PasswordChangeDue(_),
          PasswordCheck.ClosedByDirectory(_) ->
          new BindOutcome.Refused();
    };
  }

  /** Nobody guesses 160 bits, so that no failure here counts against the official. */
  private BindOutcome judge(
      @Nullable Account account,
      ApplicationPassword password,
      Username username,
      ClientAddress address) {
    boolean right = made.use(account == null ? NOBODY : account.id(), password, address);
    if (account == null || !right || !account.active()) {
      String reason = account == null ? "unknown" : right ? "disabled" : "wrong";
      record(account, "login.failed", reason, username, address);
      return new BindOutcome.Refused();
    }
    record(account, "login.ok", "application-password", username, address);
    return accepted(account);
  }

  /** Whether policy or the official's own choice wants more than a password. */
  private boolean needsSecond(AccountId account) {
    SignInPolicy policy = policies.of(account, null);
    return policy.least().meets(Assurance.TWO_FACTOR)
        || !policy.factors().contains(FactorKind.PASSWORD)
        || factors.stream()
            .filter(factor -> CHOSEN.contains(factor.kind()))
            .filter(factor -> policy.factors().contains(factor.kind()))
            .anyMatch(factor -> factor.enrolled(account));
  }

  private static BindOutcome accepted(Account account) {
    return new BindOutcome.Accepted(account.id().value(), account.username());
  }

  private void record(
      @Nullable Account account,
      String type,
      String how,
      Username username,
      ClientAddress address) {
    boolean ok = type.equals("login.ok");
    String id = account == null ? null : account.id().toString();
    audit.append(
        new AuditEvent(
            type,
            ok ? id : null,
            id,
            Map.of(ok ? "method" : "reason", how),
            Map.of("username", username.value(), "address", address.value())));
    meters
        .counter("antin.logins", "method", "application-password", "outcome", ok ? "ok" : "refused")
        .increment();
  }
}
