package vn.antin.auth.oauth2.registration;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.antin.auth.oauth2.client.ClientAuthentication;

/** What the client may ask for: grants, response types, scopes; and that they fit together. */
final class GrantRules {
  static final String CODE = "authorization_code";
  static final String REFRESH = "refresh_token";
  static final String CLIENT_CREDENTIALS = "client_credentials";
  static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
  static final String CIBA = "urn:openid:params:grant-type:ciba";
  static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private static final Set<String> OPEN = Set.of(CODE, REFRESH, CLIENT_CREDENTIALS, DEVICE, CIBA);

  /** These reach beyond the client's own officials, so somebody has to answer for them. */
  private static final Set<String> VETTED = Set.of(EXCHANGE, JWT_BEARER);

  private static final Set<String> CONFIDENTIAL =
      Set.of(CLIENT_CREDENTIALS, CIBA, EXCHANGE, JWT_BEARER);

  private static final int MOST_SCOPES = 50;

  /** RFC 6749 §3.3. */
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,64}");

  private GrantRules() {}

  static Set<String> grants(
      MetadataReader in,
      ClientAuthentication authentication,
      Set<String> redirects,
      boolean vetted) {
    Set<String> asked = in.texts("grant_types", 20, 100);
    Set<String> grants = asked.isEmpty() ? Set.of(CODE) : asked;
    for (String grant : grants) {
      if (!OPEN.contains(grant) && !(vetted && VETTED.contains(grant))) {
        in.fault("grant_types", "unsupported", "this server does not offer " + grant);
      } else if (authentication == ClientAuthentication.NONE && CONFIDENTIAL.contains(grant)) {
        in.fault("grant_types", "public-client", grant + " is not for public clients");
      }
    }
    if (grants.contains(REFRESH) && grants.stream().noneMatch(GrantRules::speaksOfAnOfficial)) {
      in.fault("grant_types", "conflict", "refresh_token needs a grant that gives such tokens");
    }
    responseTypes(in, grants.contains(CODE));
    if (grants.contains(CODE) && redirects.isEmpty()) {
      // Faults of single addresses have been told already.
      if (in.texts("redirect_uris", 100, UriRules.LONGEST).isEmpty()) {
        in.redirectFault("redirect_uris", "required", "expected one at least");
      }
    }
    return grants;
  }

  private static boolean speaksOfAnOfficial(String grant) {
    return grant.equals(CODE) || grant.equals(DEVICE) || grant.equals(CIBA);
  }

  private static void responseTypes(MetadataReader in, boolean code) {
    Set<String> types = in.texts("response_types", 20, 100);
    if (!types.isEmpty() && !types.equals(Set.of("code"))) {
      in.fault("response_types", "unsupported", "this server offers code alone (RFC 9700 §2.1.2)");
    } else if (!types.isEmpty() && !code) {
      in.fault("response_types", "conflict", "code needs grant type authorization_code");
    }
  }

  static List<String> responseTypes(Set<String> grants) {
    return grants.contains(CODE) ? List.of("code") : List.of();
  }

  /** An unvetted client gets of what it asks for what such clients may have. */
  static Set<String> scopes(
      MetadataReader in, Set<String> grants, Set<String> offered, boolean vetted) {
    String text = in.text("scope", 4_000);
    if (text == null) {
      return grants.stream().anyMatch(GrantRules::speaksOfAnOfficial) ? offered : Set.of();
    }
    Set<String> scopes = new LinkedHashSet<>(Arrays.asList(text.strip().split(" +")));
    if (scopes.size() > MOST_SCOPES
        || !scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
      in.fault("scope", "text", "expected at most %d scopes".formatted(MOST_SCOPES));
    }
    if (!vetted) {
      scopes.retainAll(offered);
    }
    return scopes;
  }
}
