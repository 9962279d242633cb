package vn.antin.auth.oauth2.issue;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.Handle;

/** How the redeeming of a code or refresh token ended. */
sealed interface Outcome {
  /**
   * Tokens may be made.
   *
   * @param resources where the access token may be used; empty for the usual audience
   * @param refresh the next refresh token
   * @param administers what the official administers, for the scope {@code admin}
   */
  record Granted(
      Family family,
      Set<String> scopes,
      Set<String> resources,
      @Nullable Handle refresh,
      Administered administers)
      implements Outcome {
    public Granted {
      scopes = Set.copyOf(scopes);
      resources = Set.copyOf(resources);
    }
  }

  /** The client gets an opaque token for what was approved, and nothing else. */
  record GrantedApproval(Family family, Handle access) implements Outcome {}

  /**
   * The client gets an error of RFC 6749 §5.2.
   *
   * @param description what the client's developer may read
   */
  record Refused(String error, String description) implements Outcome {}
}
