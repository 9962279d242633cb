package vn.antin.auth.login.broker;

import org.jspecify.annotations.Nullable;
import vn.antin.auth.session.SessionId;

/**
 * An official who went to an upstream, from a login or from the account pages.
 *
 * @param flow the login in progress; null when an open session wants a link
 * @param session the session that wants a link; null in a login
 * @param nonce that the ID token has to repeat
 * @param verifier of PKCE
 */
record UpstreamRequest(
    String upstream,
    @Nullable String flow,
    @Nullable SessionId session,
    String nonce,
    String verifier) {
  @Override
  public String toString() {
    return "UpstreamRequest[" + upstream + "]";
  }
}
