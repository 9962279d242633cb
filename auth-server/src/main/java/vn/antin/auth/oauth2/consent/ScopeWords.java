package vn.antin.auth.oauth2.consent;

import java.util.List;
import java.util.Set;

/** Which scopes have words of their own; the others are shown by their names. */
public final class ScopeWords {
  private static final List<String> WORDED =
      List.of(
          "openid",
          "profile",
          "email",
          "address",
          "phone",
          "post",
          "roles",
          "service",
          "credential",
          "admin");

  private ScopeWords() {}

  /** Keys of the texts for those of these scopes that have one. */
  public static List<String> keys(Set<String> scopes) {
    return WORDED.stream().filter(scopes::contains).map(scope -> "scope." + scope).toList();
  }

  /** The others. */
  public static List<String> plain(Set<String> scopes) {
    return scopes.stream().filter(scope -> !WORDED.contains(scope)).sorted().toList();
  }
}
