package vn.antin.auth.oauth2.request;

import java.util.Set;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;

/** Turns what a client sent into plain parameters. */
@Component
public final class RequestResolver {
  private static final String INVALID_REQUEST = "invalid_request";
  private static final String INVALID_OBJECT = "invalid_request_object";

  /** How a client proves itself where it pushes; no part of the request. */
  private static final Set<String> CREDENTIALS =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  private static final Set<String> CARRIERS = Set.of("request", "request_uri");

  private final PushedRequests pushedRequests;
  private final RequestObjects objects;
  private final RequestReferences references;

  RequestResolver(
      PushedRequests pushedRequests, RequestObjects objects, RequestReferences references) {
    this.pushedRequests = pushedRequests;
    this.objects = objects;
    this.references = references;
  }

  /** What a browser brought to the authorization endpoint. */
  public Resolution resolve(AuthorizeParameters came, Client client) {
    if (CARRIERS.stream().noneMatch(came::has)) {
      return new Resolution.Resolved(came, false, null);
    }
    if (CARRIERS.stream().allMatch(came::has)) {
      return unusable(INVALID_REQUEST, "request and request_uri exclude each other");
    }
    String object = came.one("request");
    String reference = came.one("request_uri");
    if (object != null) {
      return opened(came, object, client);
    }
    if (reference == null) {
      return unusable(INVALID_REQUEST, "a parameter is given more than once");
    }
    if (PushedId.looksLikeOne(reference)) {
      return pushedRequests
          .begin(new PushedId(reference), client.id())
          .<Resolution>map(resolved -> resolved)
          .orElseGet(Resolution.Gone::new);
    }
    return references
        .fetch(reference, client)
        .map(fetched -> opened(came, fetched, client))
        .orElseGet(() ->
            unusable("invalid_request_uri", "expected a registered request_uri that can be read"));
  }

  /** What a client pushes; beside a request object nothing else counts (RFC 9126 §3). */
  public Resolution resolvePushed(AuthorizeParameters pushed, Client client) {
    if (pushed.has("request_uri")) {
      return unusable(INVALID_REQUEST, "request_uri cannot be pushed");
    }
    if (pushed.has("client_id") && !client.id().equals(pushed.one("client_id"))) {
      return unusable(INVALID_REQUEST, "client_id is not the client that authenticated");
    }
    if (!pushed.has("request")) {
      return new Resolution.Resolved(
          pushed.without(CREDENTIALS).with("client_id", client.id()), false, null);
    }
    String object = pushed.one("request");
    return object == null
        ? unusable(INVALID_REQUEST, "a parameter is given more than once")
        : switch (objects.open(object, client)) {
          case RequestObjects.Opened.Bad(String description) ->
              unusable(INVALID_OBJECT, description);
          case RequestObjects.Opened.Good good -> alone(good, client);
        };
  }

  private Resolution opened(AuthorizeParameters came, String object, Client client) {
    return switch (objects.open(object, client)) {
      case RequestObjects.Opened.Bad(String description) -> unusable(INVALID_OBJECT, description);
      case RequestObjects.Opened.Good good ->
          mayMerge(came, client) ? merged(came, good) : alone(good, client);
    };
  }

  /**
   * OpenID Connect Core §6.1 lets parameters stand outside as well, if what is outside is an OpenID
   * request by itself; RFC 9101 §6.3 does not, and holds for everyone else.
   */
  private static boolean mayMerge(AuthorizeParameters came, Client client) {
    return !client.profile().fapi()
        && !client.metadata().flag("require_signed_request_object")
        && came.has("response_type")
        && came.words("scope").contains("openid");
  }

  private static Resolution merged(AuthorizeParameters came, RequestObjects.Opened.Good object) {
    AuthorizeParameters inner = object.parameters();
    if (inner.has("response_type")
        && !inner.all("response_type").equals(came.all("response_type"))) {
      return unusable(INVALID_REQUEST, "response_type differs inside and outside");
    }
    return new Resolution.Resolved(
        came.without(CARRIERS).without(AuthorizeParameters.OURS).overriddenBy(inner), false, null);
  }

  private static Resolution alone(RequestObjects.Opened.Good object, Client client) {
    return object.parameters().has("client_id")
        ? new Resolution.Resolved(object.parameters(), object.signed(), null)
        : unusable(INVALID_OBJECT, "client_id of " + client.id() + " is missing");
  }

  private static Resolution unusable(String error, String description) {
    return new Resolution.Unusable(new RequestFault(error, description));
  }
}
