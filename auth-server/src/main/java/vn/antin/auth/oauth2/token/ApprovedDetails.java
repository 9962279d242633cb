package vn.antin.auth.oauth2.token;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an official agreed to in particular.
 *
 * @param grant the row that the approval of a signature made; null for details of another type
 * @param authorizationDetails the JSON array of RFC 9396
 * @param answer the members of the token answer that tell the client, as a JSON object; null when
 *     it is told the array itself
 */
public record ApprovedDetails(
    @Nullable UUID grant, String authorizationDetails, @Nullable String answer) {}
