package vn.antin.auth.login.device;

import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.session.Sessions;

/** A session on another device as one way to log in. */
@Component
final class DeviceFactor implements Factor {
  private final DeviceLogin settings;
  private final Sessions sessions;

  DeviceFactor(DeviceLogin settings, Sessions sessions) {
    this.settings = settings;
    this.sessions = sessions;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.DEVICE;
  }

  @Override
  public boolean identifies() {
    return settings.begins();
  }

  @Override
  public boolean enrolled(AccountId account) {
    return somebodyCanAnswer(account, true);
  }

  /** Whether the official is logged in somewhere where a yes would count. */
  boolean somebodyCanAnswer(AccountId account, boolean proven) {
    return sessions.openSessions(account).stream()
        .anyMatch(session -> DeviceInbox.may(session, proven));
  }
}
