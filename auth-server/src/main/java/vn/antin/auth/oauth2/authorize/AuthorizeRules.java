package vn.antin.auth.oauth2.authorize;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.Client;

/** What a request of a known client must and must not say. */
final class AuthorizeRules {
  /** An error of RFC 6749 §4.1.2.1 and its kin. */
  record Fault(String error, String description) {}

  private static final String INVALID_REQUEST = "invalid_request";
  private static final String INVALID_DETAILS = "invalid_authorization_details";
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern MAX_AGE = Pattern.compile("[0-9]{1,9}");
  private static final int LONGEST_NONCE = 512;

  private AuthorizeRules() {}

  /** The first fault found. */
  static Optional<Fault> check(AuthorizeParameters request, Client client) {
    @Nullable Fault fault = form(request);
    fault = fault == null ? scope(request, client) : fault;
    fault = fault == null ? proofKey(request, client) : fault;
    fault = fault == null ? openId(request) : fault;
    fault = fault == null ? details(request, client) : fault;
    return Optional.ofNullable(fault);
  }

  private static @Nullable Fault form(AuthorizeParameters request) {
    Optional<String> repeated = request.repeated();
    if (repeated.isPresent()) {
      return new Fault(INVALID_REQUEST, "a parameter is given more than once");
    }
    if (request.has("request")) {
      return new Fault("request_not_supported", "request objects are not supported");
    }
    if (request.has("request_uri")) {
      return new Fault("request_uri_not_supported", "request_uri is not supported");
    }
    if (request.has("registration")) {
      return new Fault("registration_not_supported", "registration is not supported");
    }
    String responseType = request.one("response_type");
    if (responseType == null) {
      return new Fault(INVALID_REQUEST, "response_type is missing");
    }
    if (!responseType.equals("code")) {
      return new Fault("unsupported_response_type", "expected response_type=code");
    }
    String responseMode = request.one("response_mode");
    return responseMode == null || responseMode.equals("query")
        ? null
        : new Fault(INVALID_REQUEST, "expected response_mode=query");
  }

  private static @Nullable Fault scope(AuthorizeParameters request, Client client) {
    Set<String> scopes = request.words("scope");
    return scopes.isEmpty() || !client.scopes().containsAll(scopes)
        ? new Fault("invalid_scope", "expected scopes that this client is registered for")
        : null;
  }

  private static @Nullable Fault proofKey(AuthorizeParameters request, Client client) {
    String challenge = request.one("code_challenge");
    if (challenge != null) {
      if (!"S256".equals(request.one("code_challenge_method"))) {
        return new Fault(INVALID_REQUEST, "expected code_challenge_method=S256");
      }
      return CHALLENGE.matcher(challenge).matches()
          ? null
          : new Fault(INVALID_REQUEST, "code_challenge is not a SHA-256 in base64url");
    }
    if (request.has("code_challenge_method")) {
      return new Fault(INVALID_REQUEST, "code_challenge is missing");
    }
    if (client.requirePkce()) {
      return new Fault(INVALID_REQUEST, "this client must use PKCE (code_challenge, S256)");
    }
    boolean bound = request.words("scope").contains("openid") && request.has("nonce");
    return bound
        ? null
        : new Fault(INVALID_REQUEST, "without PKCE a request needs scope openid and a nonce");
  }

  private static @Nullable Fault openId(AuthorizeParameters request) {
    String nonce = request.one("nonce");
    if (nonce != null && nonce.length() > LONGEST_NONCE) {
      return new Fault(INVALID_REQUEST, "nonce is longer than 512 characters");
    }
    String maxAge = request.one("max_age");
    if (maxAge != null && !MAX_AGE.matcher(maxAge).matches()) {
      return new Fault(INVALID_REQUEST, "max_age is not a number of seconds");
    }
    Set<String> prompt = request.words("prompt");
    if (prompt.contains("none") && prompt.size() > 1) {
      return new Fault(INVALID_REQUEST, "prompt=none goes with no other value");
    }
    return Set.of("none", "login", "consent", "select_account").containsAll(prompt)
        ? null
        : new Fault(INVALID_REQUEST, "prompt has an unknown value");
  }

  private static @Nullable Fault details(AuthorizeParameters request, Client client) {
    boolean credential = request.words("scope").contains("credential");
    if (!request.has("authorization_details")) {
      return credential
          ? new Fault(INVALID_DETAILS, "scope credential needs authorization_details")
          : null;
    }
    if (client.authorizationDetailsTypes().isEmpty()) {
      return new Fault(INVALID_DETAILS, "this client may not send authorization_details");
    }
    return credential
        ? null
        : new Fault(INVALID_DETAILS, "authorization_details need the scope credential");
  }
}
