package vn.antin.auth.login.activation;

import org.jspecify.annotations.Nullable;

/**
 * What the page to choose another password shows.
 *
 * @param elsewhere whether the office's own directory holds it
 * @param problem key of the message about the password just refused
 */
public record PasswordPage(
    String username, boolean elsewhere, int shortest, @Nullable String problem) {}
