package vn.antin.auth.oauth2.token;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;

/**
 * What is asked of the store when an official has authorized a client.
 *
 * @param resources the audience asked for (RFC 8707); empty for the usual one
 * @param claims the claims parameter (OpenID Connect Core §5.5), checked JSON; null without one
 * @param stated the level that the tokens say, when the client insists on one that the session has
 *     or surpasses; null for the session's
 * @param lifetime until the absolute end; cut to the end of the session
 */
public record NewFamily(
    String clientId,
    Session session,
    Set<String> scopes,
    @Nullable String nonce,
    @Nullable ApprovedDetails approval,
    Set<String> resources,
    @Nullable String claims,
    @Nullable Assurance stated,
    Duration lifetime) {
  /** With the level of the session in the tokens. */
  public NewFamily(
      String clientId,
      Session session,
      Set<String> scopes,
      @Nullable String nonce,
      @Nullable ApprovedDetails approval,
      Set<String> resources,
      @Nullable String claims,
      Duration lifetime) {
    this(clientId, session, scopes, nonce, approval, resources, claims, null, lifetime);
  }

  public NewFamily {
    scopes = Set.copyOf(scopes);
    resources = Set.copyOf(resources);
  }
}
