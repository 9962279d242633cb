package vn.antin.auth.oauth2.request;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which scope stands for which claims (OpenID Connect Core §5.4). A client that asks for single
 * claims gets those whose scope it is registered for.
 */
public final class ClaimScopes {
  private static final Map<String, Set<String>> CLAIMS =
      Map.of(
          "profile",
          Set.of(
              "name",
              "family_name",
              "middle_name",
              "given_name",
              "nickname",
              "preferred_username",
              "profile",
              "picture",
              "website",
              "gender",
              "birthdate",
              "zoneinfo",
              "locale",
              "updated_at"),
          "email",
          Set.of("email", "email_verified"),
          "address",
          Set.of("address"),
          "phone",
          Set.of("phone_number", "phone_number_verified"),
          "post",
          Set.of("post", "unit", "unit_path", "organisation_identifier"),
          "roles",
          Set.of("roles"));

  private static final Set<String> WORK = Set.of("post", "roles");

  private ClaimScopes() {}

  /** The claims of these scopes. */
  public static Set<String> claims(Set<String> scopes) {
    return scopes.stream()
        .flatMap(scope -> CLAIMS.getOrDefault(scope, Set.of()).stream())
        .collect(Collectors.toSet());
  }

  /**
   * Those that access tokens carry as well: what the official does, as RFC 9068 §2.2.3.1 has it.
   */
  public static Set<String> ofWork(Set<String> scopes) {
    return claims(scopes.stream().filter(WORK::contains).collect(Collectors.toSet()));
  }

  /** The scopes that the claims asked for one by one belong to. */
  public static Set<String> behind(RequestedClaims requested) {
    return Stream.concat(requested.userInfo().stream(), requested.idToken().stream())
        .flatMap(claim ->
            CLAIMS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(claim))
                .map(Map.Entry::getKey))
        .collect(Collectors.toSet());
  }
}
