package vn.antin.auth.oauth2.registration;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import vn.antin.auth.oauth2.client.Client;

/** What a change of a client has changed, for the audit log: names of members, never values. */
public final class ClientChange {
  private ClientChange() {}

  /** The members that differ, sorted. */
  public static Set<String> of(Client before, Client after) {
    Map<String, Object> old = ClientInformation.of(before);
    Map<String, Object> now = ClientInformation.of(after);
    Set<String> changed = new TreeSet<>(old.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(member -> Objects.equals(old.get(member), now.get(member)));
    if (!before.secrets().equals(after.secrets())) {
      changed.add("client_secret");
    }
    return changed;
  }
}
