package vn.antin.auth.oauth2.token;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.SessionId;

/**
 * One authorization of a client by an official, from the code to the last refresh.
 *
 * @param nonce of the authentication request
 * @param authenticatedAt, methods, assurance as the session row said when it gave the code
 * @param approval the approved signature; null for a login
 * @param confirmation the key that its tokens are bound to; null while they are bearer tokens
 * @param resources the audience asked for (RFC 8707); empty for the usual one
 * @param claims the claims parameter of the request (OpenID Connect Core §5.5), JSON
 * @param endsAt the absolute end
 */
public record Family(
    FamilyId id,
    String clientId,
    AccountId account,
    SessionId session,
    Set<String> scopes,
    @Nullable String nonce,
    Instant authenticatedAt,
    List<String> methods,
    String assurance,
    @Nullable ApprovedDetails approval,
    @Nullable Confirmation confirmation,
    Set<String> resources,
    @Nullable String claims,
    Instant endsAt) {
  public Family {
    scopes = Set.copyOf(scopes);
    methods = List.copyOf(methods);
    resources = Set.copyOf(resources);
  }

  /** The same, for a token that is bound to this key; the store keeps the family's own. */
  public Family boundTo(Confirmation key) {
    return new Family(
        id,
        clientId,
        account,
        session,
        scopes,
        nonce,
        authenticatedAt,
        methods,
        assurance,
        approval,
        key,
        resources,
        claims,
        endsAt);
  }
}
