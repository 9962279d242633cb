package vn.antin.auth.oauth2.authorize;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.bind.Resources;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.request.RequestFault;
import vn.antin.auth.oauth2.request.Resolution;

/** All that can be said about a request before it is known whose it is. */
@Component
final class AuthorizeCheck {
  private final Resources resources;

  AuthorizeCheck(Resources resources) {
    this.resources = resources;
  }

  /**
   * What is wrong with the request, if anything.
   *
   * @param pushed whether it was, or is just being, pushed
   */
  Optional<RequestFault> fault(Resolution.Resolved resolved, Client client, boolean pushed) {
    if (!client.grantTypes().contains("authorization_code")) {
      return Optional.of(new RequestFault("unauthorized_client", "the client may not use codes"));
    }
    return AuthorizeRules.check(resolved, client, pushed)
        .or(() ->
            resources.allows(client, resolved.parameters().all("resource"))
                ? Optional.empty()
                : Optional.of(
                    new RequestFault(
                        "invalid_target", "the client may not have tokens for this resource")));
  }
}
