package vn.antin.auth.oauth2;

import vn.antin.auth.session.Session;

/**
 * What a client asks an official to approve.
 *
 * @param clientName as officials know the client
 * @param authorizationDetails the JSON text as it came; unchecked
 * @param requestDigest SHA-256 in base64url over every parameter of the authorization request; the
 *     same when the browser comes back
 * @param returnTo path and query of this very request, where the approval page sends the browser
 */
public record ApprovalDemand(
    String clientId,
    String clientName,
    Session session,
    String authorizationDetails,
    String requestDigest,
    String returnTo) {}
