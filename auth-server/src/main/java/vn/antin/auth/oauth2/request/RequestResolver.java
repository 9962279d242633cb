package vn.antin.auth.oauth2.request;

import java.util.Set;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;

/** Turns what a client sent into plain parameters. */
@Component
public final class RequestResolver {
  private static final String INVALID_REQUEST = "invalid_request";

  /** How a client proves itself where it pushes; no part of the request. */
  private static final Set<String> CREDENTIALS =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  private final PushedRequests pushedRequests;

  RequestResolver(PushedRequests pushedRequests) {
    this.pushedRequests = pushedRequests;
  }

  /** What a browser brought to the authorization endpoint. */
  public Resolution resolve(AuthorizeParameters came, Client client) {
    if (came.has("request")) {
      return unusable("request_not_supported", "request objects are not supported");
    }
    if (!came.has("request_uri")) {
      return new Resolution.Resolved(came, false, null);
    }
    String reference = came.one("request_uri");
    if (reference == null) {
      return unusable(INVALID_REQUEST, "request_uri is given more than once");
    }
    if (PushedId.looksLikeOne(reference)) {
      return pushedRequests
          .begin(new PushedId(reference), client.id())
          .<Resolution>map(resolved -> resolved)
          .orElseGet(Resolution.Gone::new);
    }
    return unusable("request_uri_not_supported", "expected the request_uri of a pushed request");
  }

  /** What a client pushes. */
  public Resolution resolvePushed(AuthorizeParameters pushed, Client client) {
    if (pushed.has("request_uri")) {
      return unusable(INVALID_REQUEST, "request_uri cannot be pushed");
    }
    String named = pushed.one("client_id");
    if (pushed.has("client_id") && !client.id().equals(named)) {
      return unusable(INVALID_REQUEST, "client_id is not the client that authenticated");
    }
    if (pushed.has("request")) {
      return unusable("request_not_supported", "request objects are not supported");
    }
    return new Resolution.Resolved(
        pushed.without(CREDENTIALS).with("client_id", client.id()), false, null);
  }

  private static Resolution unusable(String error, String description) {
    return new Resolution.Unusable(new RequestFault(error, description));
  }
}
