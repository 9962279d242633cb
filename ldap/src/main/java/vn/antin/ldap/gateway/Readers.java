package vn.antin.ldap.gateway;

import java.util.Set;

/** Who may read more than their own entry. */
public sealed interface Readers {
  /** Every account that can bind. */
  record EveryAccount() implements Readers {}

  /** Only these accounts, by username; the others see themselves. */
  record Only(Set<String> usernames) implements Readers {
    public Only {
      usernames = Set.copyOf(usernames);
    }
  }

  default boolean mayRead(String username) {
    return switch (this) {
      case EveryAccount() -> true;
      case Only(Set<String> usernames) -> usernames.contains(username);
    };
  }
}
