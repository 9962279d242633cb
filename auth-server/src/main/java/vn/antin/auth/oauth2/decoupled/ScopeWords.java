package vn.antin.auth.oauth2.decoupled;

import java.util.Set;

/** Says in an official's words what a scope gives. */
public final class ScopeWords {
  private static final Set<String> KNOWN =
      Set.of("openid", "profile", "email", "address", "phone", "service");

  private ScopeWords() {}

  /** The key of the text; its one argument is the scope itself. */
  public static String key(String scope) {
    return KNOWN.contains(scope) ? "grants.scope." + scope : "grants.scope.other";
  }
}
