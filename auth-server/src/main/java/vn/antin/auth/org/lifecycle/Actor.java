package vn.antin.auth.org.lifecycle;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/** Who does it. */
public sealed interface Actor {
  /** An official: only within the scope of their power over people. */
  record Administrator(AccountId account) implements Actor {}

  /**
   * A part of this server or a connected system: unlimited. Whoever makes one has made sure that
   * what it does is allowed.
   *
   * @param name for the audit log: {@code import}, {@code scim:CLIENT}, {@code schedule}
   * @param onBehalfOf the official who started it, if any
   */
  record Automatic(String name, @Nullable AccountId onBehalfOf) implements Actor {}

  /** For the audit log's {@code actor}. */
  default @Nullable String id() {
    return switch (this) {
      case Administrator(AccountId account) -> account.toString();
      case Automatic(String name, AccountId account) -> account == null ? null : account.toString();
    };
  }

  /** These facts of an audit entry and by what way it came. */
  default Map<String, String> facts(Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    all.put(
        "by",
        switch (this) {
          case Administrator _ -> "administrator";
          case Automatic(String name, AccountId _) -> name;
        });
    return all;
  }
}
