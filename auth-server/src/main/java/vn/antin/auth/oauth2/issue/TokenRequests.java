package vn.antin.auth.oauth2.issue;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.bind.Resources;
import vn.antin.auth.oauth2.bind.SenderConstraint;
import vn.antin.auth.oauth2.client.AuthenticatedClient;
import vn.antin.auth.oauth2.client.Client;

/** Reads of a token request what every grant has to heed, before anything is spent. */
@Component
public final class TokenRequests {
  private final SenderConstraint constraint;
  private final Resources resources;

  TokenRequests(SenderConstraint constraint, Resources resources) {
    this.constraint = constraint;
    this.resources = resources;
  }

  /**
   * Reads the request of the client that has authenticated.
   *
   * @throws OAuth2AuthenticationException when it may not have a token in this way
   */
  public TokenRequest read(HttpServletRequest request) {
    if (!(SecurityContextHolder.getContext().getAuthentication()
        instanceof AuthenticatedClient caller)) {
      // The grant refuses it.
      return new TokenRequest(null, Set.of());
    }
    Client client = caller.client();
    return new TokenRequest(constraint.of(request, client), resources(request, client));
  }

  private Set<String> resources(HttpServletRequest request, Client client) {
    String[] given = request.getParameterValues("resource");
    if (given == null) {
      return Set.of();
    }
    Set<String> wanted =
        Arrays.stream(given)
            .filter(resource -> !resource.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    // An exchange has a list of its own.
    boolean exchange =
        AuthorizationGrantType.TOKEN_EXCHANGE.getValue().equals(request.getParameter("grant_type"));
    if (!exchange && !resources.allows(client, wanted)) {
      throw refused("invalid_target", "the client may not have tokens for this resource");
    }
    return wanted;
  }

  private static OAuth2AuthenticationException refused(String error, String description) {
    return new OAuth2AuthenticationException(new OAuth2Error(error, description, null));
  }
}
