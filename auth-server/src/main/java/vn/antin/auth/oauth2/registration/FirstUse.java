package vn.antin.auth.oauth2.registration;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.DynamicClientUsed;

/** Notes that a client is in use; asks the database once for each. Thread-safe. */
@Component
final class FirstUse {
  private static final int MOST = 10_000;

  private final RegistrationTable table;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  FirstUse(RegistrationTable table) {
    this.table = table;
  }

  @EventListener
  void on(DynamicClientUsed use) {
    if (known.size() >= MOST) {
      known.clear();
    }
    if (known.add(use.clientId())) {
      table.used(use.clientId());
    }
  }
}
