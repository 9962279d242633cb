package vn.antin.auth.login.recovery;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Username;
import vn.antin.auth.login.emailcode.CodeCheck;
import vn.antin.auth.login.emailcode.CodePurpose;
import vn.antin.auth.login.emailcode.MailCodes;
import vn.antin.auth.login.emailcode.ProvenAddresses;
import vn.antin.auth.login.factor.CodeCeiling;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.Throttle;
import vn.antin.auth.login.factor.TypedCode;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.web.ClientAddress;

/**
 * The steps by which an official replaces a forgotten password: a name, a mailed code, a second
 * factor, a new password. Whether anybody has the name shows nowhere before the mailed code: it is
 * looked up after the answer has left.
 */
@Component
final class OwnRecoverySteps {
  private static final Logger LOG = LoggerFactory.getLogger(OwnRecoverySteps.class);
  private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");
  private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

  private final OwnRecoveries rows;
  private final OwnRecoveryTries tries;
  private final RecoveryProperties properties;
  private final RecoveryEffects effects;
  private final Accounts accounts;
  private final Credentials credentials;
  private final ProvenAddresses addresses;
  private final MailCodes codes;
  private final ObjectProvider<TypedCode> seconds;
  private final Throttle throttle;
  private final CodeCeiling ceiling;
  private final Mailer mailer;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  OwnRecoverySteps(
      OwnRecoveries rows,
      OwnRecoveryTries tries,
      RecoveryProperties properties,
      RecoveryEffects effects,
      Accounts accounts,
      Credentials credentials,
      ProvenAddresses addresses,
      MailCodes codes,
      ObjectProvider<TypedCode> seconds,
      Throttle throttle,
      CodeCeiling ceiling,
      Mailer mailer,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.rows = rows;
    this.tries = tries;
    this.properties = properties;
    this.effects = effects;
    this.accounts = accounts;
    this.credentials = credentials;
    this.addresses = addresses;
    this.codes = codes;
    this.seconds = seconds;
    this.throttle = throttle;
    this.ceiling = ceiling;
    this.mailer = mailer;
    this.audit = audit;
    this.transaction = transaction;
  }

  /** Whether officials may recover themselves here. */
  boolean offered() {
    return properties.self() && mailer.available();
  }

  /** Takes a name, the same for every name; false when too many were tried from this address. */
  boolean begin(String flow, Username username, ClientAddress address) {
    if (!tries.attempt(username, address)) {
      return false;
    }
    rows.begin(flow);
    Thread.ofVirtual().name("recovery").start(() -> lookUp(flow, username));
    return true;
  }

  private void lookUp(String flow, Username username) {
    try {
      accounts
          .find(username)
          .filter(account -> account.active() && account.federation() == null)
          .ifPresent(account ->
              addresses
                  .find(account.id())
                  .ifPresent(address ->
                      transaction.executeWithoutResult(status -> {
                        if (rows.belongsTo(flow, account.id())
                            && codes.send(account.id(), address, CodePurpose.RECOVERY, flow)) {
                          append("recovery.asked", account.id());
                        }
                      })));
    } catch (NestedRuntimeException e) {
      LOG.debug("a recovery could not be looked up; its official asks again", e);
    }
  }

  /** Takes the mailed code. */
  boolean mailCode(OwnRecovery recovery, String typed) {
    AccountId account = recovery.account() == null ? NOBODY : recovery.account();
    if (!(codes.redeem(account, CodePurpose.RECOVERY, recovery.flow(), typed)
        instanceof CodeCheck.Right)) {
      return false;
    }
    rows.provedMail(recovery.flow(), account);
    if (properties.mailAlone() && !hasSecond(account)) {
      rows.provedSecond(recovery.flow(), account);
    }
    return true;
  }

  /** Whether the account has a factor whose code can be typed. */
  boolean hasSecond(AccountId account) {
    return seconds.stream().anyMatch(second -> second.enrolled(account));
  }

  /** Takes a code of the second factor; counts against the guesser. */
  boolean secondCode(OwnRecovery recovery, String typed, ClientAddress address) {
    AccountId account = recovery.account();
    if (account == null || !recovery.mailProven()) {
      return false;
    }
    if (throttle.attempt(account, address).throttled()) {
      return false;
    }
    FactorKind kind = kind(typed);
    boolean right =
        seconds.stream()
            .filter(second -> second.kind() == kind && second.enrolled(account))
            .anyMatch(second -> spend(second, account, typed));
    if (right) {
      throttle.takeBack(account, address);
      throttle.forgive(account);
      rows.provedSecond(recovery.flow(), account);
    }
    return right;
  }

  /** Which code it looks like; it is tried, and counted, as no other. */
  private static FactorKind kind(String typed) {
    return SIX_DIGITS.matcher(typed.replaceAll("[\\s-]", "")).matches()
        ? FactorKind.TOTP
        : FactorKind.RECOVERY_CODE;
  }

  private boolean spend(TypedCode second, AccountId account, String typed) {
    return ceiling
        .attempt(account, second.kind())
        .filter(attempt -> {
          boolean right = second.spend(account, typed);
          if (right) {
            ceiling.right(attempt);
          } else {
            ceiling.wrong(attempt);
          }
          return right;
        })
        .isPresent();
  }

  /** Sets the password; false when the recovery is not complete or was used. */
  boolean finish(String flow, String passwordHash) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<Account> account =
              rows.consume(flow).flatMap(accounts::find).filter(Account::active);
          account.ifPresent(known -> {
            boolean byMail = !hasSecond(known.id());
            credentials.setPassword(known.id(), passwordHash, byMail);
            append("account.recovered", known.id());
            effects.recovered(known, false);
          });
          return account.isPresent();
        }));
  }

  private void append(String type, AccountId account) {
    audit.append(
        new AuditEvent(
            type, account.toString(), account.toString(), Map.of("by", "oneself"), Map.of()));
  }
}
