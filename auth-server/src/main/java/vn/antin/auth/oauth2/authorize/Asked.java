package vn.antin.auth.oauth2.authorize;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.login.StepUp;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.request.AuthorizationDetails;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.oauth2.request.ClaimScopes;
import vn.antin.auth.oauth2.request.PushedId;
import vn.antin.auth.oauth2.request.RequestedClaims;

/**
 * A request that follows the rules.
 *
 * @param came what the browser brought, perhaps only a reference
 * @param request the parameters that count
 * @param pushed the row they come from, when they were pushed
 * @param done what the official has done for it so far
 */
record Asked(
    AuthorizeParameters came,
    AuthorizeParameters request,
    @Nullable PushedId pushed,
    Client client,
    Reply reply,
    Resume done) {
  boolean prompts(String word) {
    return request.words("prompt").contains(word);
  }

  /** Whether no page may be shown. */
  boolean silent() {
    return prompts("none");
  }

  Set<String> scopes() {
    return AuthorizeRules.granted(request, client);
  }

  RequestedClaims claims() {
    return RequestedClaims.parse(request.one("claims"));
  }

  /** How strong the login has to be, or should be. */
  StepUp.Wish wish() {
    return new StepUp.Wish(
        claims().assurances(),
        request.has("acr_values")
            ? request.words("acr_values")
            : client.metadata().texts("default_acr_values"));
  }

  /** The single claims that the client may have. */
  RequestedClaims grantedClaims() {
    return claims().only(ClaimScopes.claims(client.scopes()));
  }

  /** What the official has to agree to: the scopes, also those behind single claims. */
  Set<String> wanted() {
    Set<String> all = new TreeSet<>(scopes());
    all.addAll(ClaimScopes.behind(claims()));
    all.retainAll(client.scopes());
    return all;
  }

  /** What is asked for in particular (RFC 9396); empty when nothing is. */
  List<AuthorizationDetails.Detail> details() {
    String details = request.one("authorization_details");
    return details == null ? List.of() : AuthorizationDetails.parse(details).details();
  }

  /** How old a login may be, in seconds; null for any age. */
  @Nullable Long maxAge() {
    String asked = request.one("max_age");
    Integer usual = client.metadata().number("default_max_age");
    if (asked != null) {
      return Long.valueOf(asked);
    }
    return usual == null ? null : usual.longValue();
  }
}
