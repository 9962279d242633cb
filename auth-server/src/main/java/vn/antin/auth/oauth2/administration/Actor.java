package vn.antin.auth.oauth2.administration;

import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/** Who administers. */
sealed interface Actor {
  /** An official, who must be allowed to. */
  record Official(AccountId account) implements Actor {}

  /** Whoever may run commands on the server. */
  record Operator() implements Actor {}

  /** For the audit log. */
  default @Nullable String id() {
    return switch (this) {
      case Official(AccountId account) -> account.toString();
      case Operator() -> null;
    };
  }

  default String by() {
    return switch (this) {
      case Official _ -> "administrator";
      case Operator _ -> "command-line";
    };
  }
}
