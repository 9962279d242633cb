package vn.antin.auth.federation;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Password;
import vn.antin.ldap.entry.LdapFault;
import vn.antin.ldap.federation.CheckResult;
import vn.antin.ldap.federation.CheckResult.Reason;
import vn.antin.ldap.federation.Directory;

/**
 * Checks passwords at the configured directories. Starting does not contact them: a directory that
 * is down keeps only its own officials out.
 */
@Component
public final class Federation implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Federation.class);

  private final Map<String, Directory> directories = new HashMap<>();
  private final FederatedProfiles profiles;

  Federation(FederationProperties properties, FederatedProfiles profiles) {
    this.profiles = profiles;
    for (FederationProperties.Source source : properties.sources()) {
      try {
        Directory doubled =
            directories.put(source.name(), Directory.open(source.toDirectorySource()));
        if (doubled != null) {
          doubled.close();
          throw new IllegalArgumentException("its name is used twice");
        }
      } catch (IllegalArgumentException | LdapFault unusable) {
        destroy();
        throw new FederationRefusedException(source.name(), unusable);
      }
    }
  }

  /**
   * Checks the password of an account at its directory and takes the profile over.
   *
   * @throws IllegalArgumentException when the account's password is ours
   */
  public FederatedCheck check(Account account, Password password) {
    String source = account.federation();
    if (source == null) {
      throw new IllegalArgumentException("the password of this account is not in a directory");
    }
    Directory directory = directories.get(source);
    if (directory == null) {
      LOG.error("accounts refer to the directory '{}', which is not configured", source);
      return new FederatedCheck.Unreachable();
    }
    CheckResult result =
        directory.check(account.username(), vn.antin.ldap.entry.Password.of(password.reveal()));
    return switch (result) {
      case CheckResult.Accepted(var profile) ->
          account.active()
              ? profiles
                  .sync(account.id(), source, profile)
                  .<FederatedCheck>map(FederatedCheck.Accepted::new)
                  .orElseGet(() -> new FederatedCheck.Refused("another-entry"))
              : new FederatedCheck.Accepted(account);
      case CheckResult.WrongPassword() -> new FederatedCheck.Refused("wrong");
      case CheckResult.UnknownUser() -> new FederatedCheck.Refused("not-in-directory");
      case CheckResult.Closed(Reason reason) -> closed(reason);
      case CheckResult.Unavailable(String detail) -> {
        LOG.warn("a password could not be checked: {}", detail);
        yield new FederatedCheck.Unreachable();
      }
    };
  }

  /** Directories say "locked" without looking at the password: whoever typed may not learn it. */
  private static FederatedCheck closed(Reason reason) {
    return switch (reason) {
      case LOCKED -> new FederatedCheck.Refused("locked-in-directory");
      case PASSWORD_EXPIRED, PASSWORD_MUST_BE_CHANGED -> new FederatedCheck.PasswordChangeDue();
      case DISABLED, ACCOUNT_EXPIRED, NOT_AT_THIS_TIME_OR_PLACE -> new FederatedCheck.Closed();
    };
  }

  @Override
  public void destroy() {
    directories.values().forEach(Directory::close);
  }
}
