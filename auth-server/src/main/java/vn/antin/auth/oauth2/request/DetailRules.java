package vn.antin.auth.oauth2.request;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.Client;

/** What a request may ask for in particular (RFC 9396 §5), by browser or without one. */
public final class DetailRules {
  private static final String INVALID_DETAILS = "invalid_authorization_details";

  private DetailRules() {}

  /** The first fault; null without one. What is to be signed is not looked at. */
  public static @Nullable RequestFault fault(AuthorizeParameters request, Client client) {
    boolean credential = request.words("scope").contains("credential");
    String details = request.one("authorization_details");
    if (credential && request.has("account_token")) {
      return new RequestFault(
          "invalid_request", "account_token is not accepted: the official logs in here");
    }
    if (details == null) {
      return credential ? parameters(request, client) : null;
    }
    if (credential && CredentialParameters.in(request)) {
      return new RequestFault(
          INVALID_DETAILS, "beside authorization_details no parameter says what to sign");
    }
    Set<String> types;
    try {
      types = AuthorizationDetails.types(details);
    } catch (IllegalArgumentException e) {
      return new RequestFault(INVALID_DETAILS, String.valueOf(e.getMessage()));
    }
    if (!client.authorizationDetailsTypes().containsAll(types)) {
      return new RequestFault(INVALID_DETAILS, "expected types that this client is registered for");
    }
    boolean signature = AuthorizationDetails.SIGNATURES.stream().anyMatch(types::contains);
    return signature == credential && (!signature || types.size() == 1)
        ? null
        : new RequestFault(
            INVALID_DETAILS, "a signature goes with the scope credential and nothing else");
  }

  /** CSC API v2 without RFC 9396: the same permission as for its first type of details. */
  private static @Nullable RequestFault parameters(AuthorizeParameters request, Client client) {
    if (!CredentialParameters.in(request)) {
      return new RequestFault(
          INVALID_DETAILS,
          "scope credential needs authorization_details, or credentialID, numSignatures and"
              + " hashes");
    }
    return client.authorizationDetailsTypes().contains(AuthorizationDetails.CSC_2_0)
        ? null
        : new RequestFault(
            INVALID_DETAILS, "expected a client that is registered for the type credential");
  }
}
