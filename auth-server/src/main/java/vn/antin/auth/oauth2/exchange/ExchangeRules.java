package vn.antin.auth.oauth2.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.token.Confirmation;

/** Who may exchange which tokens for what. */
final class ExchangeRules {
  /** Clients, besides itself, whose tokens a client may bring. */
  static final String SUBJECTS = "token_exchange_subjects";

  /** Where a client's exchanged tokens may go. */
  static final String AUDIENCES = "token_exchange_audiences";

  /** Whether a client without an actor token may disappear behind the official. */
  static final String IMPERSONATION = "token_exchange_impersonation";

  /** An official's power over us and an approved signature are passed on to nobody. */
  private static final Set<String> NEVER = Set.of("admin", "credential");

  private static final int LONGEST_CHAIN = 5;

  private ExchangeRules() {}

  /** Whether the caller may bring this token. */
  static boolean mayBring(Client caller, Subject subject, @Nullable Confirmation proven) {
    if (subject.clientId().equals(caller.id())) {
      // A stolen token that is bound to a key stays worthless here too.
      return subject.confirmation() == null
          || (proven != null && proven.claim().equals(subject.confirmation()));
    }
    return subject.audience().contains(caller.id())
        || caller.metadata().texts(SUBJECTS).contains(subject.clientId());
  }

  /** A token that is bound to a key does not become one for any bearer. */
  static boolean staysBound(Subject subject, @Nullable Confirmation proven) {
    return subject.confirmation() == null || proven != null;
  }

  /** Whether the caller may have a token for these; for none it is that of the subject token. */
  static boolean mayTarget(Client caller, Set<String> targets) {
    return caller.metadata().texts(AUDIENCES).containsAll(targets);
  }

  /** What the token may carry at most. */
  static Set<String> scopes(Client caller, Subject subject) {
    return subject.scopes().stream()
        .filter(caller.scopes()::contains)
        .filter(scope -> !NEVER.contains(scope))
        .collect(Collectors.toUnmodifiableSet());
  }

  static boolean impersonates(Client caller, @Nullable Map<String, Object> actor) {
    return actor == null && caller.metadata().flag(IMPERSONATION);
  }

  /**
   * The claim {@code act} (RFC 8693 §4.1), the latest actor outermost; empty when the chain grows
   * too long.
   *
   * @param actor of an actor token; null when the caller acts itself
   */
  static Optional<Map<String, Object>> actors(
      Client caller, Subject subject, @Nullable Map<String, Object> actor) {
    Map<String, Object> before = subject.actors();
    if (impersonates(caller, actor)) {
      return Optional.of(before == null ? Map.of() : before);
    }
    Map<String, Object> act = new LinkedHashMap<>(actor == null ? Map.of() : actor);
    act.putIfAbsent("sub", caller.id());
    if (before != null) {
      act.put("act", before);
    }
    return length(act) > LONGEST_CHAIN ? Optional.empty() : Optional.of(act);
  }

  /** The chain for people to read, the latest actor first. */
  static String readable(@Nullable Object act) {
    if (!(act instanceof Map<?, ?> actor) || actor.isEmpty()) {
      return "";
    }
    String before = readable(actor.get("act"));
    return actor.get("sub") + (before.isEmpty() ? "" : " for " + before);
  }

  private static int length(@Nullable Object act) {
    return act instanceof Map<?, ?> map ? 1 + length(map.get("act")) : 0;
  }
}
