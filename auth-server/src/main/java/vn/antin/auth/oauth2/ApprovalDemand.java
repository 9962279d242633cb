package vn.antin.auth.oauth2;

import vn.antin.auth.session.Session;

/**
 * What a client asks an official to approve.
 *
 * @param clientName as officials know the client
 * @param asked {@code authorization_details} as it came; without it, a JSON object of the
 *     parameters that scope {@code credential} takes (CSC API v2); unchecked
 * @param requestDigest SHA-256 in base64url over every parameter of the authorization request; the
 *     same when the browser comes back
 * @param returnTo path and query of this very request, where the approval page sends the browser
 */
public record ApprovalDemand(
    String clientId,
    String clientName,
    Session session,
    String asked,
    String requestDigest,
    String returnTo) {}
