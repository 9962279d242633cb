package vn.antin.auth.oauth2.authorize;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.oauth2.request.RequestFault;
import vn.antin.auth.oauth2.request.RequestResolver;
import vn.antin.auth.oauth2.request.Resolution;

/**
 * Reads what a browser brought, up to the point where only the official matters. Until client and
 * redirect URI are known to belong together, the end is a page of ours.
 */
@Component
final class AuthorizeReader {
  private final Clients clients;
  private final RequestResolver resolver;
  private final AuthorizeCheck rules;
  private final Resumes resumes;

  AuthorizeReader(
      Clients clients, RequestResolver resolver, AuthorizeCheck rules, Resumes resumes) {
    this.clients = clients;
    this.resolver = resolver;
    this.rules = rules;
    this.resumes = resumes;
  }

  Reading read(AuthorizeParameters came) {
    if (came.tooLarge()) {
      return rejected(Rejection.TOO_LARGE);
    }
    String clientId = came.one("client_id");
    Client client = clientId == null ? null : clients.find(clientId).orElse(null);
    if (client == null) {
      return rejected(Rejection.UNKNOWN_CLIENT);
    }
    return switch (resolver.resolve(came, client)) {
      case Resolution.Gone() -> rejected(Rejection.REQUEST_GONE);
      case Resolution.Unusable(RequestFault fault) ->
          reply(came, client)
              .map(reply -> refused(reply, fault))
              .orElseGet(() -> rejected(Rejection.UNUSABLE_REQUEST));
      case Resolution.Resolved resolved -> check(came, resolved, client);
    };
  }

  private Reading check(AuthorizeParameters came, Resolution.Resolved resolved, Client client) {
    AuthorizeParameters request = resolved.parameters();
    Optional<Reply> known = reply(request, client);
    if (known.isEmpty()) {
      return rejected(Rejection.UNREGISTERED_REDIRECT_URI);
    }
    Reply reply = known.get();
    return rules
        .fault(resolved, client, resolved.pushed() != null)
        .map(fault -> refused(reply, fault))
        .orElseGet(() ->
            new Reading.Good(
                new Asked(
                    came, request, resolved.pushed(), client, reply, resumes.read(came, request))));
  }

  /** Where answers may go; empty unless the client has registered it. */
  private static Optional<Reply> reply(AuthorizeParameters request, Client client) {
    String redirectUri = request.one("redirect_uri");
    return redirectUri == null || !RedirectUris.registered(client, redirectUri)
        ? Optional.empty()
        : Optional.of(
            new Reply(
                client,
                redirectUri,
                request.one("state"),
                ResponseMode.of(request.one("response_mode")).orElse(ResponseMode.QUERY)));
  }

  private static Reading refused(Reply reply, RequestFault fault) {
    return new Reading.Bad(reply.refuse(fault.error(), fault.description()));
  }

  private static Reading rejected(Rejection because) {
    return new Reading.Bad(new Decision.Reject(because));
  }
}
