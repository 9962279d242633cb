package vn.antin.ldap.gateway;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What the gateway knows of one connection; touched only by that connection's own thread. */
final class Client {
  private final InetAddress remote;
  private boolean secure;
  private BindOutcome.@Nullable Accepted account;

  Client(InetAddress remote) {
    this.remote = remote;
  }

  InetAddress remote() {
    return remote;
  }

  boolean isSecure() {
    return secure;
  }

  /** Clear text is for the machine itself only. */
  boolean mayTalk() {
    return secure || remote.isLoopbackAddress();
  }

  void secured() {
    secure = true;
    account = null;
  }

  /** Null while anonymous. */
  BindOutcome.@Nullable Accepted account() {
    return account;
  }

  void bound(BindOutcome.Accepted accepted) {
    account = accepted;
  }

  void anonymous() {
    account = null;
  }
}
