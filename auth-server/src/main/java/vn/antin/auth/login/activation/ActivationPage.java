package vn.antin.auth.login.activation;

import org.jspecify.annotations.Nullable;

/**
 * What the activation page shows.
 *
 * @param problem key of the message about the password just refused
 */
public record ActivationPage(
    String token, String username, String displayName, int shortest, @Nullable String problem) {}
