package vn.antin.auth.oauth2.authorize;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.oauth2.ApprovalGate;
import vn.antin.auth.oauth2.bind.DpopProofs;
import vn.antin.auth.oauth2.bind.ProofCheck;
import vn.antin.auth.oauth2.client.AuthenticatedClient;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.oauth2.request.CredentialParameters;
import vn.antin.auth.oauth2.request.PushedId;
import vn.antin.auth.oauth2.request.PushedRequests;
import vn.antin.auth.oauth2.request.RequestFault;
import vn.antin.auth.oauth2.request.RequestResolver;
import vn.antin.auth.oauth2.request.Resolution;

/**
 * Pushed authorization requests (RFC 9126): an authenticated client leaves its request here,
 * everything that can be checked is, and the browser carries only a reference.
 */
@RestController
final class PushEndpoint {
  /** Path of the endpoint. */
  static final String PATH = "/oauth2/par";

  private static final int LARGEST = 64 * 1024;

  /** Thousands of signatures may be asked for at once. */
  private static final int LARGEST_OF_SIGNATURES = 3 * 1024 * 1024;

  /** Of a client that does not authenticate, so of anyone who knows its name. */
  private static final int LARGEST_OF_ANYONE = 8 * 1024;

  private final RequestResolver resolver;
  private final AuthorizeCheck rules;
  private final PushedRequests requests;
  private final DpopProofs proofs;
  private final ObjectProvider<ApprovalGate> approvals;

  PushEndpoint(
      RequestResolver resolver,
      AuthorizeCheck rules,
      PushedRequests requests,
      DpopProofs proofs,
      ObjectProvider<ApprovalGate> approvals) {
    this.resolver = resolver;
    this.rules = rules;
    this.requests = requests;
    this.proofs = proofs;
    this.approvals = approvals;
  }

  @PostMapping(PATH)
  ResponseEntity<Map<String, Object>> push(HttpServletRequest request) {
    if (!(SecurityContextHolder.getContext().getAuthentication()
        instanceof AuthenticatedClient caller)) {
      return refused(HttpStatus.UNAUTHORIZED, "invalid_client", "the client did not authenticate");
    }
    AuthorizeParameters pushed = AuthorizeParameters.of(request);
    Client client = caller.client();
    boolean anyone = client.authentication() == ClientAuthentication.NONE;
    int largest = anyone ? LARGEST_OF_ANYONE : largest(pushed, client);
    if (pushed.query().length() > largest) {
      return refused(
          HttpStatus.CONTENT_TOO_LARGE,
          "invalid_request",
          "the request is larger than %d KiB".formatted(largest / 1024));
    }
    return switch (resolver.resolvePushed(pushed, client)) {
      case Resolution.Gone() ->
          refused(new RequestFault("invalid_request", "request_uri cannot be pushed"));
      case Resolution.Unusable(RequestFault fault) -> refused(fault);
      case Resolution.Resolved resolved ->
          fault(resolved, client)
              .map(PushEndpoint::refused)
              .orElseGet(() -> proven(resolved, client, request));
    };
  }

  private static int largest(AuthorizeParameters pushed, Client client) {
    boolean signatures =
        client.scopes().contains("credential")
            && (pushed.has("request") || pushed.words("scope").contains("credential"));
    return signatures ? LARGEST_OF_SIGNATURES : LARGEST;
  }

  private Optional<RequestFault> fault(Resolution.Resolved resolved, Client client) {
    AuthorizeParameters request = resolved.parameters();
    String redirectUri = request.one("redirect_uri");
    return redirectUri == null || !RedirectUris.registered(client, redirectUri)
        ? Optional.of(new RequestFault("invalid_request", "redirect_uri is not registered"))
        : rules.fault(resolved, client, true).or(() -> signatures(request));
  }

  private Optional<RequestFault> signatures(AuthorizeParameters request) {
    ApprovalGate gate = approvals.getIfAvailable();
    return gate == null || !request.words("scope").contains("credential")
        ? Optional.empty()
        : gate.fault(CredentialParameters.asked(request))
            .map(reason -> new RequestFault("invalid_authorization_details", reason));
  }

  /** A key that is proven here is the one that the code will be bound to (RFC 9449 §10.1). */
  private ResponseEntity<Map<String, Object>> proven(
      Resolution.Resolved resolved, Client client, HttpServletRequest request) {
    AuthorizeParameters parameters = resolved.parameters();
    String named = parameters.one("dpop_jkt");
    return switch (proofs.check(request)) {
      case ProofCheck.Absent() -> kept(parameters, resolved.signed(), client);
      case ProofCheck.Proven(String key) ->
          named == null || named.equals(key)
              ? kept(parameters.with("dpop_jkt", key), resolved.signed(), client)
              : refused(
                  new RequestFault("invalid_dpop_proof", "the proof is not of the key dpop_jkt"));
      case ProofCheck.Refused(String description) ->
          refused(new RequestFault("invalid_dpop_proof", description));
      case ProofCheck.NonceWanted() ->
          refused(new RequestFault("use_dpop_nonce", "put the nonce of DPoP-Nonce into the proof"));
    };
  }

  private ResponseEntity<Map<String, Object>> kept(
      AuthorizeParameters parameters, boolean signed, Client client) {
    PushedId id = requests.keep(client.id(), parameters, signed);
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(Map.of("request_uri", id.value(), "expires_in", PushedRequests.UNUSED.toSeconds()));
  }

  private static ResponseEntity<Map<String, Object>> refused(RequestFault fault) {
    return refused(HttpStatus.BAD_REQUEST, fault.error(), fault.description());
  }

  private static ResponseEntity<Map<String, Object>> refused(
      HttpStatus status, String error, String description) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    if (status == HttpStatus.UNAUTHORIZED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"antin\"");
    }
    return answer.body(Map.of("error", error, "error_description", description));
  }
}
