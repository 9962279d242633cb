package vn.antin.audit;

import java.util.Map;

/** Events as the applications write them. */
public final class TestEvents {
  private TestEvents() {}

  public static AuditEvent login(String accountId) {
    return new AuditEvent(
        "login.succeeded",
        accountId,
        "session-" + accountId,
        Map.of("client", "demo-app", "factor", "password"),
        Map.of("username", "nguyễn.văn." + accountId, "address", "10.0.0.7"));
  }

  public static AuditEvent plain(String object) {
    return new AuditEvent("grant.approved", null, object, Map.of(), Map.of());
  }
}
