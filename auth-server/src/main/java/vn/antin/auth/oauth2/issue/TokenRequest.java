package vn.antin.auth.oauth2.issue;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import vn.antin.auth.oauth2.token.Confirmation;

/**
 * What every grant has to heed of a token request; the details of its authentication.
 *
 * @param confirmation the key that the client has proven to hold; null when it has proven none
 * @param resources where the token shall be used (RFC 8707); empty when the client did not say
 */
public record TokenRequest(@Nullable Confirmation confirmation, Set<String> resources) {
  private static final TokenRequest PLAIN = new TokenRequest(null, Set.of());

  public TokenRequest {
    resources = Set.copyOf(resources);
  }

  /** That of the request being authenticated. */
  public static TokenRequest of(Authentication request) {
    return request.getDetails() instanceof TokenRequest details ? details : PLAIN;
  }
}
