package vn.antin.auth.oauth2.token;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.session.Session;

/**
 * What is asked of the store when an official has authorized a client.
 *
 * @param lifetime until the absolute end; cut to the end of the session
 * @param redirectUri where the code goes; it must be named again when the code is redeemed
 * @param codeChallenge of RFC 7636, method S256; null without PKCE
 */
public record NewFamily(
    String clientId,
    Session session,
    Set<String> scopes,
    @Nullable String nonce,
    @Nullable ApprovedDetails approval,
    Duration lifetime,
    Duration codeLifetime,
    String redirectUri,
    @Nullable String codeChallenge) {
  public NewFamily {
    scopes = Set.copyOf(scopes);
  }
}
