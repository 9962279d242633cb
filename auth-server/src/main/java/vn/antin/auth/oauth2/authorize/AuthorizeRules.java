package vn.antin.auth.oauth2.authorize;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.oauth2.request.DetailRules;
import vn.antin.auth.oauth2.request.RequestFault;
import vn.antin.auth.oauth2.request.RequestedClaims;
import vn.antin.auth.oauth2.request.Resolution.Resolved;

/** What a request of a known client must and must not say. */
final class AuthorizeRules {
  /** FAPI 2.0 Security Profile §5.3.2.1. */
  private static final Set<ClientAuthentication> ASYMMETRIC =
      Set.of(
          ClientAuthentication.PRIVATE_KEY_JWT,
          ClientAuthentication.TLS_CLIENT_AUTH,
          ClientAuthentication.SELF_SIGNED_TLS_CLIENT_AUTH);

  private static final String INVALID_REQUEST = "invalid_request";
  private static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern MAX_AGE = Pattern.compile("[0-9]{1,9}");
  private static final int LONGEST_NONCE = 512;

  /** Scopes of ours; asking for one without being registered for it is a mistake to be told. */
  private static final Set<String> OURS =
      Set.of("openid", "profile", "email", "service", "credential", "admin", "post", "roles");

  private AuthorizeRules() {}

  /**
   * The first fault found.
   *
   * @param pushed whether the client has pushed it or is doing so
   */
  static Optional<RequestFault> check(Resolved resolved, Client client, boolean pushed) {
    AuthorizeParameters request = resolved.parameters();
    @Nullable RequestFault fault = form(request);
    fault = fault == null ? profile(resolved, client, pushed) : fault;
    fault = fault == null ? scope(request, client) : fault;
    fault = fault == null ? proofKey(request, client) : fault;
    fault = fault == null ? openId(request) : fault;
    fault = fault == null ? DetailRules.fault(request, client) : fault;
    return Optional.ofNullable(fault);
  }

  /** The scopes that can be granted of those asked for. */
  static Set<String> granted(AuthorizeParameters request, Client client) {
    Set<String> scopes = request.words("scope");
    scopes.retainAll(client.scopes());
    return scopes;
  }

  private static @Nullable RequestFault form(AuthorizeParameters request) {
    Optional<String> repeated = request.repeated();
    if (repeated.isPresent()) {
      return invalid("a parameter is given more than once");
    }
    if (request.has("registration")) {
      return new RequestFault("registration_not_supported", "registration is not supported");
    }
    String responseType = request.one("response_type");
    if (responseType == null) {
      return invalid("response_type is missing");
    }
    if (!responseType.equals("code")) {
      return new RequestFault("unsupported_response_type", "expected response_type=code");
    }
    return ResponseMode.of(request.one("response_mode")).isEmpty()
        ? invalid("expected a response_mode of " + ResponseMode.names())
        : null;
  }

  /** FAPI 2.0 Security Profile §5.3.2, Message Signing §5.3 and §5.4, and what a client chose. */
  private static @Nullable RequestFault profile(Resolved resolved, Client client, boolean pushed) {
    boolean mustPush =
        client.profile().fapi() || client.metadata().flag("require_pushed_authorization_requests");
    if (mustPush && !pushed) {
      return invalid("this client must push its requests (RFC 9126)");
    }
    if (client.profile().fapi() && !ASYMMETRIC.contains(client.authentication())) {
      return new RequestFault(
          "unauthorized_client",
          "FAPI 2.0: expected a client that authenticates by private_key_jwt or mutual TLS");
    }
    boolean messageSigning = client.profile() == ClientProfile.FAPI2_MESSAGE_SIGNING;
    boolean mustSign = messageSigning || client.metadata().flag("require_signed_request_object");
    if (mustSign && !resolved.signed()) {
      return invalid("this client must sign its requests (RFC 9101)");
    }
    boolean jwt =
        ResponseMode.of(resolved.parameters().one("response_mode"))
            .filter(ResponseMode::jwt)
            .isPresent();
    return messageSigning && !jwt ? invalid("this client must ask for response_mode=jwt") : null;
  }

  private static @Nullable RequestFault scope(AuthorizeParameters request, Client client) {
    Set<String> scopes = request.words("scope");
    if (scopes.contains("openid")) {
      // OpenID Connect Core §3.1.2.1: what is not understood is ignored.
      scopes.removeIf(scope -> !OURS.contains(scope) && !client.scopes().contains(scope));
    }
    boolean none = scopes.isEmpty() && !request.has("authorization_details");
    return none || !client.scopes().containsAll(scopes)
        ? new RequestFault("invalid_scope", "expected scopes that this client is registered for")
        : null;
  }

  private static @Nullable RequestFault proofKey(AuthorizeParameters request, Client client) {
    String dpopKey = request.one("dpop_jkt");
    if (dpopKey != null && !SHA256.matcher(dpopKey).matches()) {
      return invalid("dpop_jkt is not a SHA-256 in base64url");
    }
    String challenge = request.one("code_challenge");
    if (challenge != null) {
      if (!"S256".equals(request.one("code_challenge_method"))) {
        return invalid("expected code_challenge_method=S256");
      }
      return SHA256.matcher(challenge).matches()
          ? null
          : invalid("code_challenge is not a SHA-256 in base64url");
    }
    if (request.has("code_challenge_method")) {
      return invalid("code_challenge is missing");
    }
    if (client.requirePkce() || client.profile().fapi()) {
      return invalid("this client must use PKCE (code_challenge, S256)");
    }
    boolean bound = request.words("scope").contains("openid") && request.has("nonce");
    return bound ? null : invalid("without PKCE a request needs scope openid and a nonce");
  }

  private static @Nullable RequestFault openId(AuthorizeParameters request) {
    String nonce = request.one("nonce");
    if (nonce != null && nonce.length() > LONGEST_NONCE) {
      return invalid("nonce is longer than 512 characters");
    }
    String maxAge = request.one("max_age");
    if (maxAge != null && !MAX_AGE.matcher(maxAge).matches()) {
      return invalid("max_age is not a number of seconds");
    }
    try {
      RequestedClaims.parse(request.one("claims"));
    } catch (IllegalArgumentException e) {
      return invalid(String.valueOf(e.getMessage()));
    }
    Set<String> prompt = request.words("prompt");
    if (prompt.contains("none") && prompt.size() > 1) {
      return invalid("prompt=none goes with no other value");
    }
    return Set.of("none", "login", "consent", "select_account").containsAll(prompt)
        ? null
        : invalid("prompt has an unknown value");
  }

  private static RequestFault invalid(String description) {
    return new RequestFault(INVALID_REQUEST, description);
  }
}
