package vn.antin.auth.oauth2.token;

import java.util.UUID;

/**
 * An approval that a token stands for.
 *
 * @param grant the row that the approval made
 * @param authorizationDetails the JSON array of RFC 9396, echoed to the client
 */
public record ApprovedDetails(UUID grant, String authorizationDetails) {}
